import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { isRecordRole } from "../ingest/field.js";
import type { ImportedFile, ImportedFiles, ImportOptions } from "../ingest/import-files.js";
import { ROW_STATES } from "../ingest/row-state.js";
import type { Book } from "./book.js";
import { currenciesOf, onlyCurrency } from "./book-currency.js";
import { type LinkSource, linkCustomers } from "./link-customers.js";
import { createRecords, type RecordSource } from "./records.js";

export interface AssembleOptions extends ImportOptions {
  /** Amounts in several currencies are left as they are, for `crm check` to report, instead of refused. */
  readonly keepCurrencies?: boolean;
}

/** Puts the tables of one run together as a book in memory. */
export async function assembleBook(engine: Engine, imported: ImportedFiles, options: AssembleOptions): Promise<Book> {
  const transactions = imported.files.filter((file) => file.role === "transactions");
  const customers = imported.files.filter((file) => file.role === "customers");
  await createCustomers(engine, customers);
  const remarks = [
    ...imported.files.flatMap((file) => file.remarks.map((remark) => `${file.name}: ${remark}`)),
    ...imported.ignored.map((table) => `${table.name}: not used, its columns are of no known kind`),
  ];
  const known = new Set(customers.flatMap((file) => file.customers?.fields ?? []));
  if (customers.length > 0) {
    for (const file of transactions) remarks.push(...(await linkCustomers(engine, linkSource(file), known)));
  }
  await createTransactions(engine, transactions);
  const { records, remarks: unlinked } = await createRecords(engine, recordSources(imported.files), known);
  remarks.push(...unlinked);
  const currencies = await currenciesOf(engine, transactions);
  const customerFields = new Set(customers.flatMap((file) => file.customers?.fields ?? []));
  return {
    engine,
    transactionFields: new Set(transactions.flatMap((file) => file.transactions?.fields ?? [])),
    customerFields,
    records,
    attributes: [...new Set(customers.flatMap((file) => file.customers?.attributes ?? []))],
    files: imported.files.map((file) => file.accounting),
    currency: options.keepCurrencies === true && currencies.size > 1 ? null : onlyCurrency(currencies, options),
    remarks,
  };
}

const recordSources = (files: readonly ImportedFile[]): RecordSource[] =>
  files.flatMap(({ role, name, number, table, records }) =>
    isRecordRole(role) ? [{ role, name, number, relation: identifier(table), fields: new Set(records?.fields) }] : [],
  );

/** What linking needs to know of a file. */
export const linkSource = ({ name, table, transactions, mapping }: ImportedFile): LinkSource => ({
  name,
  table,
  fields: new Set(transactions?.fields ?? []),
  mapped: new Set(mapping.matched.map((column) => column.field)),
});

/** The records of a table that the book holds: all but group rows, totals and orders that stand in a later file. */
export const HELD = raw(`state < ${ROW_STATES["duplicate-order"]}`);

async function createTransactions(engine: Engine, files: readonly ImportedFile[]): Promise<void> {
  const parts = files.map(
    (file) => sql`SELECT *, ${raw(String(file.number))} AS file_number FROM ${identifier(file.table)} WHERE ${HELD}`,
  );
  const empty = sql`SELECT NULL::VARCHAR AS customer_id, NULL::DATE AS day, NULL::DECIMAL(18, 4) AS amount,
    0::UTINYINT AS state, 0 AS file_number WHERE false`;
  await engine.run(sql`CREATE VIEW transactions AS ${parts.length === 0 ? empty : join(parts, " UNION ALL BY NAME ")}`);
}

/** The customers of all files; of two records for one customer the later file's fields win, the earlier fill its gaps. */
async function createCustomers(engine: Engine, files: readonly ImportedFile[]): Promise<void> {
  if (files.length === 0) {
    await engine.run(sql`CREATE VIEW customers AS SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS name,
      NULL::MAP(VARCHAR, VARCHAR) AS attributes WHERE false`);
    return;
  }
  const parts = files.map(
    (file) => sql`SELECT *, ${raw(String(file.number))} AS file_number FROM ${identifier(file.table)} WHERE state = 0`,
  );
  if (files.length === 1) {
    await engine.run(sql`CREATE VIEW customers AS SELECT * EXCLUDE (state, file_number) FROM (${parts[0]!})`);
    return;
  }
  const fields = [...new Set(files.flatMap((file) => file.customers?.fields ?? []))];
  const records = sql`(${join(parts, " UNION ALL BY NAME ")})`;
  await engine.run(sql`CREATE TABLE customers AS ${latestRecords(records, fields, "file_number")}`);
}

/** One row a customer: of several records each field is the latest that is known. */
export function latestRecords(records: Sql, fields: readonly string[], order: string): Sql {
  const latest = ["name", ...fields.filter((field) => field !== "name"), "attributes"]
    .map(identifier)
    .map((field) => sql`arg_max(${field}, ${raw(order)}) FILTER (${field} IS NOT NULL) AS ${field}`);
  return sql`SELECT customer_id, ${join(latest)} FROM ${records} GROUP BY customer_id`;
}
