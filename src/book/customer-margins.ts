import { identifier, literal, raw, type Sql, sql } from "../engine/sql.js";
import { choiceExpression } from "../ingest/choice.js";
import { TRANSACTION_FIELDS } from "../ingest/fields/index.js";
import type { Book } from "./book.js";
import { grossProfit } from "./gross-profit.js";

/** What the margins of customers come from. */
export interface MarginSource {
  /** The transactions' field; null where they have neither and a share is taken instead. */
  readonly field: "margin" | "cost" | null;
  /** Gross profit over net spend, over all records that say it; the share taken where none does. */
  readonly share: number;
  /** Records that count but do not say their profit; they are taken at `share`. */
  readonly unknown: number;
}

/**
 * Makes a table with one row a customer with a purchase or refund up to `asOf`: `net_spend` and `margin` (gross profit)
 * over all history, `year_spend`, `year_margin` and `sales` (purchase days) in the `days` up to and with `asOf`, and
 * `first_purchase`, null for who has refunds alone. Records without a profit are taken at the share of those with one, or
 * at `otherwise` where no record has one.
 */
export async function createCustomerMargins(
  book: Book,
  { asOf, days, otherwise }: { readonly asOf: string; readonly days: number; readonly otherwise: number },
  table: string,
): Promise<MarginSource> {
  const end = sql`DATE ${literal(asOf)}`;
  const read = await grossProfit(book);
  const isRecent = sql`day > ${end} - ${raw(String(days))}`;
  const isYear = sql`FILTER (${isRecent})`;
  // Money stays decimal, so that sums are the same in any order of rows.
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, sum(amount) AS net_spend, coalesce(sum(amount) ${isYear}, 0) AS year_spend,
      coalesce(sum(profit), 0) AS known, coalesce(sum(profit) ${isYear}, 0) AS year_known,
      coalesce(sum(amount) FILTER (profit IS NULL), 0) AS open,
      coalesce(sum(amount) FILTER (profit IS NULL AND ${isRecent}), 0) AS year_open,
      count(*) FILTER (profit IS NULL) AS open_records,
      count(DISTINCT CASE WHEN state = 0 THEN day END) ${isYear} AS sales,
      min(CASE WHEN state = 0 THEN day END) AS first_purchase
    FROM (SELECT customer_id, day, amount, state, ${read?.profit ?? raw("NULL")}::DECIMAL(38, 4) AS profit FROM transactions
      WHERE state < 2 AND day <= ${end} AND customer_id IS NOT NULL)
    GROUP BY customer_id`);
  const { share, unknown } = await book.engine.row<{ share: number | null; unknown: number }>(sql`
    SELECT (sum(known) / nullif(sum(net_spend - open), 0))::DOUBLE AS share,
      coalesce(sum(open_records), 0)::BIGINT AS unknown FROM ${raw(table)}`);
  const isSaid = read !== null && share !== null;
  const rate = isSaid ? share : otherwise;
  const margin = (known: string, open: string): Sql =>
    sql`(${raw(known)} + ${raw(open)}::DOUBLE * ${raw(String(rate))}::DOUBLE)::DECIMAL(28, 4)`;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, net_spend, ${margin("known", "open")} AS margin, year_spend,
      ${margin("year_known", "year_open")} AS year_margin, sales, first_purchase FROM ${raw(table)}`);
  return { field: isSaid ? read.source : null, share: rate, unknown };
}

/** Fields of the transactions by which customers can be parted, coarsest first. */
export const BOUGHT_FIELDS = ["product_kind", "category", "brand", "product", "channel"] as const;

export type BoughtField = (typeof BOUGHT_FIELDS)[number];

/**
 * One row a customer with such a value: `customer_id` and `value`, on which the customer spent most up to `asOf`; of equal
 * ones the first by name. Kinds of product are read in five languages; a word that is none counts as no value.
 */
export function mostlyBought(field: BoughtField, asOf: string): Sql {
  const declared = TRANSACTION_FIELDS.find((one) => one.name === field)!;
  const written = raw("written");
  const spelt = sql`min(written) OVER (PARTITION BY lower(written))`;
  const value = declared.choices === undefined ? spelt : choiceExpression(declared, written);
  // Values are looked up once each, not once a record.
  return sql`
    WITH spend AS (
      SELECT customer_id, ${identifier(field)} AS written, sum(amount) AS spend FROM transactions
      WHERE state < 2 AND day <= DATE ${literal(asOf)} AND customer_id IS NOT NULL AND ${identifier(field)} IS NOT NULL
      GROUP BY ALL
    ), known AS (SELECT written, ${value} AS value FROM (SELECT DISTINCT written FROM spend))
    SELECT customer_id, arg_min(value, (-total, value)) AS value FROM (
      SELECT customer_id, value, sum(spend) AS total FROM spend JOIN known USING (written) WHERE value IS NOT NULL GROUP BY ALL)
    GROUP BY customer_id`;
}
