import Excel from "exceljs";

/** A value as a person leaves it in a cell; a day as ISO text becomes a date cell. */
export type Filled = string | number | Date;

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** The workbook in a file. */
export async function openWorkbook(path: string): Promise<Excel.Workbook> {
  const workbook = new Excel.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

/** Where each column of a sheet stands. */
export function columnsOf(sheet: Excel.Worksheet): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  sheet.getRow(1).eachCell((cell, index) => columns.set(String(cell.value), index));
  return columns;
}

/**
 * Fills a call list as a person would: by rank, the columns that are said. Days as ISO text become date cells.
 *
 * @param to the file to write; the same as `from` where it is filled in place
 */
export async function fillList(
  from: string,
  to: string,
  rows: ReadonlyMap<number, Readonly<Record<string, Filled>>>,
): Promise<void> {
  const workbook = await openWorkbook(from);
  const sheet = workbook.getWorksheet("Call list")!;
  const columns = columnsOf(sheet);
  for (const [rank, cells] of rows) {
    const row = sheet.getRow(rank + 1);
    if (row.getCell(1).value !== rank) throw new Error(`row ${rank + 1} does not hold rank ${rank}`);
    for (const [name, value] of Object.entries(cells)) {
      const isDay = typeof value === "string" && ISO.test(value);
      row.getCell(columns.get(name)!).value = isDay ? new Date(`${value}T00:00:00Z`) : value;
    }
  }
  await workbook.xlsx.writeFile(to);
}
