import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { REJECTS_TABLE } from "../ingest/judge-leftovers.js";
import type { Book } from "./book.js";
import { onlyCurrency } from "./book-currency.js";
import { type BookPlace, openBookToRead } from "./book-file.js";
import { bookRecordSources } from "./book-records.js";
import { columnsOf, inBook, listed } from "./book-schema.js";
import { bookCurrencies } from "./import-into-book.js";
import { type RecordedImport, readImports } from "./recorded-imports.js";
import { createRecords } from "./records.js";

/**
 * Opens a book file as the book that the same files, read in the order of their imports, would give. Its tables are
 * seen through views, so that analyses make theirs in memory and the file is only read.
 *
 * @throws CrmError `book-missing`, `book-damaged`, `book-foreign`, `book-newer`, `book-in-use`, `book-empty`
 */
export async function readBook(engine: Engine, place: BookPlace, needsTransactions = true): Promise<Book> {
  await openBookToRead(engine, place);
  const imports = await readImports(engine);
  const transactions = imports.filter((one) => one.role === "transactions");
  const customers = imports.filter((one) => one.role === "customers");
  if (transactions.length === 0 && needsTransactions)
    throw new CrmError("book-empty", { book: place.name, place: { file: place.name } });
  const transactionFields = await fieldsOf(engine, "transactions", transactions);
  const customerFields = await fieldsOf(engine, "customers", customers);
  await engine.run(sql`CREATE VIEW transactions AS
    SELECT customer_id, day, amount, state, ${fileNumber(imports)} AS file_number${further(transactionFields)}
    FROM ${inBook("transactions")}`);
  await engine.run(sql`CREATE VIEW customers AS
    SELECT customer_id, ${listed(["name", ...customerFields.filter((field) => field !== "name")])}, attributes
    FROM ${inBook("customers")}`);
  await engine.run(sql`CREATE VIEW ${identifier(REJECTS_TABLE)} AS
    SELECT * RENAME (import_number AS file_number) FROM ${inBook("rejects")}`);
  const { records, remarks } = await createRecords(
    engine,
    await bookRecordSources(engine, imports),
    new Set(customerFields),
  );
  return {
    engine,
    transactionFields: new Set(transactionFields),
    customerFields: new Set(customerFields),
    attributes: [...new Set(customers.flatMap((one) => one.attributes))],
    files: imports.map((one) => one.accounting),
    currency: onlyCurrency(await bookCurrencies(engine), {}),
    records,
    remarks,
  };
}

/** Fields that some import has and the table too. */
async function fieldsOf(
  engine: Engine,
  table: "transactions" | "customers",
  imports: readonly RecordedImport[],
): Promise<string[]> {
  const present = await columnsOf(engine, table);
  return [...new Set(imports.flatMap((one) => one.fields))].filter((field) => present.has(field));
}

const further = (fields: readonly string[]): Sql =>
  join(
    fields.map((field) => sql`, ${identifier(field)}`),
    "",
  );

/** The place of a record's import among all; numbers have gaps where a file was read anew. */
function fileNumber(imports: readonly RecordedImport[]): Sql {
  if (imports.every((one, index) => one.number === index + 1)) return raw("import_number");
  const cases = imports.map((one, index) => raw(`WHEN ${one.number} THEN ${index + 1}`));
  return sql`CASE import_number ${join(cases, " ")} END`;
}
