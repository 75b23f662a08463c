import type { Engine } from "../engine/engine.js";
import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { FileMapping } from "./file-mapping.js";
import { bareSample } from "./formats/bare-text.js";
import { currencyCode, currencyExpression, showsCurrency } from "./formats/currency.js";
import { type DateFormat, dateExpression } from "./formats/date-format.js";
import { type DecimalMark, numberExpression } from "./formats/number-format.js";
import { settleDateFormat } from "./formats/settle-date-format.js";
import { settleDecimalMark } from "./formats/settle-decimal-mark.js";
import type { LoadOptions } from "./load-options.js";
import { type RawTable, rawColumn } from "./raw-table.js";

/** How a transactions file's dates, amounts and identifiers are read, and what was assumed about them. */
export interface Formats {
  readonly date: Sql;
  readonly dateFormat: DateFormat;
  readonly mark: DecimalMark;
  /** No value shows the mark. */
  readonly markIsAssumed: boolean;
  /** Currency of the row as text; null where the file shows none. */
  readonly currency: Sql | null;
  /** Customer identifiers went through a spreadsheet as numbers: `17850.0`. */
  readonly numericIdentifiers: boolean;
  readonly checkDamagedIds: boolean;
  /** Order identifiers were rounded by a spreadsheet and tell orders apart no longer. */
  readonly damagedOrderIds: boolean;
  readonly remarks: readonly string[];
}

const ROUNDED = /^\d(?:\.\d+)?[eE]\+\d+$/;

/** What the sample of a file cannot have told, because records further on do not fit what it showed. */
export interface Doubts {
  readonly dates: boolean;
  readonly amounts: boolean;
  readonly currency: boolean;
}

export const NO_DOUBTS: Doubts = { dates: false, amounts: false, currency: false };

/**
 * Settles the formats of a transactions file, each once for the whole column: by the sample where that shows them,
 * and by every value where it does not or where `doubts` have come up.
 */
export async function settleFormats(
  engine: Engine,
  file: RawTable,
  mapping: FileMapping,
  options: LoadOptions,
  doubts: Doubts = NO_DOUBTS,
): Promise<Formats> {
  const valuesOf = (field: string): string[] => {
    const index = mapping.indexOf(field);
    return index === undefined
      ? []
      : file.samples.map((row) => bareSample(row[index] ?? "")).filter((text) => text !== "");
  };
  const remarks: string[] = [];
  const relation = () => file.relation();
  const dateIndex = mapping.indexOf("date")!;
  const column = raw(rawColumn(dateIndex));
  const asked = {
    file: file.name,
    header: file.headers[dateIndex] ?? "",
    column,
    samples: valuesOf("date"),
    relation,
    fallback: mapping.preset?.dateOrder,
    ...(options.dateOrder === undefined ? {} : { order: options.dateOrder }),
  };
  const dateFormat = await settleDateFormat(engine, asked, doubts.dates);

  const money = ["amount", "unit_price"].find((field) => mapping.indexOf(field) !== undefined)!;
  let mark = options.decimal;
  let markIsAssumed = false;
  if (mark === undefined) {
    const semicolons = file.form.delimiter === ";";
    const samples = doubts.amounts ? [] : valuesOf(money);
    const settled = await settleDecimalMark(engine, mapping.columnOf(money)!, relation, samples, semicolons);
    mark = settled.mark;
    markIsAssumed = settled.assumption !== undefined;
    if (settled.assumption !== undefined) remarks.push(settled.assumption);
  }

  const identifiers = valuesOf("customer_id");
  const orders = valuesOf("order_id");
  const damagedOrderIds = orders.length > 0 && orders.filter((id) => ROUNDED.test(id)).length > orders.length / 2;
  if (damagedOrderIds) {
    remarks.push(
      "order ids were rounded by a spreadsheet (1.23E+17) and tell orders apart no longer: purchase days are counted instead",
    );
  }
  return {
    date: dateExpression(column, dateFormat),
    dateFormat,
    mark,
    markIsAssumed,
    currency: rowCurrency(mapping, doubts.currency || valuesOf(money).some(showsCurrency), money),
    numericIdentifiers:
      mapping.preset?.identifiersAsNumbers === true ||
      (identifiers.length > 0 && identifiers.every((id) => /^\d+\.0+$/.test(id))),
    checkDamagedIds: mapping.indexOf("customer_id") !== undefined,
    damagedOrderIds,
    remarks,
  };
}

function rowCurrency(mapping: FileMapping, isShown: boolean, money: string): Sql | null {
  const column = mapping.columnOf("currency");
  if (column !== undefined) return currencyCode(column);
  return isShown ? currencyExpression(mapping.columnOf(money)!) : null;
}

/** SQL cases that set rows of another currency, or without a rate, aside. */
export function currencyCases(formats: Formats, options: LoadOptions, other: number, noRate: number): Sql {
  if (formats.currency === null) return raw("");
  if (options.currency !== undefined) {
    const kept = literal(options.currency.toUpperCase());
    return sql`WHEN money_unit IS NOT NULL AND money_unit <> ${kept} THEN ${raw(String(other))}`;
  }
  if (options.rates !== undefined) {
    const known = join([...options.rates.keys()].map((code) => literal(code)));
    return sql`WHEN money_unit IS NOT NULL AND money_unit NOT IN (${known}) THEN ${raw(String(noRate))}`;
  }
  return raw("");
}

/** The amount of a row, and whether the cells it comes from are empty rather than unreadable. */
export interface AmountExpression {
  readonly value: Sql;
  readonly isEmpty: Sql;
}

/** Amount as written less what was refunded, or quantity times unit price where lines have no amount. */
export function amountExpression(mapping: FileMapping, formats: Formats, options: LoadOptions): AmountExpression {
  const number = (field: string): Sql | undefined => {
    const found = mapping.columnOf(field);
    if (found === undefined) return undefined;
    const column = field === "discount" ? sql`rtrim(${found}, ' %')` : found;
    const scale = /万元?[)）]?$/.test(mapping.headerOf(field) ?? "") ? raw(" * 10000") : raw("");
    return sql`(${numberExpression(column, formats.mark)})${scale}`;
  };
  const preset = mapping.preset;
  const total = number("amount");
  const price = number("unit_price") ?? total;
  const byUnit = total === undefined || preset?.amountIsUnitPrice === true;
  let value = byUnit ? sql`CAST(${number("quantity") ?? raw("1")} * ${price!} AS DECIMAL(18, 4))` : total;
  const discount = number("discount");
  if (byUnit && preset?.discountIsPercent === true && discount !== undefined) {
    value = sql`CAST(${value} * (1 - coalesce(${discount}, 0) / 100) AS DECIMAL(18, 4))`;
  }
  const adjusted = number("amount_adjusted");
  if (adjusted !== undefined && !byUnit) value = sql`coalesce(nullif(${adjusted}, 0), ${value})`;
  const refunded = number("amount_refunded");
  if (refunded !== undefined && !byUnit) value = sql`(${value} - abs(coalesce(${refunded}, 0)))`;
  if (options.rates !== undefined && formats.currency !== null) {
    const cases = [...options.rates].map(([code, rate]) => sql`WHEN ${literal(code)} THEN ${raw(String(rate))}`);
    value = sql`CAST(${value} * coalesce(CASE ${formats.currency} ${join(cases, " ")} END, 1) AS DECIMAL(18, 4))`;
  }
  const source = (byUnit ? mapping.columnOf("unit_price") : undefined) ?? mapping.columnOf("amount")!;
  return { value, isEmpty: sql`${source} IS NULL` };
}
