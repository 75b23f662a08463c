import { inBook } from "../book/book-schema.js";
import type { BookChange, ImportChange } from "../book/import-into-book.js";
import { bookCurrencies } from "../book/import-into-book.js";
import type { RecordedImport } from "../book/recorded-imports.js";
import type { Talk } from "../cli/talk.js";
import type { Column } from "../columns/column.js";
import type { Engine } from "../engine/engine.js";
import { sql } from "../engine/sql.js";
import { valuesQuery } from "../engine/values.js";
import { addUp, type FileAccounting } from "../ingest/accounting.js";
import type { ImportedFiles } from "../ingest/import-files.js";
import type { Result } from "../output/result.js";

/** What became of one table of an input. */
export interface OutcomeLine {
  readonly outcome: "added" | "read anew" | "already imported";
  /** As the input is named in this run. */
  readonly file: string;
  readonly import: RecordedImport;
  readonly accounting: FileAccounting;
  readonly ordersReplaced: number;
  readonly recordsRemoved: number;
}

/** The book after an import. */
export interface BookTotals {
  readonly imports: number;
  readonly transactions: number;
  readonly customers: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly currency: string | null;
}

export const lineOfChange = (change: ImportChange): OutcomeLine => ({
  outcome: change.isReadAnew ? "read anew" : "added",
  file: change.import.file,
  import: change.import,
  accounting: change.accounting,
  ordersReplaced: change.ordersReplaced,
  recordsRemoved: change.recordsRemoved,
});

/** A file that the book has already: its records were counted when it was read, and are not read again. */
export function lineOfKnown(name: string, known: RecordedImport): OutcomeLine {
  const { read, role, skipped } = known.accounting;
  const filtered = { "already-imported": read };
  const accounting = { file: name, role, read, accepted: 0, rejected: 0, filtered, skipped };
  return { outcome: "already imported", file: name, import: known, accounting, ordersReplaced: 0, recordsRemoved: 0 };
}

const COLUMNS: readonly Column[] = [
  { name: "file", type: "text", description: "The file as it was named" },
  { name: "role", type: "text", description: "What it holds: customers or transactions" },
  {
    name: "outcome",
    type: "text",
    description: "added; read anew (with other options than before); already imported (nothing changed)",
  },
  { name: "read", type: "integer", description: "Records read" },
  { name: "accepted", type: "integer", description: "Records that count" },
  { name: "rejected", type: "integer", description: "Records that cannot be used" },
  { name: "filtered", type: "integer", description: "Records that a rule set aside" },
  { name: "orders_replaced", type: "integer", description: "Orders of earlier imports that stand in this file too" },
  { name: "records_removed", type: "integer", description: "Records that those orders had" },
];

/** The result of an import: one row a table that was named, and the totals of the book. */
export async function importResult(
  engine: Engine,
  lines: readonly OutcomeLine[],
): Promise<{ readonly result: Result; readonly totals: BookTotals }> {
  const [currency = null] = [...(await bookCurrencies(engine)).keys()];
  const totals = { ...(await countBook(engine)), currency };
  const rows = lines.map(({ file, outcome, accounting, ordersReplaced, recordsRemoved }) => {
    const { role, read, accepted, rejected } = accounting;
    return [file, role, outcome, read, accepted, rejected, read - accepted - rejected, ordersReplaced, recordsRemoved];
  });
  const result: Result = {
    schemaVersion: 1,
    command: "import",
    asOf: totals.lastDay,
    meta: { accounting: addUp(lines.map((line) => line.accounting)), book: totals },
    main: {
      name: "imports",
      title: "Imports",
      columns: COLUMNS,
      query: valuesQuery(COLUMNS, rows),
      everyRow: true,
    },
    further: [],
  };
  return { result, totals };
}

async function countBook(engine: Engine): Promise<Omit<BookTotals, "currency">> {
  const row = await engine.row<
    Record<"imports" | "transactions" | "customers", number> & Record<"first" | "last", string | null>
  >(sql`
    SELECT (SELECT count(*) FROM ${inBook("imports")}) AS imports, count(*) AS transactions,
      (SELECT count(*) FROM (SELECT customer_id FROM ${inBook("customers")}
        UNION SELECT customer_id FROM ${inBook("transactions")} WHERE customer_id IS NOT NULL)) AS customers,
      min(day)::VARCHAR AS first, max(day)::VARCHAR AS last
    FROM ${inBook("transactions")} WHERE state < 2`);
  const { imports, transactions, customers, first, last } = row;
  return { imports, transactions, customers, firstDay: first, lastDay: last };
}

const count = new Intl.NumberFormat("en-US");
const many = (number: number, one: string, more: string): string =>
  `${count.format(number)} ${number === 1 ? one : more}`;

/** Says where every record went and what the book has now. */
export function sayImport(
  talk: Talk,
  book: string,
  imported: ImportedFiles,
  { changes, remarks }: BookChange,
  lines: readonly OutcomeLine[],
  totals: BookTotals,
  isDry: boolean,
): void {
  talk.accounting(imported, addUp(imported.files.map((file) => file.accounting)));
  for (const { file, import: known, outcome, accounting } of lines) {
    if (outcome !== "already imported") continue;
    const as = known.file === file ? "" : ` as ${known.file}`;
    talk.say(
      `${file}: already imported${as}; ${many(accounting.read, "record", "records")} filtered (already-imported)`,
    );
  }
  for (const file of imported.files) for (const remark of file.remarks) talk.say(`  ${file.name}: ${remark}`);
  for (const table of imported.ignored) talk.say(`  ${table.name}: not used, its columns are of no known kind`);
  for (const remark of remarks) talk.say(`  ${remark}`);
  for (const change of changes) sayChange(talk, change);
  const period = totals.firstDay === null ? "" : `, ${totals.firstDay} to ${totals.lastDay}`;
  talk.say(
    `${book}${isDry ? " would hold" : ""}: ${many(totals.imports, "import", "imports")}, ${many(totals.transactions, "transaction", "transactions")}, ` +
      `${many(totals.customers, "customer", "customers")}${period}`,
  );
}

function sayChange(
  talk: Talk,
  { import: one, isReadAnew, ordersReplaced, recordsRemoved, repeated }: ImportChange,
): void {
  if (isReadAnew) talk.say(`  ${one.file}: read anew with other options; what it brought before is replaced`);
  if (ordersReplaced > 0) {
    talk.say(
      `  ${one.file}: ${many(ordersReplaced, "order", "orders")} of earlier imports replaced ` +
        `(${many(recordsRemoved, "record", "records")} removed)`,
    );
  }
  if (repeated > 0) {
    talk.warn(
      `${one.file}: ${many(repeated, "record", "records")} without an order id equal to some in the book already (customer, ` +
        "day and amount); they were added, and count twice if the files overlap",
    );
  }
}
