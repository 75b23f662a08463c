import { displayWidth, elide } from "./display-width.js";

/** A column to be fitted: its head, its cells as text, and whether the cells may be cut. */
export interface FitColumn {
  readonly head: string;
  readonly cells: readonly string[];
  readonly cuttable: boolean;
}

/** How many columns of text the first `shown` columns get; the rest is not shown. */
export interface Fit {
  readonly widths: readonly number[];
  readonly shown: number;
}

/** Texts are cut no shorter than this. */
const SHORTEST_TEXT = 16;
/** A piece of a text column's head is cut when it is longer than this. */
const LONGEST_HEAD = 12;

/**
 * Divides the width among the columns. In turn, until they fit: heads break at their underscores; long texts are
 * cut, the widest first; the rightmost columns are left out. Numbers, dates and identifiers are never cut or broken. One column
 * is always shown.
 */
export function fitColumns(columns: readonly FitColumn[], width: number, gap: number): Fit {
  for (let shown = columns.length; shown > 1; shown--) {
    const widths = fitAll(columns.slice(0, shown), width - gap * (shown - 1));
    if (widths !== undefined) return { widths, shown };
  }
  const [first] = columns;
  return first === undefined ? { widths: [], shown: 0 } : { widths: [Math.min(natural(first), width)], shown: 1 };
}

/** The head in lines no longer than the width where its underscores allow, else cut. */
export function breakHead(head: string, width: number): string[] {
  const lines: string[] = [];
  for (const piece of head.split(/(?<=_)/)) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last + piece) <= width) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => elide(line, width));
}

function fitAll(columns: readonly FitColumn[], room: number): number[] | undefined {
  const widest = columns.map(natural);
  if (sum(widest) <= room) return widest;
  const widths = columns.map((column) => Math.max(cellWidth(column), headWidth(column)));
  // Narrow heads first cost no content; give back what is left over from left to right.
  if (sum(widths) <= room) return spread(widths, widest, room);
  const least = columns.map((column, index) =>
    column.cuttable ? Math.min(widths[index]!, Math.max(SHORTEST_TEXT, headWidth(column))) : widths[index]!,
  );
  if (sum(least) > room) return undefined;
  return cutWidest(widths, least, room);
}

function cutWidest(widths: readonly number[], least: readonly number[], room: number): number[] {
  const cut = [...widths];
  for (let over = sum(cut) - room; over > 0; over--) {
    let widest = -1;
    for (const [index, width] of cut.entries()) {
      if (width > least[index]! && (widest < 0 || width > cut[widest]!)) widest = index;
    }
    cut[widest]!--;
  }
  return cut;
}

function spread(widths: readonly number[], wanted: readonly number[], room: number): number[] {
  let left = room - sum(widths);
  return widths.map((width, index) => {
    const more = wanted[index]! - width <= left ? wanted[index]! - width : 0;
    left -= more;
    return width + more;
  });
}

const natural = (column: FitColumn): number => Math.max(cellWidth(column), displayWidth(column.head));
const cellWidth = (column: FitColumn): number =>
  column.cells.reduce((most, cell) => Math.max(most, displayWidth(cell)), 1);
const headWidth = ({ head, cuttable }: FitColumn): number => {
  const longest = head.split(/(?<=_)/).reduce((most, piece) => Math.max(most, displayWidth(piece)), 0);
  return cuttable ? Math.min(longest, LONGEST_HEAD) : longest;
};
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
