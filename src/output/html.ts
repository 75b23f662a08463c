import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import type { Column } from "../columns/column.js";
import type { Format, WriteContext } from "./format.js";
import { isNumeric } from "./human-format.js";
import type { ResultTable } from "./result.js";
import { formattedRows } from "./text-lines.js";

/** One plain page with every table: no script, nothing from the network, readable by screen readers and printable. */
export const html: Format = {
  id: "html",
  extensions: [".html", ".htm"],
  title: "plain page with the tables",
  binary: false,
  holds: "all",
  write: (context) => writeFile(context.path, pieces(context)),
};

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
.scroll { overflow-x: auto; margin: 0 0 2.5rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; font-size: 1.15rem; padding: .5rem 0; }
th, td { padding: .3rem .75rem; text-align: start; vertical-align: top; border-bottom: 1px solid #8886; }
thead th { border-bottom: 2px solid; white-space: nowrap; }
.n { text-align: end; white-space: nowrap; }
.p { min-width: 14rem; overflow-wrap: anywhere; }
dt { font-weight: 600; }
`;

const policy = (): string => {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
};

async function* pieces({ engine, result }: WriteContext): AsyncIterable<string> {
  const tables = [result.main, ...result.further];
  const title = escapeHtml(result.main.title);
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
`;
  if (result.asOf !== null)
    yield `<p>As of <time datetime="${escapeHtml(result.asOf)}">${escapeHtml(result.asOf)}</time>.</p>\n`;
  for (const table of tables) {
    yield head(table);
    yield* formattedRows(engine, table, row);
    yield `</tbody>\n</table>\n</div>\n${meanings(table)}`;
  }
  yield "</main>\n</body>\n</html>\n";
}

const head = ({ title, columns }: ResultTable): string =>
  `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(title)}">
<table>
<caption>${escapeHtml(title)}</caption>
<thead><tr>${columns.map((column) => `<th scope="col"${side(column)}>${escapeHtml(column.name)}</th>`).join("")}</tr></thead>
<tbody>
`;

/** One row; its first cell is its heading. */
const row = (cells: readonly string[], columns: readonly Column[]): string =>
  `<tr>${cells
    .map((cell, index) =>
      index === 0
        ? `<th scope="row"${side(columns[index]!)}>${escapeHtml(cell)}</th>`
        : `<td${side(columns[index]!)}>${escapeHtml(cell)}</td>`,
    )
    .join("")}</tr>\n`;

const meanings = ({ columns }: ResultTable): string =>
  `<details>\n<summary>What the columns mean</summary>\n<dl>\n${columns
    .map(
      ({ name, unit, description }) =>
        `<dt>${escapeHtml(name)}${unit === undefined ? "" : ` (${escapeHtml(unit)})`}</dt><dd>${escapeHtml(description)}</dd>\n`,
    )
    .join("")}</dl>\n</details>\n`;

const side = (column: Column): string => (isNumeric(column) ? ' class="n"' : column.prose === true ? ' class="p"' : "");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an HTML body or a quoted attribute; control characters, which HTML does not allow, become blanks. */
const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!).replaceAll(/(?![\t\n])\p{Cc}/gu, " ");
