import { literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";

/**
 * One row a customer with a purchase up to `asOf`, times in days:
 *
 * - `repeat_purchases` (x): purchase days after the first; purchases of one day count once;
 * - `recency_tx` (t_x): first to last purchase; `age` (T): first purchase to `asOf`;
 * - `mean_spend`: mean spend of the repeat days, refunds taken off in proportion; null without a repeat day;
 * - `historic_value`: net spend of all days; `recent_value`: net spend of the last 365 days;
 * - `first_purchase`, `last_purchase`.
 */
export async function createPurchaseHistories(book: Book, asOf: string, table: string): Promise<void> {
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS ${purchaseHistories(asOf)}`);
}

/**
 * The same of so many customers at most, the same ones whatever the order of the rows: those whose ids hash lowest, in
 * that order. Who they are is settled before their purchases are looked at.
 *
 * @param later table of histories as of a later day, in which everybody with a purchase up to `asOf` is
 * @returns how many customers there are in all
 */
export async function createSampledHistories(
  book: Book,
  asOf: string,
  table: string,
  { later, customers }: { readonly later: string; readonly customers: number },
): Promise<number> {
  const { engine } = book;
  const known = sql`FROM ${raw(later)} WHERE first_purchase <= DATE ${literal(asOf)}`;
  const { all } = await engine.row<{ all: number }>(sql`SELECT count(*) AS "all" ${known}`);
  if (all <= customers) {
    await createPurchaseHistories(book, asOf, table);
    return all;
  }
  const sample = `${table}_sample`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(sample)} AS
    SELECT customer_id ${known} ORDER BY md5(customer_id), customer_id LIMIT ${raw(String(customers))}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT * FROM (${purchaseHistories(asOf, sample)}) ORDER BY md5(customer_id), customer_id`);
  await engine.run(sql`DROP TABLE ${raw(sample)}`);
  return all;
}

function purchaseHistories(asOf: string, among?: string): Sql {
  const end = sql`DATE ${literal(asOf)}`;
  // Refunds come on other days than the purchases they undo, so they lower a customer's amounts in proportion.
  return sql`
    SELECT customer_id, count(*) FILTER (bought IS NOT NULL) - 1 AS repeat_purchases,
      max(day) FILTER (bought IS NOT NULL) - min(day) FILTER (bought IS NOT NULL) AS recency_tx,
      ${end} - min(day) FILTER (bought IS NOT NULL) AS age,
      CASE WHEN count(bought) > 1 THEN ((sum(bought) - arg_min(bought, day) FILTER (bought IS NOT NULL)) / (count(bought) - 1))::DOUBLE
        * greatest(0, CASE WHEN sum(bought) > 0 THEN (sum(net) / sum(bought))::DOUBLE ELSE 1 END) END AS mean_spend,
      sum(net)::DOUBLE AS historic_value,
      coalesce(sum(net) FILTER (day > ${end} - 365), 0)::DOUBLE AS recent_value,
      min(day) FILTER (bought IS NOT NULL) AS first_purchase, max(day) FILTER (bought IS NOT NULL) AS last_purchase
    FROM (SELECT customer_id, day, sum(amount) AS net, sum(CASE WHEN state = 0 THEN amount END) AS bought
      FROM transactions WHERE state < 2 AND day <= ${end}${amongThem(among)} GROUP BY customer_id, day)
    GROUP BY customer_id HAVING count(bought) > 0`;
}

const amongThem = (table: string | undefined): Sql =>
  table === undefined ? raw("") : sql` AND customer_id IN (SELECT customer_id FROM ${raw(table)})`;

/** Distinct histories of a table of `createPurchaseHistories` with the customers that share them, ascending. */
export const distinctHistories = (table: string): Sql => sql`
  SELECT repeat_purchases, recency_tx, age, count(*) AS customers FROM ${raw(table)} GROUP BY ALL ORDER BY ALL`;

/** Repeat buyers' spend with the customers that share it, ascending: what Gamma-Gamma is fitted on. */
export const distinctSpends = (table: string): Sql => sql`
  SELECT repeat_purchases, mean_spend, count(*) AS customers FROM ${raw(table)}
  WHERE repeat_purchases > 0 AND mean_spend > 0 GROUP BY ALL ORDER BY ALL`;

/** How often each number of days lies between purchases, over all customers or those of a table of `createPurchaseHistories`. */
export const purchaseIntervals = (asOf: string, table?: string): Sql => sql`
  SELECT gap, count(*) AS count FROM (
    SELECT day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap FROM (
      SELECT DISTINCT customer_id, day FROM transactions WHERE state = 0 AND day <= DATE ${literal(asOf)}${amongThem(table)}))
  WHERE gap IS NOT NULL GROUP BY gap ORDER BY gap`;

/** What customers of a table did in (`after`, `until`]: purchase days and net spend, in the table's own order of rows. */
export const laterPurchases = (table: string, after: string, until: string): Sql => sql`
  SELECT h.customer_id, h.repeat_purchases, h.recency_tx, h.age, h.mean_spend, h.historic_value, h.recent_value,
    coalesce(l.purchases, 0) AS later_purchases, coalesce(l.spend, 0) AS later_spend
  FROM ${raw(table)} h LEFT JOIN (
    SELECT customer_id, count(DISTINCT CASE WHEN state = 0 THEN day END) AS purchases, sum(amount)::DOUBLE AS spend
    FROM transactions WHERE state < 2 AND day > DATE ${literal(after)} AND day <= DATE ${literal(until)}${amongThem(table)}
    GROUP BY customer_id) l USING (customer_id)
  ORDER BY h.customer_id`;

/** Purchase days of these customers by week after a day: what the tracking table holds predictions against. */
export const purchasesByWeek = (table: string, after: string, until: string): Sql => sql`
  SELECT (day - DATE ${literal(after)} - 1) // 7 AS week, count(*) AS purchases FROM (
    SELECT DISTINCT customer_id, day FROM transactions
    WHERE state = 0 AND day > DATE ${literal(after)} AND day <= DATE ${literal(until)}${amongThem(table)})
  GROUP BY 1 ORDER BY 1`;
