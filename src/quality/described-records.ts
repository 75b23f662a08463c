import type { Book } from "../book/book.js";
import { raw, type Sql, sql } from "../engine/sql.js";
import { MOST_EXAMPLES } from "./finding.js";

/**
 * A query for a few records in words, such as `C7 on 2026-01-02: -5.00 (order 1003)`.
 *
 * @param from `FROM transactions WHERE …`
 */
export function describedRecords(book: Book, from: Sql, order: Sql): Sql {
  const orderId = book.transactionFields.has("order_id")
    ? raw(" || coalesce(' (order ' || order_id || ')', '')")
    : raw("");
  return sql`SELECT customer_id || ' on ' || day::VARCHAR || ': ' || amount::DECIMAL(38, 2)::VARCHAR${orderId} AS text
    ${from} ORDER BY ${order}, text LIMIT ${raw(String(MOST_EXAMPLES))}`;
}
