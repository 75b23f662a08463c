import type { Format, WriteContext } from "./format.js";
import type { ResultTable } from "./result.js";
import { MOST_ROWS, writeDictionary, writeTable, writeWorkbookFile } from "./workbook-writer.js";

/**
 * A workbook: the main table, the further ones in their order, and a data dictionary. A table too long for one sheet
 * goes on in `name (2)` and so on.
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
export async function writeWorkbook(context: WriteContext, rowsPerSheet: number): Promise<void> {
  const { result, note } = context;
  await writeWorkbookFile(context, rowsPerSheet, async (book) => {
    const sheets: (readonly [ResultTable, string])[] = [];
    for (const table of [result.main, ...result.further]) {
      const names = await writeTable(book, table);
      sheets.push([table, names[0]!]);
      if (names.length > 1)
        note?.(`${table.title}: too long for one sheet, so it is on ${names.length}: ${names.join(", ")}.`);
    }
    writeDictionary(book, sheets);
  });
}
