import { identifier, literal, raw, type Sql, sql } from "../engine/sql.js";
import { choiceExpression } from "../ingest/choice.js";
import { CUSTOMER_FIELDS } from "../ingest/fields/index.js";
import type { Book } from "./book.js";
import { wrapRelation } from "./wrap-relation.js";

const TABLE = "internal_customers";
/** The transactions with theirs, once some were set aside. */
const WITH_INTERNAL = "transactions_with_internal";

/** What was set aside with the customers that are part of the business itself. */
export interface InternalCustomers {
  readonly customers: number;
  /** Records that would count, by the number of their file. */
  readonly records: ReadonlyMap<number, number>;
}

/**
 * Takes customers of the type `internal` and their transactions out of the book: they are counted, not ranked. Null
 * where there are none.
 */
export async function setAsideInternal(
  { engine, customerFields }: Book,
  asOf: string,
): Promise<InternalCustomers | null> {
  if (!customerFields.has("type")) return null;
  const field = CUSTOMER_FIELDS.find(({ name }) => name === "type")!;
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(TABLE)} AS
    SELECT customer_id FROM customers WHERE ${choiceExpression(field, identifier("type"))} = 'internal'`);
  const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count FROM ${raw(TABLE)}`);
  if (count === 0) return null;
  const isInternal = sql`customer_id IN (FROM ${raw(TABLE)})`;
  const rows = await engine.rows<{ file_number: number; count: number }>(sql`
    SELECT file_number, count(*) AS count FROM transactions WHERE state < 2 AND day <= DATE ${literal(asOf)} AND ${isInternal} GROUP BY 1 ORDER BY 1`);
  const others = (inner: Sql): Sql => sql`SELECT * FROM ${inner} WHERE customer_id IS NULL OR NOT (${isInternal})`;
  await wrapRelation(engine, "transactions", WITH_INTERNAL, others);
  await wrapRelation(engine, "customers", "customers_with_internal", others);
  return { customers: count, records: new Map(rows.map((row) => [row.file_number, row.count])) };
}

/** How many customers were set aside as internal, and their net spend up to a day as a decimal text; null where none were. */
export async function internalCustomers(
  { engine }: Book,
  asOf: string,
): Promise<{ readonly customers: number; readonly revenue: string } | null> {
  const { tables } = await engine.row<{ tables: number }>(
    sql`SELECT count(*) AS tables FROM information_schema.tables WHERE table_name = ${literal(WITH_INTERNAL)}`,
  );
  if (tables === 0) return null;
  return engine.row<{ customers: number; revenue: string }>(sql`
    SELECT (SELECT count(*) FROM ${raw(TABLE)}) AS customers, coalesce(sum(amount), 0)::VARCHAR AS revenue
    FROM ${raw(WITH_INTERNAL)} WHERE state < 2 AND day <= DATE ${literal(asOf)} AND customer_id IN (FROM ${raw(TABLE)})`);
}
