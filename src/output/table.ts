import { writeFile } from "node:fs/promises";
import { neutralise } from "./display-width.js";
import type { Format } from "./format.js";
import { FILE_STYLE, renderTable } from "./render-table.js";
import type { ResultTable } from "./result.js";
import { wrapText } from "./wrap-text.js";

/**
 * Tables to read on a terminal: the main one, then each further one under its title. Those that stand aside are named in a
 * line at the end, unless all are asked for.
 */
export const table: Format = {
  id: "table",
  extensions: [],
  title: "aligned table for the terminal",
  binary: false,
  holds: "all",
  async write({ engine, result, path, terminal = FILE_STYLE }) {
    const parts = [await renderTable(engine, result.main, terminal)];
    const aside = terminal.allTables ? [] : result.further.filter((further) => further.aside === true);
    for (const further of result.further.filter((one) => !aside.includes(one))) {
      parts.push(`${neutralise(further.title)}\n\n${await renderTable(engine, further, terminal)}`);
    }
    if (aside.length > 0) parts.push(`${wrapText(asideInWords(aside), terminal.width).join("\n")}\n`);
    await writeFile(path, parts.join("\n"));
  },
};

function asideInWords(tables: readonly ResultTable[]): string {
  const names = tables.map(({ name }) => neutralise(name)).join(", ");
  return `${tables.length} more ${tables.length === 1 ? "table" : "tables"}: ${names} (--all-tables, or -o file.xlsx).`;
}
