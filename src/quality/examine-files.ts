import type { Readable } from "node:stream";
import type { Engine } from "../engine/engine.js";
import { EXIT } from "../errors/catalogue.js";
import { CrmError } from "../errors/crm-error.js";
import { checkColumnMap } from "../ingest/column-map.js";
import {
  type ImportedFile,
  type ImportOptions,
  type InputFile,
  importTable,
  matchTable,
  settleDuplicates,
} from "../ingest/import-files.js";
import { createRejects, isRejectsList } from "../ingest/judge-leftovers.js";
import { mappedTable, NO_MAP, type RecognisedTable, recogniseTables, roleUnknown } from "../ingest/recognise-tables.js";
import type { Workspace } from "../ingest/source/workspace.js";
import { findDuplicateRows } from "./duplicate-rows.js";
import type { ExaminedTable } from "./examined-table.js";
import { nearestFields } from "./nearest-fields.js";
import { profileColumns } from "./profile-columns.js";

/** What files are read with, and how thoroughly they are looked at. */
export interface Examination {
  readonly engine: Engine;
  readonly options: ImportOptions;
  readonly stdin: Readable;
  readonly workspace: Workspace;
  /** Counts what every column holds; without it only roles, columns and formats are found out. */
  readonly thorough: boolean;
}

/**
 * Opens and loads the inputs as `importFiles` does, but goes on where a file cannot be used: what was found out about
 * it so far comes back with the error. Wrong options (exit 2) still throw.
 */
export async function examineFiles(
  examination: Examination,
  inputs: readonly InputFile[],
): Promise<readonly ExaminedTable[]> {
  const { engine, options, stdin, workspace } = examination;
  await createRejects(engine);
  const opened: (RecognisedTable | ExaminedTable)[] = [];
  for (const input of inputs) {
    const tables = await attempt(() => recogniseTables(engine, input, options, stdin, workspace));
    if (tables instanceof CrmError) opened.push(unopened(input, tables));
    else opened.push(...tables);
  }
  checkColumnMap(options.map ?? NO_MAP, opened.filter(isOpen).map(mappedTable));
  const examined: ExaminedTable[] = [];
  for (const one of opened) {
    if (!isOpen(one)) {
      examined.push(one);
      continue;
    }
    const siblings = opened.filter((other) => isOpen(other) && other.input === one.input);
    const isOnly =
      !isRejectsList(one.table.headers) && siblings.every((other) => isOpen(other) && other.recognised === null);
    const number = examined.filter((table) => table.imported !== null).length + 1;
    examined.push(await examine(examination, one, number, isOnly));
    await one.table.release();
  }
  return withDuplicatesSettled(engine, examined);
}

const isOpen = (one: RecognisedTable | ExaminedTable): one is RecognisedTable => "table" in one;

async function examine(
  { engine, options, thorough }: Examination,
  one: RecognisedTable,
  number: number,
  isOnly: boolean,
): Promise<ExaminedTable> {
  const { table, recognised, input } = one;
  const matches = recognised === null ? null : matchTable(one, recognised, options);
  let imported: ImportedFile | null = null;
  let error = recognised === null && isOnly ? roleUnknown(table) : null;
  if (recognised !== null) {
    const loaded = await attempt(() => importTable(engine, one, recognised, options, number));
    if (loaded instanceof CrmError) error = loaded.at({ file: table.name });
    else imported = loaded;
  }
  const formats = imported?.transactions?.formats;
  const profiled = thorough
    ? await attempt(async () => ({
        columns: await profileColumns(
          { engine, table, preset: recognised?.preset, options, formats },
          recognised,
          matches,
        ),
        duplicateRows: await findDuplicateRows(engine, await table.relation(), table.headers.length),
      }))
    : null;
  return {
    name: table.name,
    path: input.path,
    form: table.form,
    headers: table.headers,
    samples: table.samples,
    recognised,
    matches,
    nearest: recognised === null ? nearestFields(table.headers) : [],
    columns: profiled === null || profiled instanceof CrmError ? [] : profiled.columns,
    duplicateRows: profiled === null || profiled instanceof CrmError ? null : profiled.duplicateRows,
    imported,
    error: error ?? (profiled instanceof CrmError ? profiled : null),
  };
}

const unopened = (input: InputFile, error: CrmError): ExaminedTable => ({
  name: input.name,
  path: input.path,
  form: null,
  headers: [],
  samples: [],
  recognised: null,
  matches: null,
  nearest: [],
  columns: [],
  duplicateRows: null,
  imported: null,
  error: error.at({ file: input.name }),
});

/** The outcome, or the error where the input is at fault; other errors are not about one file and are thrown. */
async function attempt<T>(work: () => Promise<T>): Promise<T | CrmError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CrmError && error.exitCode === EXIT.input && error.code !== "out-of-memory") return error;
    throw error;
  }
}

async function withDuplicatesSettled(engine: Engine, tables: readonly ExaminedTable[]): Promise<ExaminedTable[]> {
  const settled = await settleDuplicates(
    engine,
    tables.flatMap(({ imported }) => imported ?? []),
  );
  const byNumber = new Map(settled.map((file) => [file.number, file]));
  return tables.map((table) => ({ ...table, imported: byNumber.get(table.imported?.number ?? 0) ?? null }));
}
