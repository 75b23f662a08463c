import { literal, raw, sql } from "../engine/sql.js";
import type { Book } from "./book.js";

/** Makes a table with one row a customer with a purchase up to `asOf`: `days`, the days of purchase, ascending and distinct. */
export async function createPurchaseDayLists(book: Book, asOf: string, table: string): Promise<void> {
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, list_sort(list_distinct(list(day))) AS days FROM transactions
    WHERE state = 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} GROUP BY customer_id`);
}

/**
 * Makes a table with one row a customer and day of purchase of a table of `createPurchaseDayLists`: `number` (0 for the
 * first), `since_first` (days from the first to it), and `previous_number`, `previous_since_first` of the purchase before,
 * null for the first. Purchases of one day count once.
 */
export async function createPurchaseDays(book: Book, lists: string, table: string): Promise<void> {
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH numbered AS (SELECT customer_id, days, unnest(range(len(days)))::INTEGER AS number FROM ${raw(lists)})
    SELECT customer_id, number, days[number + 1] AS day, (days[number + 1] - days[1])::INTEGER AS since_first,
      CASE WHEN number > 0 THEN number - 1 END AS previous_number,
      CASE WHEN number > 0 THEN (days[number] - days[1])::INTEGER END AS previous_since_first
    FROM numbered`);
}
