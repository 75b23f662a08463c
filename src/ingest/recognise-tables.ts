import type { Readable } from "node:stream";
import type { Engine } from "../engine/engine.js";
import { CrmError } from "../errors/crm-error.js";
import { CALL_LIST, lostColumns } from "./call-list/call-list-preset.js";
import { callListTables } from "./call-list/call-list-tables.js";
import { type ColumnMap, columnsSaid, type MappedTable } from "./column-map.js";
import { detectRole } from "./detect-role.js";
import type { Role } from "./field.js";
import type { FileMapping } from "./file-mapping.js";
import type { ImportOptions, InputFile } from "./import-files.js";
import type { LoadedRecords } from "./load-records.js";
import { openTables } from "./open-tables.js";
import type { Preset } from "./preset.js";
import type { RawTable } from "./raw-table.js";
import type { Workspace } from "./source/workspace.js";

/** What a table holds, and how that is known. */
export interface Recognised {
  readonly role: Role;
  readonly preset?: Preset;
  readonly confidence: number;
  readonly why: string;
}

/** A table of an input, opened, with what it was taken for; null where its headers do not tell. */
export interface RecognisedTable {
  readonly input: InputFile;
  readonly table: RawTable;
  readonly recognised: Recognised | null;
  /** Set where the records are not read as those of other files are. */
  readonly load?: (mapping: FileMapping, fileNumber: number) => Promise<LoadedRecords>;
}

export const NO_MAP: ColumnMap = { everywhere: new Map() };

/** A table as a column map sees it. */
export const mappedTable = ({ input, table }: Pick<RecognisedTable, "input" | "table">): MappedTable => ({
  name: table.name,
  path: input.path,
  sheet: table.form.sheet,
  headers: table.headers,
});

/**
 * Opens an input and tells what each of its tables holds. Where the user said what the input holds, that goes for its
 * only table; of several sheets it goes for those that look like it, or for all where none does, so that a sheet of
 * notes beside the customers is not read as customers.
 */
export async function recogniseTables(
  engine: Engine,
  input: InputFile,
  options: ImportOptions,
  stdin: Readable,
  workspace: Workspace,
): Promise<RecognisedTable[]> {
  const tables = await openTables(engine, input.name, input.path, options, stdin, workspace);
  const guessed = tables.map((table) => ({ input, table, recognised: recognise(input, table, options) }));
  const { role } = input;
  if (role === undefined) {
    for (const { table } of guessed) {
      const lost = lostColumns(table.headers);
      if (lost.length > 0) throw incompleteCallList(table, lost);
    }
  }
  const hasCallList = guessed.some(({ recognised }) => recognised?.preset === CALL_LIST);
  if (hasCallList && (role === undefined || role === CALL_LIST.role)) return callListTables(engine, guessed, options);
  if (role === undefined) return guessed;
  const alike = guessed.filter(({ recognised }) => recognised?.role === role);
  const said = guessed.length > 1 && alike.length > 0 ? alike : guessed;
  return guessed.map((one) => ({
    ...one,
    recognised: said.includes(one) ? saidRole(role, one.recognised) : null,
  }));
}

function saidRole(role: Role, guess: Recognised | null): Recognised {
  const preset = guess?.role === role ? guess.preset : undefined;
  return { role, ...(preset === undefined ? {} : { preset }), confidence: 1, why: "said by option" };
}

function recognise(input: InputFile, table: RawTable, options: ImportOptions): Recognised | null {
  const map = columnsSaid(options.map ?? NO_MAP, mappedTable({ input, table }));
  const { role, preset, confidence, why } = detectRole(table.headers, table.samples, map);
  if (role !== undefined) return { role, ...(preset === undefined ? {} : { preset }), confidence, why };
  return map.size === 0 ? null : { role: "transactions", confidence: 0.5, why: "by --map" };
}

/** The error for a call list without columns by which its rows are read. */
const incompleteCallList = (table: RawTable, lost: readonly string[]): CrmError =>
  new CrmError("call-list-incomplete", {
    columns: lost.join(", "),
    fix: `Put ${lost.length === 1 ? "it" : "them"} back as in the workbook that was written, or copy the yellow columns into a fresh copy of that workbook, row by row.`,
    place: { file: table.name, line: table.form.headerLine ?? 1 },
  });

/** The error for an input of which no table is of a known kind. */
export function roleUnknown(table: RawTable): CrmError {
  const shown = table.headers.slice(0, 10).map((header) => `"${header}"`);
  return new CrmError("role-unknown", {
    headers: `${shown.join(", ")}${table.headers.length > 10 ? ", …" : ""}`,
    fix: "Say it with --customers FILE or --transactions FILE, and name columns with --map field=Column.",
    place: { file: table.name, line: table.form.headerLine ?? 1 },
  });
}
