import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { type FileAccounting, moveToFilter } from "../ingest/accounting.js";
import { isRecordRole } from "../ingest/field.js";
import type { ImportedFile, ImportedFiles, ImportOptions } from "../ingest/import-files.js";
import { REJECTS_TABLE } from "../ingest/judge-leftovers.js";
import { HELD } from "./assemble-book.js";
import { onlyCurrency } from "./book-currency.js";
import { addCustomers, rebuildCustomers } from "./book-customers.js";
import { addRecords, prepareRecords, removeRecords, replaceRecords } from "./book-records.js";
import { addColumns, inBook } from "./book-schema.js";
import { linkBook } from "./link-book.js";
import {
  type FileIdentity,
  isSameFile,
  type RecordedImport,
  readImports,
  recordAccounting,
  recordImport,
  removeImport,
} from "./recorded-imports.js";
import { countRepeated, replaceOrders } from "./replace-orders.js";

/** What the import of one table changed. */
export interface ImportChange {
  readonly import: RecordedImport;
  readonly accounting: FileAccounting;
  /** The same file had been read in another way; what it brought then is gone. */
  readonly isReadAnew: boolean;
  /** Orders of earlier imports that stand in this file too, and the records that those had. */
  readonly ordersReplaced: number;
  readonly recordsRemoved: number;
  /** Records without an order id that are equal to some of earlier imports. */
  readonly repeated: number;
}

export interface BookChange {
  readonly changes: readonly ImportChange[];
  readonly remarks: readonly string[];
}

/**
 * Adds what was read to the book, inside a transaction of the caller's. Orders that stand in the book already are
 * replaced, customers get what is new about them, and transactions that name their buyer by e-mail, phone or name are
 * linked to customers, whichever came first.
 *
 * @param identityOf tells each input by its contents
 * @throws CrmError `mixed-currency` where the amounts do not fit those in the book
 */
export async function importIntoBook(
  engine: Engine,
  imported: ImportedFiles,
  identityOf: (path: string) => FileIdentity,
  options: ImportOptions,
): Promise<BookChange> {
  const known = await readImports(engine);
  const last = known.at(-1)?.number ?? 0;
  const outdated = known.filter((one) =>
    imported.files.some((file) => {
      const identity = identityOf(file.path);
      return one.content === identity.content && !isSameFile(one, identity);
    }),
  );
  await prepareTables(engine, imported);
  for (const one of outdated) {
    await removeImport(engine, one.number);
    await removeRecords(engine, one.number);
  }
  const kept = known.filter((one) => !outdated.includes(one));
  const changes: ImportChange[] = [];
  for (const file of imported.files) {
    const number = last + file.number;
    const identity = identityOf(file.path);
    const record = recordOf(file, number, identity);
    const isReadAnew = outdated.some((one) => one.content === identity.content);
    const change = { import: record, accounting: file.accounting, isReadAnew, repeated: 0 };
    if (file.role === "customers") {
      await addCustomers(engine, file, number);
      changes.push({ ...change, ordersReplaced: 0, recordsRemoved: 0 });
    } else if (isRecordRole(file.role)) {
      const recordsRemoved = await replaceEarlierRecords(engine, file, last);
      await addRecords(engine, file, number);
      changes.push({ ...change, ordersReplaced: 0, recordsRemoved });
    } else {
      const replaced = await replaceOrders(engine, file, last);
      const repeated = await countRepeated(engine, file, last);
      await addTransactions(engine, file, number, options);
      changes.push({ ...change, ...replaced, repeated });
    }
    await engine.run(sql`INSERT INTO ${inBook("rejects")}
      SELECT ${raw(String(number))}, file, line, "column", code, message, text FROM ${raw(REJECTS_TABLE)}
      WHERE file_number = ${raw(String(file.number))} ORDER BY line, code`);
    await recordImport(engine, record);
  }
  const everything = [...kept, ...changes.map((change) => change.import)];
  const changesCustomers = [...outdated, ...changes.map((change) => change.import)].some(
    (one) => one.role === "customers",
  );
  if (changesCustomers) await rebuildCustomers(engine);
  const unlinked = changesCustomers ? everything : changes.map((change) => change.import);
  const remarks = await linkBook(engine, unlinked, everything);
  onlyCurrency(await bookCurrencies(engine), {});
  return { changes, remarks };
}

/**
 * Gives the tables every column that the files bring, before anything else: the engine does not commit where a table was
 * altered after records of it were changed.
 */
async function prepareTables(engine: Engine, { files }: ImportedFiles): Promise<void> {
  await prepareRecords(engine, new Set(files.map(({ role }) => role).filter(isRecordRole)));
  await addColumns(
    engine,
    "transactions",
    files.flatMap(({ transactions }) => transactions?.fields ?? []),
  );
  const ofCustomers = files.flatMap(({ customers }) => customers?.fields ?? []);
  for (const table of ["customer_records", "customers"] as const) await addColumns(engine, table, ofCustomers);
}

async function replaceEarlierRecords(engine: Engine, file: ImportedFile, last: number): Promise<number> {
  const moved = await replaceRecords(engine, file, last);
  for (const one of await readImports(engine)) {
    const count = moved.get(one.number);
    if (count === undefined) continue;
    await recordAccounting(engine, one.number, moveToFilter(one.accounting, "duplicate-record", [{ state: 0, count }]));
  }
  return [...moved.values()].reduce((sum, count) => sum + count, 0);
}

const recordOf = (file: ImportedFile, number: number, identity: FileIdentity): RecordedImport => ({
  ...identity,
  number,
  file: file.name,
  role: file.role,
  preset: file.mapping.preset?.title ?? null,
  mapped: file.mapping.matched.map((column) => column.field),
  fields: file.transactions?.fields ?? file.customers?.fields ?? file.records?.fields ?? [],
  attributes: file.customers?.attributes ?? [],
  accounting: file.accounting,
});

async function addTransactions(
  engine: Engine,
  file: ImportedFile,
  number: number,
  options: ImportOptions,
): Promise<void> {
  const fields = join(
    (file.transactions?.fields ?? []).map((field) => sql`, ${identifier(field)}`),
    "",
  );
  await engine.run(sql`INSERT INTO ${inBook("transactions")} BY NAME
    SELECT ${raw(String(number))} AS import_number, customer_id AS buyer, customer_id, day, amount, state,
      ${moneyUnit(file, options)}::VARCHAR AS money_unit${fields}
    FROM ${identifier(file.table)} WHERE ${HELD}`);
}

/** The currency that an amount is in after it was read: as written, or as the user said. */
function moneyUnit(file: ImportedFile, { currency, rates }: ImportOptions): Sql {
  const said = currency === undefined ? raw("NULL") : literal(currency.toUpperCase());
  if (rates !== undefined) return said;
  const written = file.transactions?.formats.currency == null ? raw("NULL") : raw("money_unit");
  return currency === undefined ? written : sql`CASE WHEN state < 2 THEN ${said} ELSE ${written} END`;
}

/** Records that count by their currency, where it is known; the commonest first. */
export async function bookCurrencies(engine: Engine): Promise<ReadonlyMap<string, number>> {
  const rows = await engine.rows<{ unit: string; count: number }>(sql`
    SELECT money_unit AS unit, count(*) AS count FROM ${inBook("transactions")}
    WHERE state < 2 AND money_unit IS NOT NULL GROUP BY 1 ORDER BY count DESC, unit`);
  return new Map(rows.map((row) => [row.unit, row.count]));
}
