import { literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";

/** One row a customer and day up to a day: `spend` (net) and `orders` (purchase days where there are no order ids). */
export function qualifyingDays(book: Book, asOf: string): Sql {
  const order = book.transactionFields.has("order_id")
    ? raw("CASE WHEN order_id IS NULL THEN hash(day) ELSE hash(order_id) END")
    : raw("day");
  return sql`
    SELECT customer_id, day, sum(amount) AS spend, count(DISTINCT CASE WHEN state = 0 THEN ${order} END) AS orders
    FROM transactions WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} GROUP BY ALL`;
}
