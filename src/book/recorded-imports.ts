import type { Engine } from "../engine/engine.js";
import { raw, sql } from "../engine/sql.js";
import type { FileAccounting } from "../ingest/accounting.js";
import type { Role } from "../ingest/field.js";
import { inBook } from "./book-schema.js";

/** What tells whether a file is in the book already. */
export interface FileIdentity {
  /** SHA-256 of its bytes. */
  readonly content: string;
  /** Everything that the user said about how to read it, as JSON. */
  readonly reading: string;
}

export const isSameFile = (one: FileIdentity, other: FileIdentity): boolean =>
  one.content === other.content && one.reading === other.reading;

/** One imported table as the book remembers it. */
export interface RecordedImport extends FileIdentity {
  /** Its place in the order of imports; a later one wins over an earlier. */
  readonly number: number;
  readonly file: string;
  readonly role: Role;
  /** Title of the system that it was exported from, where it was recognised. */
  readonly preset: string | null;
  /** Fields that the file has. */
  readonly mapped: readonly string[];
  /** Those of them that are columns of the book's table. */
  readonly fields: readonly string[];
  /** Headers of the further columns of a customer file. */
  readonly attributes: readonly string[];
  readonly accounting: FileAccounting;
}

interface ImportRow extends Record<string, string | number | null> {
  readonly number: number;
  readonly file: string;
  readonly content: string;
  readonly reading: string;
  readonly role: string;
  readonly preset: string | null;
  readonly mapped: string;
  readonly fields: string;
  readonly attributes: string;
  readonly accounting: string;
}

/** All imports in the book, in order. */
export async function readImports(engine: Engine): Promise<RecordedImport[]> {
  const rows = await engine.rows<ImportRow>(sql`SELECT number, file, content, reading, role, preset, mapped, fields,
    attributes, accounting FROM ${inBook("imports")} ORDER BY number`);
  return rows.map((row) => ({
    ...row,
    role: row.role as Role,
    mapped: JSON.parse(row.mapped) as string[],
    fields: JSON.parse(row.fields) as string[],
    attributes: JSON.parse(row.attributes) as string[],
    accounting: JSON.parse(row.accounting) as FileAccounting,
  }));
}

/** Remembers an import; its last day is read off the records that the book has of it. */
export async function recordImport(engine: Engine, one: RecordedImport): Promise<void> {
  const number = raw(String(one.number));
  await engine.run(sql`
    INSERT INTO ${inBook("imports")} (number, file, content, reading, role, preset, last_day, mapped, fields, attributes, accounting)
    SELECT ${number}, ${one.file}, ${one.content}, ${one.reading}, ${one.role}, ${one.preset}, 
      (SELECT max(day) FROM ${inBook("transactions")} WHERE import_number = ${number} AND state < 2),
      ${JSON.stringify(one.mapped)}, ${JSON.stringify(one.fields)}, ${JSON.stringify(one.attributes)},
      ${JSON.stringify(one.accounting)}`);
}

/** Changes the accounting of an earlier import, of which a later one replaced orders. */
export async function recordAccounting(engine: Engine, number: number, accounting: FileAccounting): Promise<void> {
  await engine.run(sql`UPDATE ${inBook("imports")} SET accounting = ${JSON.stringify(accounting)}
    WHERE number = ${raw(String(number))}`);
}

/** Takes an import and everything that it brought out of the book. */
export async function removeImport(engine: Engine, number: number): Promise<void> {
  const own = raw(`import_number = ${number}`);
  for (const table of ["transactions", "customer_records", "rejects"] as const) {
    await engine.run(sql`DELETE FROM ${inBook(table)} WHERE ${own}`);
  }
  await engine.run(sql`DELETE FROM ${inBook("imports")} WHERE number = ${raw(String(number))}`);
}
