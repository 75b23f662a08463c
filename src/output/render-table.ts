import type { Column } from "../columns/column.js";
import type { Cell, Engine } from "../engine/engine.js";
import { bar } from "./bar.js";
import { displayWidth, elide, neutralise } from "./display-width.js";
import { breakHead, type FitColumn, fitColumns } from "./fit-columns.js";
import { humanFormatters, isNumeric } from "./human-format.js";
import type { ResultTable } from "./result.js";
import { cellQuery, countQuery } from "./typed-query.js";
import { wrapText } from "./wrap-text.js";

/** How a table is drawn. */
export interface TerminalStyle {
  /** Columns of text there are. */
  readonly width: number;
  readonly colour: boolean;
  /** Rules and bars from Unicode; else from ASCII. */
  readonly unicode: boolean;
  /** At most so many rows are shown; the rest is counted in a line below. */
  readonly rows: number;
  /** Draws a small bar beside every share, where there is room. */
  readonly bars: boolean;
  /** Whether the tables that stand aside are drawn too. */
  readonly allTables: boolean;
}

/** A table written to a file: everything, plain. */
export const FILE_STYLE: TerminalStyle = {
  width: Number.POSITIVE_INFINITY,
  colour: false,
  unicode: true,
  rows: Number.POSITIVE_INFINITY,
  bars: false,
  allTables: true,
};

const GAP = 2;
const BAR_WIDTH = 10;
const LONGEST_TEXT = 60;
const count = new Intl.NumberFormat("en-US");

/** Draws the table for a person to read; ends with a line end. Texts from data cannot steer the terminal. */
export async function renderTable(engine: Engine, table: ResultTable, style: TerminalStyle): Promise<string> {
  const { rows, total } = await fetchRows(
    engine,
    table,
    table.everyRow === true ? Number.POSITIVE_INFINITY : style.rows,
  );
  const plain = toColumns(table.columns, rows, style, false);
  const barred = style.bars && style.colour ? toColumns(table.columns, rows, style, true) : plain;
  const room = (columns: readonly FitColumn[]) => fitColumns(columns, style.width, GAP);
  const columns = room(barred).shown.length === table.columns.length ? barred : plain;
  const { widths, shown } = room(columns);
  const pick = <T>(all: readonly T[]): T[] => shown.map((place) => all[place]!);
  const drawn = await draw(pick(table.columns), pick(columns), widths, rows.length, style);
  const leftOut = table.columns.filter((_, place) => !shown.includes(place));
  const notes = [
    ...(rows.length < total
      ? [`… and ${plural(total - rows.length, "more row")}; write them with -o FILE.`]
      : total === 0
        ? ["(no rows)"]
        : []),
    ...(leftOut.length > 0
      ? [
          `${plural(leftOut.length, "column")} left out for want of width: ` +
            `${leftOut.map((column) => neutralise(column.name)).join(", ")}.`,
        ]
      : []),
  ].flatMap((note) => wrapText(style.unicode ? note : note.replaceAll("…", "..."), style.width));
  const { Chalk } = await import("chalk");
  const paint = new Chalk({ level: style.colour ? 1 : 0 });
  return [drawn, ...notes.map((note) => paint.dim(note))].map((part) => `${part}\n`).join("");
}

async function fetchRows(engine: Engine, table: ResultTable, limit: number) {
  const query = Number.isFinite(limit) ? cellQuery(table, "iso", limit + 1) : cellQuery(table, "iso");
  const rows: Cell[][] = [];
  for await (const batch of engine.batches(query)) for (const row of batch) rows.push(row);
  if (rows.length <= limit) return { rows, total: rows.length };
  const { rows: total } = await engine.row<{ rows: number }>(countQuery(table));
  return { rows: rows.slice(0, limit), total };
}

function toColumns(
  columns: readonly Column[],
  rows: readonly Cell[][],
  style: TerminalStyle,
  withBars: boolean,
): FitColumn[] {
  const formatters = humanFormatters(columns, rows);
  const ellipsis = style.unicode ? "…" : "...";
  return columns.map((column, index) => {
    const format = formatters[index]!;
    const share = withBars && column.type === "share";
    const texts = rows.map((row) => {
      const text = format(row[index] ?? null);
      if (column.prose === true) return neutralise(text);
      return column.type === "text" ? elide(neutralise(text), LONGEST_TEXT, ellipsis) : text;
    });
    const longest = share ? texts.reduce((most, text) => Math.max(most, text.length), 0) : 0;
    const cells = share
      ? texts.map(
          (text, at) => `${text.padStart(longest)} ${bar(Number(rows[at]![index] ?? 0), BAR_WIDTH, style.unicode)}`,
        )
      : texts;
    return {
      head: neutralise(column.name),
      cells,
      cuttable: column.type === "text" && column.textual === undefined,
      prose: column.prose === true,
      minor: column.minor === true,
    };
  });
}

async function draw(
  declared: readonly Column[],
  columns: readonly FitColumn[],
  widths: readonly number[],
  rowCount: number,
  style: TerminalStyle,
): Promise<string> {
  const [{ default: Table }, { Chalk }] = await Promise.all([import("cli-table3"), import("chalk")]);
  const paint = new Chalk({ level: style.colour ? 1 : 0 });
  const ellipsis = style.unicode ? "…" : "...";
  const heads = columns.map((column, index) => breakHead(column.head, widths[index]!));
  const height = heads.reduce((most, lines) => Math.max(most, lines.length), 1);
  const line = (cells: readonly string[], finish: (cell: string, index: number) => string = (cell) => cell): string[] =>
    cells.map((cell, index) =>
      finish(pad(elide(cell, widths[index]!, ellipsis), widths[index]!, declared[index]!), index),
    );
  const lines: string[][] = [];
  for (let at = 0; at < height; at++) {
    // Heads of fewer lines stand on the rule.
    lines.push(
      line(
        heads.map((head) => head[at - height + head.length] ?? ""),
        (cell) => paint.bold(cell),
      ),
    );
  }
  lines.push(widths.map((width) => paint.dim((style.unicode ? "─" : "-").repeat(width))));
  for (let at = 0; at < rowCount; at++) {
    const cells = columns.map(({ cells }, index) =>
      declared[index]!.prose === true ? wrapText(cells[at] ?? "", widths[index]!) : [cells[at] ?? ""],
    );
    const tallest = cells.reduce((most, one) => Math.max(most, one.length), 1);
    for (let part = 0; part < tallest; part++) lines.push(line(cells.map((one) => one[part] ?? "")));
  }
  const top = new Table(PLAIN);
  top.push(...lines.slice(0, LAID_OUT));
  const rest = lines.slice(LAID_OUT).map((cells) => cells.join(" ".repeat(GAP)));
  return [...top.toString().split("\n"), ...rest].map((text) => text.trimEnd()).join("\n");
}

/** Lines that cli-table3 lays out. It takes 0.4 ms for each; a long table in a file goes on with the padded cells. */
const LAID_OUT = 200;

const BORDERS = [
  ..."top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid".split(" "),
  ..."right right-mid middle".split(" "),
];

/** No lines at all, and a gap between columns. */
const PLAIN = {
  chars: Object.fromEntries(BORDERS.map((border) => [border, border === "middle" ? " ".repeat(GAP) : ""])),
  style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
};

function pad(text: string, width: number, column: Column): string {
  const blanks = " ".repeat(Math.max(0, width - displayWidth(text)));
  return isNumeric(column) ? blanks + text : text + blanks;
}

const plural = (amount: number, noun: string): string => `${count.format(amount)} ${noun}${amount === 1 ? "" : "s"}`;
