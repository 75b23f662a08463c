import { writeFile } from "node:fs/promises";
import { neutralise } from "./display-width.js";
import type { Format } from "./format.js";
import { FILE_STYLE, renderTable } from "./render-table.js";

/** Tables to read on a terminal: the main one, then each further one under its title. */
export const table: Format = {
  id: "table",
  extensions: [],
  title: "aligned table for the terminal",
  binary: false,
  holds: "all",
  async write({ engine, result, path, terminal = FILE_STYLE }) {
    const parts = [await renderTable(engine, result.main, terminal)];
    for (const further of result.further) {
      parts.push(`${neutralise(further.title)}\n\n${await renderTable(engine, further, terminal)}`);
    }
    await writeFile(path, parts.join("\n"));
  },
};
