import { literal, raw, type Sql, sql } from "../engine/sql.js";
import { demandField } from "./activity-summaries.js";
import type { Book } from "./book.js";
import { mostlyBought } from "./customer-margins.js";

/**
 * One row a customer with a purchase up to a day: what it bought on its last day of purchase, as `last_bought` (two products
 * at most, the dearest first) and `last_amount`, and what it mostly buys, `preferred` (a category, else a product).
 */
export function lastPurchases(book: Book, asOf: string): Sql {
  const what = book.transactionFields.has("product") ? "product" : "category";
  const product = book.transactionFields.has(what) ? raw(`t.${what}`) : raw("NULL::VARCHAR");
  const field = demandField(book);
  const preferred =
    field === null
      ? raw("SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS value WHERE false")
      : mostlyBought(field, asOf);
  return sql`
    WITH last AS (SELECT customer_id, max(day) AS day FROM transactions
      WHERE state = 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} GROUP BY customer_id),
    items AS (SELECT t.customer_id, ${product} AS product, sum(t.amount) AS amount FROM transactions t
      JOIN last l ON l.customer_id = t.customer_id AND l.day = t.day WHERE t.state = 0 GROUP BY ALL)
    SELECT i.customer_id, i.last_bought, i.last_amount, p.value AS preferred FROM (
      SELECT customer_id, sum(amount) AS last_amount,
        array_to_string((list(product ORDER BY amount DESC, product) FILTER (product IS NOT NULL))[:2], ' and ') AS last_bought
      FROM items GROUP BY customer_id) i LEFT JOIN (${preferred}) p USING (customer_id)`;
}
