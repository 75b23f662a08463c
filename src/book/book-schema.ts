import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";

/** The name under which the engine knows the book's file. */
export const BOOK = "book";
/** Grows when a book that is written cannot be read by an earlier crm. */
export const BOOK_FORMAT = 1;

const TABLES = ["crm_book", "imports", "transactions", "customer_records", "customers", "rejects"] as const;

export type BookTable = (typeof TABLES)[number];

/** A table of the book. */
export const inBook = (table: BookTable): Sql => raw(`${BOOK}.${table}`);

/**
 * Makes the tables of a book:
 *
 * - `imports`: one row an imported table, in order: its file, the SHA-256 of the file, how it was read, what was found;
 * - `transactions`: `buyer` is who the file names, `customer_id` the customer that it belongs to, `money_unit` the
 *   currency of the amount where it is known;
 * - `customer_records`: each file's record of a customer; `customers`: one row a customer, made from them;
 * - `rejects`: every record that could not be used.
 *
 * A field of transactions or customers is a column of texts from the first file on that has it: columns without a value
 * in them would take half the time of an import. There is no time in a book: it is made of its files and their order.
 */
export async function createSchema(engine: Engine): Promise<void> {
  const customer = "customer_id VARCHAR, name VARCHAR, attributes MAP(VARCHAR, VARCHAR)";
  const columns: Readonly<Record<BookTable, string>> = {
    crm_book: "format INTEGER",
    imports: `number INTEGER, file VARCHAR, content VARCHAR, reading VARCHAR, role VARCHAR, preset VARCHAR, last_day DATE,
      mapped VARCHAR, fields VARCHAR, attributes VARCHAR, accounting VARCHAR`,
    transactions:
      "import_number INTEGER, buyer VARCHAR, customer_id VARCHAR, day DATE, amount DECIMAL(18, 4), state UTINYINT, money_unit VARCHAR, order_id VARCHAR",
    customer_records: `import_number INTEGER, ${customer}`,
    customers: customer,
    rejects:
      'import_number INTEGER, file VARCHAR, line INTEGER, "column" VARCHAR, code VARCHAR, message VARCHAR, text VARCHAR',
  };
  for (const [table, list] of Object.entries(columns)) {
    await engine.run(sql`CREATE TABLE ${inBook(table as BookTable)} (${raw(list)})`);
  }
  await engine.run(sql`INSERT INTO ${inBook("crm_book")} VALUES (${raw(String(BOOK_FORMAT))})`);
}

/** Adds columns to a table for the fields that it does not have yet. */
export async function addColumns(engine: Engine, table: BookTable, fields: readonly string[]): Promise<void> {
  const present = await columnsOf(engine, table);
  for (const field of new Set(fields.filter((name) => !present.has(name)))) {
    await engine.run(sql`ALTER TABLE ${inBook(table)} ADD COLUMN ${identifier(field)} VARCHAR`);
  }
}

/** The columns that a table of the book has. */
export async function columnsOf(engine: Engine, table: BookTable): Promise<ReadonlySet<string>> {
  const rows = await engine.rows<{ name: string }>(sql`SELECT column_name AS name FROM duckdb_columns()
    WHERE database_name = ${BOOK} AND table_name = ${table}`);
  return new Set(rows.map((row) => row.name));
}

/**
 * Refuses a database that crm did not make, or a newer crm did.
 *
 * @throws CrmError `book-foreign`, `book-newer`
 */
export async function checkSchema(engine: Engine, name: string): Promise<void> {
  const place = { file: name };
  const rows = await engine.rows<{ name: string }>(
    sql`SELECT table_name AS name FROM duckdb_tables() WHERE database_name = ${BOOK}`,
  );
  const tables = new Set(rows.map((row) => row.name));
  if (!tables.has("crm_book")) throw new CrmError("book-foreign", { place });
  const { format } = await engine.row<{ format: number | null }>(
    sql`SELECT max(format) AS format FROM ${inBook("crm_book")}`,
  );
  if (format !== null && format > BOOK_FORMAT) {
    throw new CrmError("book-newer", { found: format, known: BOOK_FORMAT, place });
  }
  const missing = TABLES.find((table) => !tables.has(table)) ?? (format === null ? "crm_book" : undefined);
  if (missing !== undefined) throw new CrmError("book-damaged", { detail: `its table ${missing} is not there`, place });
}

/** `name, email, …` of those columns. */
export const listed = (fields: readonly string[]): Sql => join(fields.map(identifier));
