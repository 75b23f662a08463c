import { createWriteStream } from "node:fs";
import type { Column } from "../columns/column.js";
import type { Cell, Engine } from "../engine/engine.js";
import type { WriteContext } from "./format.js";
import type { ResultTable } from "./result.js";
import { sheetName } from "./sheet-text.js";
import { stampZip } from "./stamp-zip.js";
import { cellQuery } from "./typed-query.js";
import { type SheetWriter, startSheet } from "./xlsx-sheet.js";

/** Rows below the head that a sheet holds. */
export const MOST_ROWS = 1_048_575;

/** A workbook that is being written. */
export interface WorkbookInWork {
  readonly workbook: Parameters<typeof startSheet>[0];
  readonly engine: Engine;
  readonly rowsPerSheet: number;
  readonly taken: Set<string>;
  /** Rejects when the file cannot be written; exceljs by itself would wait for ever. */
  readonly failure: Promise<never>;
  /** Texts that had to be cut so far. */
  cut: number;
}

/** Begins a sheet of a table; the sample is the first of its rows. */
export type StartSheet = (
  workbook: WorkbookInWork["workbook"],
  name: string,
  columns: readonly Column[],
  sample: readonly (readonly Cell[])[],
) => SheetWriter;

const DICTIONARY_NAME = "Data dictionary";

/**
 * Writes a workbook: `fill` adds the sheets. Rows go through exceljs's stream, so that the size does not count in memory.
 * Nothing in it depends on the time: equal sheets give equal bytes.
 *
 * @param sharedStrings keeps texts once for all cells, and in memory until the end. LibreOffice breaks lines within a cell
 *   only then.
 */
export async function writeWorkbookFile(
  { engine, result, path, note }: WriteContext,
  rowsPerSheet: number,
  fill: (book: WorkbookInWork) => Promise<void>,
  sharedStrings = false,
): Promise<void> {
  const { default: Excel } = await import("exceljs");
  const stream = createWriteStream(path);
  const failure = new Promise<never>((_, reject) => stream.once("error", reject));
  failure.catch(() => {});
  const when = new Date(`${result.asOf ?? "2000-01-01"}T00:00:00Z`);
  const workbook = new Excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: sharedStrings,
    zip: { zlib: { level: 4 } },
  });
  Object.assign(workbook, { creator: "crm", lastModifiedBy: "crm", created: when, modified: when });
  const taken = new Set([DICTIONARY_NAME.toLowerCase()]);
  const book: WorkbookInWork = { workbook, engine, rowsPerSheet, taken, failure, cut: 0 };
  try {
    await fill(book);
    await Promise.race([workbook.commit(), failure]);
  } finally {
    stream.destroy();
  }
  await stampZip(path);
  if (book.cut > 0) {
    note?.(`Texts longer than the 32,767 characters that a cell holds: ${book.cut}; they were cut in the workbook.`);
  }
}

/**
 * Writes a table, on several sheets where it is too long for one.
 *
 * @returns the names of its sheets
 */
export async function writeTable(
  book: WorkbookInWork,
  table: ResultTable,
  startOne: StartSheet = startSheet,
): Promise<string[]> {
  const names: string[] = [];
  let sheet: SheetWriter | undefined;
  const start = (sample: readonly (readonly Cell[])[]): SheetWriter => {
    const name = sheetName(table.name, book.taken);
    names.push(name);
    return startOne(book.workbook, name, table.columns, sample);
  };
  for await (const batch of book.engine.batches(cellQuery(table, "serial"))) {
    for (const row of batch) {
      if (sheet !== undefined && sheet.rows === book.rowsPerSheet) {
        book.cut += sheet.end();
        sheet = undefined;
      }
      sheet ??= start(batch);
      sheet.add(row);
    }
    // Lets the compressor keep up, and a full disk be noticed.
    await Promise.race([new Promise<void>((done) => setImmediate(done)), book.failure]);
  }
  book.cut += (sheet ?? start([])).end();
  return names;
}

const DICTIONARY: readonly Column[] = ["sheet", "column", "type", "unit", "description"].map((name) => ({
  name,
  type: "text",
  description: "",
}));

/** Writes what the columns of the tables mean; each table with the name of its sheet. */
export function writeDictionary(
  book: WorkbookInWork,
  tables: readonly (readonly [Pick<ResultTable, "columns">, string])[],
  startOne: StartSheet = startSheet,
): void {
  const rows = tables.flatMap(([table, sheet]) =>
    table.columns.map(({ name, type, unit, description }) => [sheet, name, type, unit ?? null, description]),
  );
  const sheet = startOne(book.workbook, DICTIONARY_NAME, DICTIONARY, rows);
  for (const row of rows) sheet.add(row);
  book.cut += sheet.end();
}
