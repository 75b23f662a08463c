import { createWriteStream } from "node:fs";
import { stampZip } from "../output/stamp-zip.js";
import { LAST_DAY } from "./calendar.js";
import type { Say } from "./demo-settings.js";
import { type Cell, headersOf, type Row, type Table, type TableColumn } from "./table.js";

/** Rows after which the compressor is let catch up. */
const BATCH = 2000;

/**
 * Writes a table as a workbook of one sheet; returns the number of its records. Days are days of Excel and amounts are
 * numbers, identifiers and phone numbers texts. Nothing in it depends on the time.
 */
export async function writeWorkbook(path: string, name: string, table: Table, say: Say): Promise<number> {
  const { default: Excel } = await import("exceljs");
  const stream = createWriteStream(path);
  const failure = new Promise<never>((_, reject) => stream.once("error", reject));
  failure.catch(() => {});
  const when = new Date(LAST_DAY * 86_400_000);
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  Object.assign(workbook, { creator: "crm", lastModifiedBy: "crm", created: when, modified: when });
  let count = 0;
  try {
    const sheet = workbook.addWorksheet(name, { views: [{ state: "frozen", ySplit: 1, xSplit: 0 }] });
    sheet.columns = table.columns.map(({ isDay }) => ({
      width: isDay ? 12 : 16,
      ...(isDay ? { style: { numFmt: "yyyy-mm-dd" } } : {}),
    }));
    sheet.addRow(headersOf(table, say)).commit();
    for (const row of table.rows) {
      sheet.addRow(table.columns.map((column) => cellOf(column, row))).commit();
      count += 1;
      if (count % BATCH === 0) await Promise.race([new Promise<void>((done) => setImmediate(done)), failure]);
    }
    sheet.commit();
    await Promise.race([workbook.commit(), failure]);
  } finally {
    stream.destroy();
  }
  await stampZip(path);
  return count;
}

function cellOf({ field, isDay }: TableColumn, row: Row): Cell | Date {
  const value = row[field] ?? null;
  if (typeof value !== "string") return value;
  if (isDay) return new Date(`${value}T00:00:00Z`);
  return /^-?\d+\.\d\d$/.test(value) ? Number(value) : value;
}
