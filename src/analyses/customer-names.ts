import type { Book } from "../book/book.js";
import { raw, type Sql, sql } from "../engine/sql.js";
import { availableAttributes, customerAttributes } from "./customer-columns.js";

/** A relation with `customer_id` and `name` of each customer whose name is known. */
export const customerNames = (book: Book, asOf: string): Sql =>
  availableAttributes(book).includes("name")
    ? sql`(SELECT customer_id, name FROM (${customerAttributes(book, ["name"], asOf).relation}) WHERE name IS NOT NULL)`
    : raw("(SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS name WHERE false)");
