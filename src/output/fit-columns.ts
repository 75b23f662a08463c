import { displayWidth, elide } from "./display-width.js";

/** A column to be fitted: its head, its cells as text, and whether the cells may be cut. */
export interface FitColumn {
  readonly head: string;
  readonly cells: readonly string[];
  readonly cuttable: boolean;
  /** Its cells are wrapped, which takes lines where it is narrow. */
  readonly prose?: boolean;
  /** Left out before those that are not. */
  readonly minor?: boolean;
}

/** Which columns are shown, by their places in order, and how many columns of text each of them gets. */
export interface Fit {
  readonly widths: readonly number[];
  readonly shown: readonly number[];
}

/** Texts are cut no shorter than this. */
const SHORTEST_TEXT = 16;
/** Sentences are made no narrower than this for the sake of a minor column. */
const READABLE_PROSE = 32;
/** A piece of a text column's head is cut when it is longer than this. */
const LONGEST_HEAD = 12;

/**
 * Divides the width among the columns. In turn, until they fit: heads break at their underscores; long texts are
 * cut, the widest first; minor columns are left out, from the right; then the others, from the right. Numbers, dates and
 * identifiers are never cut or broken. One column is always shown.
 */
export function fitColumns(columns: readonly FitColumn[], width: number, gap: number): Fit {
  const places = columns.map((_, place) => place);
  const isMinor = (place: number): boolean => columns[place]!.minor === true;
  const leaving = [...places.filter((place) => !isMinor(place)), ...places.filter(isMinor)];
  for (let count = columns.length; count > 1; count--) {
    const kept = new Set(leaving.slice(0, count));
    const shown = places.filter((place) => kept.has(place));
    const widths = fitAll(
      shown.map((place) => columns[place]!),
      width - gap * (count - 1),
    );
    if (widths !== undefined) return { widths, shown };
  }
  const [first] = leaving;
  if (first === undefined) return { widths: [], shown: [] };
  return { widths: [Math.min(natural(columns[first]!), width)], shown: [first] };
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
  const hasMinor = columns.some((column) => column.minor === true);
  const least = columns.map((column, index) => {
    const shortest = column.prose === true && hasMinor ? READABLE_PROSE : SHORTEST_TEXT;
    return column.cuttable ? Math.min(widths[index]!, Math.max(shortest, headWidth(column))) : widths[index]!;
  });
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
