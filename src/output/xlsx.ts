import { createWriteStream } from "node:fs";
import type { Column } from "../columns/column.js";
import type { Cell, Engine } from "../engine/engine.js";
import type { Format, WriteContext } from "./format.js";
import type { ResultTable } from "./result.js";
import { sheetName } from "./sheet-text.js";
import { stampZip } from "./stamp-zip.js";
import { cellQuery } from "./typed-query.js";
import { type SheetWriter, startSheet } from "./xlsx-sheet.js";

/** Rows below the head that a sheet holds. */
const MOST_ROWS = 1_048_575;

/**
 * A workbook: the main table, the further ones in their order, and a data dictionary. Rows go through exceljs's
 * stream, so that the size does not count in memory. A table too long for one sheet goes on in `name (2)` and so on.
 * Nothing in it depends on the time: equal results give equal bytes.
 */
export const xlsx: Format = {
  id: "xlsx",
  extensions: [".xlsx"],
  title: "Excel workbook with a data dictionary",
  binary: true,
  holds: "all",
  write: (context) => writeWorkbook(context, MOST_ROWS),
};

/** Writes the workbook with so many rows to a sheet. */
export async function writeWorkbook({ engine, result, path, note }: WriteContext, rowsPerSheet: number): Promise<void> {
  const { default: Excel } = await import("exceljs");
  const stream = createWriteStream(path);
  const failure = new Promise<never>((_, reject) => stream.once("error", reject));
  failure.catch(() => {});
  const when = new Date(`${result.asOf ?? "2000-01-01"}T00:00:00Z`);
  const workbook = new Excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 4 } },
  });
  Object.assign(workbook, { creator: "crm", lastModifiedBy: "crm", created: when, modified: when });
  const book: Book = { workbook, engine, rowsPerSheet, taken: new Set(["data dictionary"]), failure, cut: 0 };
  try {
    const sheets: (readonly [ResultTable, readonly string[]])[] = [];
    for (const table of [result.main, ...result.further]) {
      const names = await writeTable(book, table);
      sheets.push([table, names]);
      if (names.length > 1)
        note?.(`${table.title}: too long for one sheet, so it is on ${names.length}: ${names.join(", ")}.`);
    }
    writeDictionary(book, sheets);
    await Promise.race([workbook.commit(), failure]);
  } finally {
    stream.destroy();
  }
  await stampZip(path);
  if (book.cut > 0) {
    note?.(`Texts longer than the 32,767 characters that a cell holds: ${book.cut}; they were cut in the workbook.`);
  }
}

interface Book {
  readonly workbook: Parameters<typeof startSheet>[0];
  readonly engine: Engine;
  readonly rowsPerSheet: number;
  readonly taken: Set<string>;
  /** Rejects when the file cannot be written; exceljs by itself would wait for ever. */
  readonly failure: Promise<never>;
  /** Texts that had to be cut so far. */
  cut: number;
}

async function writeTable(book: Book, table: ResultTable): Promise<string[]> {
  const names: string[] = [];
  let sheet: SheetWriter | undefined;
  const start = (sample: readonly (readonly Cell[])[]): SheetWriter => {
    const name = sheetName(table.name, book.taken);
    names.push(name);
    return startSheet(book.workbook, name, table.columns, sample);
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

function writeDictionary(book: Book, tables: readonly (readonly [ResultTable, readonly string[]])[]): void {
  const rows = tables.flatMap(([table, sheets]) =>
    table.columns.map(({ name, type, unit, description }) => [sheets[0]!, name, type, unit ?? null, description]),
  );
  const sheet = startSheet(book.workbook, "Data dictionary", DICTIONARY, rows);
  for (const row of rows) sheet.add(row);
  book.cut += sheet.end();
}
