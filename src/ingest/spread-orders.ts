import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { TRANSACTION_FIELDS } from "./fields/index.js";
import type { FileMapping } from "./file-mapping.js";
import { type DecimalMark, numberExpression } from "./formats/number-format.js";
import { FIRST_FILTER } from "./row-state.js";

/** Money of the line itself, and what goes into the amount. */
const NOT_KEPT_PER_ORDER = new Set(["amount", "amount_refunded", "amount_adjusted", "unit_price", "cost", "margin"]);

/** Fields of money, besides the amount, that an export with one amount an order says of the order: they count once. */
export function orderMoney(mapping: FileMapping): string[] {
  if (mapping.preset?.amountPer !== "order") return [];
  return TRANSACTION_FIELDS.filter(({ name, type }) => type === "money" && !NOT_KEPT_PER_ORDER.has(name))
    .map(({ name }) => name)
    .filter((name) => mapping.columnOf(name) !== undefined && !/^line\s*item/i.test(mapping.headerOf(name) ?? ""));
}

/**
 * Spreads what stands on one line of an order over all its lines, so that each product, brand and category has its part:
 * the amount, and discount and other money of the order. The parts are as price times quantity of the lines where each
 * line says its price, else equal; to the cent, and their sum is exactly what was on the one line. Lines
 * of another state than the one with the amount get nothing. What is no plain number, as a discount in per cent, then
 * holds for each of the lines.
 *
 * @param mark of the numbers in the file
 */
export async function spreadOrders(
  engine: Engine,
  table: string,
  mapping: FileMapping,
  mark: DecimalMark,
): Promise<void> {
  if (mapping.preset?.amountPer !== "order" || mapping.columnOf("order_id") === undefined) return;
  const number = (name: string): Sql | null =>
    mapping.columnOf(name) === undefined ? null : numberExpression(identifier(name), mark);
  const price = number("unit_price");
  const weight =
    price === null ? raw("NULL") : sql`abs(${price} * coalesce(${number("quantity") ?? raw("1")}, 1))::DECIMAL(18, 4)`;
  const written = orderMoney(mapping);
  const parts = ["amount", ...written.map((name) => `money_${name}`)].map(
    (name) => sql`sum(${raw(name)}) OVER whole AS ${raw(`whole_${name}`)}`,
  );
  const rewritten = written.map((name) => {
    const column = identifier(name);
    const text = sql`(${part(`whole_money_${name}`)})::VARCHAR`;
    return sql`, CASE WHEN ${raw(`whole_money_${name}`)} IS NULL THEN ${raw(`first_${name}`)}
      ELSE ${mark === "," ? sql`replace(${text}, '.', ',')` : text} END AS ${column}`;
  });
  const lines = identifier(table);
  await engine.run(sql`UPDATE ${lines} SET amount = s.amount ${join(
    written.map((name) => sql`, ${identifier(name)} = s.${identifier(name)}`),
    " ",
  )}
    FROM (
      SELECT place, ${part("whole_amount")}::DECIMAL(18, 4) AS amount ${join(rewritten, " ")} FROM (
        SELECT *, sum(share) OVER whole AS shares,
          sum(share) OVER (PARTITION BY order_id, customer_id, state ORDER BY place ROWS UNBOUNDED PRECEDING) AS reached,
          ${join(parts)} ${join(
            written.map(
              (name) => sql`, first_value(${identifier(name)} IGNORE NULLS) OVER whole AS ${raw(`first_${name}`)}`,
            ),
            " ",
          )}
        FROM (
          SELECT *, CASE WHEN bool_and(weight IS NOT NULL) OVER whole AND sum(weight) OVER whole > 0 THEN weight ELSE 1 END AS share,
            count(*) OVER whole AS lines
          FROM (
            SELECT rowid AS place, order_id, customer_id, state, amount, ${weight} AS weight ${join(
              written.map(
                (name) =>
                  sql`, ${identifier(name)}, ${numberExpression(identifier(name), mark)} AS ${raw(`money_${name}`)}`,
              ),
              " ",
            )}
            FROM ${lines} WHERE state < ${raw(String(FIRST_FILTER))} AND order_id IS NOT NULL)
          WINDOW whole AS (PARTITION BY order_id, customer_id, state))
        WHERE lines > 1
        WINDOW whole AS (PARTITION BY order_id, customer_id, state ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
    ) s WHERE ${lines}.rowid = s.place`);
}

/** What a line has of a whole: what is reached with it less what was reached before, each to the cent. */
function part(whole: string): Sql {
  const upTo = (reached: string): string =>
    `CASE WHEN ${reached} = shares THEN ${whole} ELSE round(${whole}::DOUBLE * (${reached})::DOUBLE / shares::DOUBLE, 2)::DECIMAL(18, 4) END`;
  return raw(`(${upTo("reached")} - ${upTo("reached - share")})`);
}
