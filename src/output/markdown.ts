import { writeFile } from "node:fs/promises";
import type { Format, WriteContext } from "./format.js";
import { isNumeric } from "./human-format.js";
import type { ResultTable } from "./result.js";
import { formattedRows } from "./text-lines.js";

/** GitHub's Markdown: every table under its title, numbers to the right. */
export const markdown: Format = {
  id: "md",
  extensions: [".md", ".markdown"],
  title: "Markdown tables",
  binary: false,
  holds: "all",
  write: (context) => writeFile(context.path, pieces(context)),
};

async function* pieces({ engine, result }: WriteContext): AsyncIterable<string> {
  for (const [index, table] of [result.main, ...result.further].entries()) {
    yield `${index === 0 ? "#" : "\n##"} ${escapeMarkdown(table.title)}\n\n`;
    if (index === 0 && result.asOf !== null) yield `As of ${result.asOf}.\n\n`;
    yield head(table);
    yield* formattedRows(engine, table, line);
  }
}

const head = ({ columns }: ResultTable): string =>
  line(columns.map((column) => column.name)) +
  `|${columns.map((column) => (isNumeric(column) ? " ---: |" : " --- |")).join("")}\n`;

const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |\n`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Text that Markdown shows as it is: no HTML, no link, image or emphasis, no end of the cell or of the line.
 * Underscores inside a word stay, as GitHub does not read them; others are escaped.
 */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[&<>]/g, (sign) => ENTITIES[sign]!)
    .replaceAll(/[\\|`*~[\]!#]|(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, "\\$&")
    .replaceAll(/\r\n|[\n\r\u2028\u2029]/g, "<br>")
    .replaceAll(/\p{Cc}/gu, " ");
}
