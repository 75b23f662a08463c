import { raw, type Sql, sql } from "../../engine/sql.js";

/** Currency signs that stand for one currency only; `$`, `¥` and `kr` stand for several and stay as they are. */
const SIGNS: readonly (readonly [string, string])[] = [
  ["€", "EUR"],
  ["£", "GBP"],
  ["₹", "INR"],
  ["₩", "KRW"],
  ["₽", "RUB"],
  ["₺", "TRY"],
  ["zł", "PLN"],
  ["Kč", "CZK"],
  ["元", "CNY"],
  ["￥", "¥"],
  ["人民币", "CNY"],
  ["RMB", "CNY"],
];

const SHOWN = String.raw`[A-Z]{3}|R\$|US\$|\p{Sc}|元|zł|Kč|kr`;

/** SQL for a currency column's text as a code, such as `EUR` for `eur` or `€`. */
export function currencyCode(column: Sql): Sql {
  const cases = SIGNS.map(([sign, code]) => `WHEN '${sign.toUpperCase()}' THEN '${code}'`).join(" ");
  return sql`(CASE upper(trim(${column})) ${raw(cases)} WHEN '' THEN NULL ELSE upper(trim(${column})) END)`;
}

/** SQL for the currency that is written beside an amount; null where none is. */
export function currencyExpression(amount: Sql): Sql {
  return currencyCode(sql`nullif(regexp_extract(${amount}, ${raw(`'${SHOWN}'`)}), '')`);
}

/** Whether an amount's text names a currency. */
export const showsCurrency = (text: string): boolean => new RegExp(SHOWN, "u").test(text);
