import { scoreClv } from "../analyses/clv/clv.js";
import { clvColumns } from "../analyses/clv/columns.js";
import { DEFAULT_GATES } from "../analyses/clv/gates.js";
import { measuredMargin } from "../analyses/clv/margin.js";
import { DAYS_PER_YEAR } from "../analyses/clv/time.js";
import type { Column } from "../columns/column.js";
import { identifier, join, raw, sql } from "../engine/sql.js";
import type { Session } from "./open-session.js";
import type { Lender } from "./segment-options.js";

/** The columns that clv lends. */
const LENT = new Set([
  "clv",
  "clv_low",
  "clv_high",
  "expected_purchases",
  "p_alive",
  "next_purchase_date",
  "value_group",
]);

export interface Extended {
  readonly table: string;
  readonly columns: readonly Column[];
}

/** The segments' table with the columns of the analyses asked for beside its own. */
export async function extendWith(session: Session, table: string, lenders: readonly Lender[]): Promise<Extended> {
  if (!lenders.includes("clv")) return { table, columns: [] };
  const { book, asOf, talk } = session;
  const margin = await measuredMargin(book, asOf);
  const outcome = await scoreClv(book, {
    asOf,
    model: "auto",
    horizonDays: DAYS_PER_YEAR,
    discount: 0.1,
    infinite: false,
    unitDays: 1,
    margin: margin ?? 1,
    seed: 1,
    gates: DEFAULT_GATES,
    highValue: 0.8,
  });
  talk.say(`clv over 12m by ${outcome.choice.model}: ${outcome.choice.reason} (crm clv says more)`);
  const columns = clvColumns(book.currency, "day", "12m").filter((column) => LENT.has(column.name));
  const extended = `${table}_with_clv`;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${identifier(extended)} AS
    SELECT r.*, ${join(columns.map((column) => sql`c.${identifier(column.name)}`))}
    FROM ${identifier(table)} r LEFT JOIN ${raw(outcome.table)} c USING (customer_id)`);
  return { table: extended, columns };
}
