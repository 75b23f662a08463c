import type { Book } from "../../book/book.js";
import { identifier, join, raw, type Sql, sql } from "../../engine/sql.js";

/** The share of the customer files' columns of known fields that are filled, for everybody in the files: `completeness`. */
export function fileCompleteness({ customerFields }: Book): Sql {
  const fields = [...customerFields].toSorted().map(identifier);
  if (fields.length === 0) return raw("SELECT NULL::VARCHAR AS customer_id, NULL::DOUBLE AS completeness WHERE false");
  const filled = fields.map((field) => sql`(${field} IS NOT NULL)::INTEGER`);
  return sql`SELECT customer_id, (${join(filled, " + ")}) / ${raw(`${fields.length}.0`)}::DOUBLE AS completeness FROM customers`;
}
