import { open } from "node:fs/promises";
import type { Say } from "./demo-settings.js";
import { type Cell, headersOf, type Table } from "./table.js";

/** Characters that are written at once. */
const CHUNK = 1 << 18;

/** Writes texts one after another, with no more of them in memory than a chunk. */
export async function writeTexts(path: string, texts: Iterable<string>): Promise<void> {
  const file = await open(path, "w");
  try {
    let waiting: string[] = [];
    let length = 0;
    for (const text of texts) {
      waiting.push(text);
      length += text.length;
      if (length < CHUNK) continue;
      await file.appendFile(waiting.join(""));
      waiting = [];
      length = 0;
    }
    await file.appendFile(waiting.join(""));
  } finally {
    await file.close();
  }
}

/** Writes a table as CSV after RFC 4180 with LF line ends; returns the number of its records. */
export async function writeCsv(path: string, table: Table, say: Say): Promise<number> {
  let count = 0;
  function* lines(): Generator<string> {
    yield line(headersOf(table, say));
    const fields = table.columns.map((column) => column.field);
    for (const row of table.rows) {
      count += 1;
      yield line(fields.map((field) => row[field] ?? null));
    }
  }
  await writeTexts(path, lines());
  return count;
}

const line = (cells: readonly Cell[]): string => `${cells.map(cell).join(",")}\n`;

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
