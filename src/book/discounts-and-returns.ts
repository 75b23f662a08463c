import { literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";
import { transactionNumber } from "./transaction-number.js";

/**
 * One row a customer with a purchase or refund up to `asOf`: `bought` (spend before refunds), `discounted` (what of it was
 * bought at a discount; null where transactions have no discounts) and `returned` (refunds, as a positive amount).
 */
export async function discountsAndReturns(book: Book, asOf: string): Promise<Sql> {
  const discount = await transactionNumber(book, "discount");
  // Many exports write a discount as a negative number.
  const discounted =
    discount === null
      ? raw("NULL::DECIMAL(18, 4)")
      : sql`coalesce(sum(amount) FILTER (state = 0 AND ${discount} <> 0), 0)`;
  return sql`
    SELECT customer_id, coalesce(sum(amount) FILTER (state = 0), 0) AS bought, ${discounted} AS discounted,
      coalesce(-sum(amount) FILTER (state = 1), 0) AS returned
    FROM transactions WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} GROUP BY customer_id`;
}
