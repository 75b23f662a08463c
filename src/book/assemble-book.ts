import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { ImportedFile, ImportedFiles, ImportOptions } from "../ingest/import-files.js";
import type { Book } from "./book.js";
import { linkCustomers } from "./link-customers.js";

/** Puts the tables of one run together as a book in memory. */
export async function assembleBook(engine: Engine, imported: ImportedFiles, options: ImportOptions): Promise<Book> {
  const transactions = imported.files.filter((file) => file.role === "transactions");
  const customers = imported.files.filter((file) => file.role === "customers");
  await createCustomers(engine, customers);
  const remarks = [
    ...imported.files.flatMap((file) => file.remarks.map((remark) => `${file.name}: ${remark}`)),
    ...imported.ignored.map((table) => `${table.name}: not used, its columns are of no known kind`),
  ];
  for (const file of transactions) remarks.push(...(await linkCustomers(engine, file, customers)));
  await createTransactions(engine, transactions);
  const customerFields = new Set(customers.flatMap((file) => file.customers?.fields ?? []));
  return {
    engine,
    transactionFields: new Set(transactions.flatMap((file) => file.transactions?.fields ?? [])),
    customerFields,
    attributes: [...new Set(customers.flatMap((file) => file.customers?.attributes ?? []))],
    files: imported.files.map((file) => file.accounting),
    currency: await onlyCurrency(engine, transactions, options),
    remarks,
  };
}

async function createTransactions(engine: Engine, files: readonly ImportedFile[]): Promise<void> {
  const parts = files.map(
    (file) => sql`SELECT *, ${raw(String(file.number))} AS file_number FROM ${identifier(file.table)} WHERE state < 10`,
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
  const latest = (field: string): Sql =>
    sql`arg_max(${identifier(field)}, file_number) FILTER (${identifier(field)} IS NOT NULL) AS ${identifier(field)}`;
  await engine.run(sql`CREATE TABLE customers AS SELECT customer_id, ${join(fields.map(latest))},
      arg_max(attributes, file_number) FILTER (attributes IS NOT NULL) AS attributes
    FROM (${join(parts, " UNION ALL BY NAME ")}) GROUP BY customer_id`);
}

/**
 * The currency of all amounts that count.
 *
 * @throws CrmError `mixed-currency` where there are several and nothing says what to do about it
 */
async function onlyCurrency(
  engine: Engine,
  files: readonly ImportedFile[],
  options: ImportOptions,
): Promise<string | null> {
  const found = new Map<string, number>();
  for (const file of files) {
    if (file.transactions?.formats.currency == null) continue;
    const rows = await engine.rows<{ unit: string; count: number }>(sql`
      SELECT money_unit AS unit, count(*) AS count FROM ${identifier(file.table)}
      WHERE state < 2 AND money_unit IS NOT NULL GROUP BY 1`);
    for (const row of rows) found.set(row.unit, (found.get(row.unit) ?? 0) + row.count);
  }
  if (options.rates !== undefined) return options.currency ?? null;
  if (found.size <= 1) return options.currency?.toUpperCase() ?? [...found.keys()][0] ?? null;
  const evidence = [...found]
    .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .map(([unit, count]) => `${unit} in ${count} records`);
  throw new CrmError("mixed-currency", { evidence: evidence.join(", ") });
}
