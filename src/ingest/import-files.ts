import type { Readable } from "node:stream";
import type { Engine } from "../engine/engine.js";
import { identifier, join, raw, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import { type FileAccounting, moveToFilter } from "./accounting.js";
import { type ColumnMap, checkColumnMap, columnsSaid } from "./column-map.js";
import { isRecordRole, type Role } from "./field.js";
import { type FileMapping, fileMapping } from "./file-mapping.js";
import { createRejects, isRejectsList } from "./judge-leftovers.js";
import { type LoadedCustomers, loadCustomers } from "./load-customers.js";
import type { LoadOptions } from "./load-options.js";
import { type LoadedRecords, loadRecords } from "./load-records.js";
import { type LoadedTransactions, loadTransactions } from "./load-transactions.js";
import { type ColumnMatches, matchColumns } from "./match-columns.js";
import type { ReadOptions } from "./open-tables.js";
import type { Preset } from "./preset.js";
import type { FileForm } from "./raw-table.js";
import {
  mappedTable,
  NO_MAP,
  type Recognised,
  type RecognisedTable,
  recogniseTables,
  roleUnknown,
} from "./recognise-tables.js";
import { recordCount } from "./record-columns.js";
import { RECORD_KINDS } from "./record-kinds.js";
import { ROW_STATES } from "./row-state.js";
import type { Workspace } from "./source/workspace.js";

/** An input as the user named it. */
export interface InputFile {
  readonly name: string;
  readonly path: string;
  /** Set where the user said what the file holds. */
  readonly role?: Role;
}

export interface ImportOptions extends ReadOptions, LoadOptions {
  /** What the user said of columns. */
  readonly map?: ColumnMap;
  readonly system?: Preset;
}

/** One table of an input with what was found out about it. */
export interface ImportedFile {
  readonly number: number;
  readonly name: string;
  readonly path: string;
  readonly role: Role;
  readonly form: FileForm;
  readonly headers: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly mapping: FileMapping;
  readonly matches: ColumnMatches;
  readonly confidence: number;
  readonly why: string;
  readonly table: string;
  readonly accounting: FileAccounting;
  readonly remarks: readonly string[];
  readonly transactions?: LoadedTransactions;
  readonly customers?: LoadedCustomers;
  readonly records?: LoadedRecords;
}

/** A sheet or file that holds nothing of use; named, so that nobody believes it was read. */
export interface IgnoredTable {
  readonly name: string;
  readonly headers: readonly string[];
}

export interface ImportedFiles {
  readonly files: readonly ImportedFile[];
  readonly ignored: readonly IgnoredTable[];
}

/** Reads every input into tables of its own: all are opened first, so that `--map` can be held against all of them. */
export async function importFiles(
  engine: Engine,
  inputs: readonly InputFile[],
  options: ImportOptions,
  stdin: Readable,
  workspace: Workspace,
): Promise<ImportedFiles> {
  await createRejects(engine);
  const recognised: RecognisedTable[] = [];
  for (const input of inputs) {
    const tables = await recogniseTables(engine, input, options, stdin, workspace);
    const [first] = tables;
    if (tables.every((one) => one.recognised === null) && !isRejectsList(first!.table.headers)) {
      throw roleUnknown(first!.table);
    }
    recognised.push(...tables);
  }
  checkColumnMap(options.map ?? NO_MAP, recognised.map(mappedTable));
  const severalHaveOrders = recognised.filter((one) => one.recognised?.role === "transactions").length > 1;
  const loading = severalHaveOrders ? { ...options, hashOrders: false } : options;
  const files: ImportedFile[] = [];
  const ignored: IgnoredTable[] = [];
  for (const one of recognised) {
    if (one.recognised === null) ignored.push({ name: one.table.name, headers: one.table.headers });
    else files.push(await importTable(engine, one, one.recognised, loading, files.length + 1));
    await one.table.release();
  }
  return { files: await settleDuplicates(engine, files), ignored };
}

/** Sets orders, and records with an identifier, that stand in several files aside, and counts them. */
export async function settleDuplicates(engine: Engine, files: readonly ImportedFile[]): Promise<ImportedFile[]> {
  const settled: ImportedFile[] = [];
  for (const [index, file] of files.entries()) {
    settled.push(await withoutLaterRecords(engine, file, files.slice(index + 1)));
  }
  return settled;
}

/** Which column of a recognised table is which field. */
export function matchTable(one: RecognisedTable, { role, preset }: Recognised, options: ImportOptions): ColumnMatches {
  const map = columnsSaid(options.map ?? NO_MAP, mappedTable(one), role);
  return matchColumns(one.table.headers, role, { preset, map, samples: one.table.samples });
}

/** Loads one table, every record accounted for. */
export async function importTable(
  engine: Engine,
  one: RecognisedTable,
  recognised: Recognised,
  options: ImportOptions,
  number: number,
): Promise<ImportedFile> {
  const { role, preset } = recognised;
  const { table } = one;
  const matches = matchTable(one, recognised, options);
  const mapping = fileMapping(role, preset, matches.columns, preset?.customerInGroupRows === true);
  const common = {
    number,
    name: table.name,
    path: one.input.path,
    role,
    form: table.form,
    headers: table.headers,
    samples: table.samples,
    mapping,
    matches,
    confidence: recognised.confidence,
    why: recognised.why,
  };
  const isEmpty = table.samples.length === 0 && one.load === undefined;
  if (isEmpty && !isRecordRole(role)) throw new CrmError("header-only", { place: { file: table.name } });
  try {
    if (role === "customers") {
      const customers = await loadCustomers(engine, table, mapping, number);
      return {
        ...common,
        table: customers.table,
        accounting: customers.accounting,
        remarks: customers.remarks,
        customers,
      };
    }
    if (isRecordRole(role)) {
      const records = await (one.load?.(mapping, number) ?? loadRecords(engine, table, mapping, options, number));
      // A month without a complaint is no fault of its export.
      const remarks = isEmpty ? [`no ${role} below the header`, ...records.remarks] : records.remarks;
      return { ...common, table: records.table, accounting: records.accounting, remarks, records };
    }
    const transactions = await loadTransactions(engine, table, mapping, options, number);
    const { accounting, remarks } = transactions;
    return { ...common, table: transactions.table, accounting, remarks, transactions };
  } catch (error) {
    throw error instanceof CrmError ? error.at({ file: table.name }) : error;
  }
}

/** An identifier in two files counts once, in the later file: all records that the earlier has of it are set aside. */
async function withoutLaterRecords(
  engine: Engine,
  file: ImportedFile,
  laterFiles: readonly ImportedFile[],
): Promise<ImportedFile> {
  const identity = identityOf(file);
  const later = laterFiles.filter((other) => other.role === file.role && identityOf(other) !== null);
  if (identity === null || later.length === 0) return file;
  const column = identifier(identity.column);
  const ids = join(
    later.map(
      (other) => sql`SELECT ${column} FROM ${identifier(other.table)} WHERE state < 32 AND ${column} IS NOT NULL`,
    ),
    " UNION ALL ",
  );
  const state = raw(String(ROW_STATES[identity.rule]));
  const duplicates = sql`state < ${raw(String(ROW_STATES["duplicate-order"]))} AND ${column} IN (${ids})`;
  const moved = await engine.rows<{ state: number; count: number }>(
    sql`SELECT state, ${recordCount(file.role)} AS count FROM ${identifier(file.table)} WHERE ${duplicates} GROUP BY state ORDER BY state`,
  );
  if (moved.length === 0) return file;
  await engine.run(sql`UPDATE ${identifier(file.table)} SET state = ${state} WHERE ${duplicates}`);
  return { ...file, accounting: moveToFilter(file.accounting, identity.rule, moved) };
}

/** The column that tells the records of a file apart, and the rule that sets repeated ones aside. */
function identityOf({ role, transactions, records }: ImportedFile) {
  if (transactions?.fields.includes("order_id")) return { column: "order_id", rule: "duplicate-order" } as const;
  const id = isRecordRole(role) ? RECORD_KINDS[role].id : undefined;
  if (id !== undefined && records?.fields.includes(id))
    return { column: "record_id", rule: "duplicate-record" } as const;
  return null;
}
