import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, type Sql, sql } from "../engine/sql.js";
import { isRecordRole, RECORD_ROLES, type RecordRole } from "../ingest/field.js";
import type { ImportedFile } from "../ingest/import-files.js";
import { recordColumns, recordCount } from "../ingest/record-columns.js";
import { ROW_STATES } from "../ingest/row-state.js";
import { BOOK } from "./book-schema.js";
import type { RecordedImport } from "./recorded-imports.js";
import type { RecordSource } from "./records.js";

/*
 * Records in a book file: a table for each role, made when the first file of the role is imported, with each record's
 * customer as its file names it. Who that is, is settled when the book is read: customer files may come later.
 */

const tableOf = (role: RecordRole): Sql => raw(`${BOOK}.${role}`);

/** Makes the tables of these roles, or gives them the columns that an earlier version did not know. */
export async function prepareRecords(engine: Engine, roles: ReadonlySet<RecordRole>): Promise<void> {
  for (const role of roles) {
    const columns = recordColumns(role);
    const typed = columns.map(({ name, sqlType }) => sql`${identifier(name)} ${raw(sqlType)}`);
    await engine.run(sql`CREATE TABLE IF NOT EXISTS ${tableOf(role)} (import_number INTEGER, ${join(typed)})`);
    const present = await columnsIn(engine, role);
    for (const { name, sqlType } of columns) {
      if (present.has(name)) continue;
      await engine.run(sql`ALTER TABLE ${tableOf(role)} ADD COLUMN ${identifier(name)} ${raw(sqlType)}`);
    }
  }
}

/** Adds the records of a file to the book; `prepareRecords` has made their table. */
export async function addRecords(engine: Engine, file: ImportedFile, number: number): Promise<void> {
  const role = file.role as RecordRole;
  const columns = join(recordColumns(role).map(({ name }) => identifier(name)));
  await engine.run(sql`INSERT INTO ${tableOf(role)} BY NAME
    SELECT ${raw(String(number))} AS import_number, ${columns} FROM ${identifier(file.table)} WHERE state = 0`);
}

/**
 * Takes the records that a file has anew out of the book, as imports up to `last` have them.
 *
 * @returns the number of records removed, by import
 */
export async function replaceRecords(
  engine: Engine,
  file: ImportedFile,
  last: number,
): Promise<ReadonlyMap<number, number>> {
  const role = file.role as RecordRole;
  if (last === 0 || !(await rolesIn(engine)).includes(role)) return new Map();
  const earlier = sql`FROM ${tableOf(role)} WHERE import_number <= ${raw(String(last))} AND record_id IN
    (SELECT record_id FROM ${identifier(file.table)} WHERE state IN (0, ${raw(String(ROW_STATES["duplicate-record"]))}) AND record_id IS NOT NULL)`;
  const moved = await engine.rows<{ number: number; count: number }>(
    sql`SELECT import_number AS number, ${recordCount(role)} AS count ${earlier} GROUP BY 1 ORDER BY 1`,
  );
  await engine.run(sql`DELETE ${earlier}`);
  return new Map(moved.map((row) => [row.number, row.count]));
}

/** Takes an import's records out of the book. */
export async function removeRecords(engine: Engine, number: number): Promise<void> {
  for (const role of await rolesIn(engine)) {
    await engine.run(sql`DELETE FROM ${tableOf(role)} WHERE import_number = ${raw(String(number))}`);
  }
}

/** The records of every import, for `createRecords`. */
export async function bookRecordSources(engine: Engine, imports: readonly RecordedImport[]): Promise<RecordSource[]> {
  const sources: RecordSource[] = [];
  for (const [index, one] of imports.entries()) {
    if (!isRecordRole(one.role)) continue;
    const present = await columnsIn(engine, one.role);
    const columns = recordColumns(one.role).map(({ name, sqlType }) =>
      present.has(name) ? identifier(name) : sql`NULL::${raw(sqlType)} AS ${identifier(name)}`,
    );
    sources.push({
      role: one.role,
      name: one.file,
      number: index + 1,
      relation: sql`(SELECT ${join(columns)}, 0::UTINYINT AS state FROM ${tableOf(one.role)}
        WHERE import_number = ${raw(String(one.number))})`,
      fields: new Set(one.mapped),
    });
  }
  return sources;
}

async function rolesIn(engine: Engine): Promise<RecordRole[]> {
  const rows = await engine.rows<{ name: string }>(
    sql`SELECT table_name AS name FROM duckdb_tables() WHERE database_name = ${BOOK}`,
  );
  const tables = new Set(rows.map((row) => row.name));
  return RECORD_ROLES.filter((role) => tables.has(role));
}

async function columnsIn(engine: Engine, role: RecordRole): Promise<ReadonlySet<string>> {
  const rows = await engine.rows<{ name: string }>(sql`SELECT column_name AS name FROM duckdb_columns()
    WHERE database_name = ${BOOK} AND table_name = ${role}`);
  return new Set(rows.map((row) => row.name));
}
