import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { CUSTOMER_FIELDS } from "../ingest/fields/index.js";
import { KEPT_FIELDS } from "../ingest/load-transactions.js";

/** The name under which the engine knows the book's file. */
export const BOOK = "book";
/** Grows when a book that is written cannot be read by an earlier crm. */
export const BOOK_FORMAT = 1;

export type BookTable = "crm_book" | "imports" | "transactions" | "customer_records" | "customers" | "rejects";

/** A table of the book. */
export const inBook = (table: BookTable): Sql => raw(`${BOOK}.${table}`);

export const CUSTOMER_COLUMNS: readonly string[] = CUSTOMER_FIELDS.map((field) => field.name).filter(
  (name) => name !== "customer_id",
);

/** Tables whose columns grow with the fields that crm knows; a field is text, null where no file has it. */
const FIELDS_OF: readonly (readonly [BookTable, readonly string[]])[] = [
  ["transactions", KEPT_FIELDS],
  ["customer_records", CUSTOMER_COLUMNS],
  ["customers", CUSTOMER_COLUMNS],
];

/**
 * Makes the tables of a book:
 *
 * - `imports`: one row an imported table, in order: its file, the SHA-256 of the file, how it was read, what was found;
 * - `transactions`: `buyer` is who the file names, `customer_id` the customer that it belongs to, `money_unit` the
 *   currency of the amount where it is known;
 * - `customer_records`: each file's record of a customer; `customers`: one row a customer, made from them;
 * - `rejects`: every record that could not be used.
 *
 * There is no time in it: equal files imported in the same order make an equal book.
 */
export async function createSchema(engine: Engine): Promise<void> {
  const attributes = "attributes MAP(VARCHAR, VARCHAR)";
  const columns: Readonly<Record<BookTable, string>> = {
    crm_book: "format INTEGER",
    imports: `number INTEGER, file VARCHAR, content VARCHAR, reading VARCHAR, role VARCHAR, preset VARCHAR, last_day DATE,
      mapped VARCHAR, fields VARCHAR, attributes VARCHAR, accounting VARCHAR`,
    transactions:
      "import_number INTEGER, buyer VARCHAR, customer_id VARCHAR, day DATE, amount DECIMAL(18, 4), state UTINYINT, money_unit VARCHAR",
    customer_records: `import_number INTEGER, customer_id VARCHAR, ${attributes}`,
    customers: `customer_id VARCHAR, ${attributes}`,
    rejects:
      'import_number INTEGER, file VARCHAR, line INTEGER, "column" VARCHAR, code VARCHAR, message VARCHAR, text VARCHAR',
  };
  for (const [table, list] of Object.entries(columns)) {
    await engine.run(sql`CREATE TABLE ${inBook(table as BookTable)} (${raw(list)})`);
  }
  await completeSchema(engine);
  await engine.run(sql`INSERT INTO ${inBook("crm_book")} VALUES (${raw(String(BOOK_FORMAT))})`);
}

/** Adds columns for fields that crm has come to know since the book was made. */
export async function completeSchema(engine: Engine): Promise<void> {
  for (const [table, fields] of FIELDS_OF) {
    const present = await columnsOf(engine, table);
    for (const field of fields.filter((name) => !present.has(name))) {
      await engine.run(sql`ALTER TABLE ${inBook(table)} ADD COLUMN ${identifier(field)} VARCHAR`);
    }
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
  const missing = [...FIELDS_OF.map(([table]) => table), "imports", "rejects"].filter((table) => !tables.has(table));
  if (format === null || missing.length > 0) {
    throw new CrmError("book-damaged", { detail: `it has no table ${missing.join(", ") || "crm_book"}`, place });
  }
}

/** `name, email, …` of those columns. */
export const listed = (fields: readonly string[]): Sql => join(fields.map(identifier));
