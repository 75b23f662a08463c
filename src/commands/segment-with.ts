import { clvColumns } from "../analyses/clv/columns.js";
import { ANALYSES } from "../analyses/index.js";
import type { Scorecard } from "../analyses/scorecard.js";
import type { Column } from "../columns/column.js";
import { CLV_QUANTITY, measuring, VALUE_GROUP_QUANTITY } from "../columns/quantities.js";
import { identifier, join, sql } from "../engine/sql.js";
import type { Lender } from "./segment-options.js";

/** A list of customers in the making: a table keyed by `customer_id`, and those of its columns that are shown. */
export interface Extended {
  readonly table: string;
  readonly columns: readonly Column[];
}

/** The columns that clv lends; the others are what its own list is about. */
const LENT_BY_CLV = new Set([
  "clv",
  "clv_low",
  "clv_high",
  "expected_purchases",
  "p_alive",
  "next_purchase_date",
  "value_group",
]);

/**
 * The customers' table with the columns of the analyses asked for beside its own. What is there already, by its name and
 * description or by its quantity, is not there again; another thing of the same name gets the analysis's name before its own, as `loyalty_since`.
 */
export async function extendWith(card: Scorecard, own: Extended, lenders: readonly Lender[]): Promise<Extended> {
  let extended = own;
  for (const lender of [...new Set(lenders)])
    extended = await joined(card, extended, lender, await lentBy(card, lender));
  return extended;
}

async function lentBy(card: Scorecard, lender: Lender): Promise<Extended> {
  if (lender === "clv") {
    const { table, choice, outlook } = await card.clv();
    const horizon = outlook.infinite ? null : `${outlook.horizonDays} days`;
    card.say(`clv over ${horizon ?? "all time"} by ${choice.model}: ${choice.reason} (crm clv says more)`);
    const columns = clvColumns(card.book.currency, "day", horizon);
    const lent = columns.filter(({ name }) => LENT_BY_CLV.has(name));
    return { table, columns: measuring({ clv: CLV_QUANTITY, value_group: VALUE_GROUP_QUANTITY }, lent) };
  }
  return ANALYSES.find(({ id }) => id === lender)!.score(card);
}

async function joined(card: Scorecard, own: Extended, lender: Lender, lent: Extended): Promise<Extended> {
  const present = new Map(own.columns.map((column) => [column.name, column.description]));
  const quantities = new Set(own.columns.flatMap(({ quantity }) => quantity ?? []));
  const isThere = ({ name, description, quantity }: Column): boolean =>
    present.get(name) === description || (quantity !== undefined && quantities.has(quantity));
  const added = lent.columns
    .filter((column) => !isThere(column))
    .map((column) => ({ from: column.name, column: present.has(column.name) ? named(column, lender) : column }));
  if (added.length === 0) return own;
  const table = `${own.table}_${lender}`;
  const lentColumns = added.map(({ from, column }) => sql`l.${identifier(from)} AS ${identifier(column.name)}`);
  // A view: a table of ever more columns would be written anew for each analysis.
  await card.book.engine.run(sql`CREATE OR REPLACE VIEW ${identifier(table)} AS
    SELECT r.*, ${join(lentColumns)} FROM ${identifier(own.table)} r LEFT JOIN ${identifier(lent.table)} l USING (customer_id)`);
  return { table, columns: [...own.columns, ...added.map(({ column }) => column)] };
}

const named = (column: Column, lender: Lender): Column => ({ ...column, name: `${lender}_${column.name}` });
