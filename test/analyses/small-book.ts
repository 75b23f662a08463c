import { afterAll, beforeAll } from "vitest";
import type { Book } from "../../src/book/book.js";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { identifier, join, literal, raw, sql } from "../../src/engine/sql.js";
import type { ResultTable } from "../../src/output/result.js";

/** A purchase, or a refund where the amount is negative: customer, day, amount, category. */
export type Purchase = readonly [customer: string, day: string, amount: number, category?: string | null];
export type Customer = Readonly<Record<string, string | null>> & { readonly customer_id: string };

/** An engine for the tests of a file. */
export function useEngine(): { engine: Engine } {
  const held = { engine: undefined as unknown as Engine };
  beforeAll(async () => {
    held.engine = await openEngine();
  });
  afterAll(() => held.engine.close());
  return held;
}

/** A book of a few rows, each purchase an order of its own. Replaces the book that the engine held before. */
export async function smallBook(
  engine: Engine,
  purchases: readonly Purchase[],
  customers: readonly Customer[] = [],
): Promise<Book> {
  for (const name of ["transactions", "customers", "unmerged_transactions", "unmerged_customers"]) {
    const [found] = await engine.rows<{ type: string }>(
      sql`SELECT table_type AS type FROM information_schema.tables WHERE table_name = ${name} AND table_schema = 'main'`,
    );
    if (found !== undefined) {
      await engine.run(sql`DROP ${raw(found.type === "VIEW" ? "VIEW" : "TABLE")} ${identifier(name)}`);
    }
  }
  const hasCategory = purchases.some(([, , , category]) => category !== undefined);
  const rows = purchases.map(
    (
      [customer, day, amount, category],
      index,
    ) => sql`(${literal(customer)}, DATE ${literal(day)}, ${raw(String(amount))},
      ${raw(amount < 0 ? "1" : "0")}, 'O' || ${raw(String(index))}, ${category == null ? raw("NULL") : literal(category)})`,
  );
  await engine.run(sql`CREATE TABLE transactions AS
    SELECT customer_id, day, amount::DECIMAL(18, 4) AS amount, state::UTINYINT AS state, 1 AS file_number, order_id, category::VARCHAR AS category
    FROM (VALUES ${join(rows)}) v(customer_id, day, amount, state, order_id, category)`);
  const fields = [...new Set(["name", ...customers.flatMap((customer) => Object.keys(customer))])].filter(
    (name) => name !== "customer_id",
  );
  const records = customers.map(
    (customer) =>
      sql`(${join(["customer_id", ...fields].map((name) => (customer[name] == null ? raw("NULL") : literal(customer[name]!))))})`,
  );
  const columns = join(["customer_id", ...fields].map(identifier));
  await engine.run(
    records.length === 0
      ? sql`CREATE TABLE customers AS SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS name, NULL::MAP(VARCHAR, VARCHAR) AS attributes WHERE false`
      : sql`CREATE TABLE customers AS SELECT COLUMNS(*)::VARCHAR, NULL::MAP(VARCHAR, VARCHAR) AS attributes
          FROM (VALUES ${join(records)}) v(${columns})`,
  );
  return {
    engine,
    transactionFields: new Set(["order_id", ...(hasCategory ? ["category"] : [])]),
    customerFields: new Set(customers.length === 0 ? [] : fields),
    attributes: [],
    files: [],
    currency: "EUR",
    records: new Map(),
    remarks: [],
  };
}

/** The rows of a table, numbers as numbers. */
export const rowsOf = (engine: Engine, table: ResultTable) => engine.rows(sql`SELECT COLUMNS(*) FROM (${table.query})`);
