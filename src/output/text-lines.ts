import type { Column } from "../columns/column.js";
import type { Cell, Engine } from "../engine/engine.js";
import { humanFormatters } from "./human-format.js";
import type { ResultTable } from "./result.js";
import { cellQuery } from "./typed-query.js";

/**
 * The rows of a table as a person reads them, in batches, each row made into one piece of text. The decimals of
 * number columns follow from the first batch.
 */
export async function* formattedRows(
  engine: Engine,
  table: ResultTable,
  toText: (cells: readonly string[], columns: readonly Column[]) => string,
): AsyncIterable<string> {
  let formatters: ReturnType<typeof humanFormatters> | undefined;
  for await (const batch of engine.batches(cellQuery(table, "iso"))) {
    formatters ??= humanFormatters(table.columns, batch);
    const formats = formatters;
    const format = (row: readonly Cell[]): string[] => row.map((cell, index) => formats[index]!(cell));
    yield batch.map((row) => toText(format(row), table.columns)).join("");
  }
}
