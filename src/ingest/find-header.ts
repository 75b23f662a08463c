import { looksLikeHeader } from "./detect-role.js";

/** The header of a table: which of its records it is, and its names. */
export interface Header {
  /** Ordinal of the record, from 0; the records above it are preamble. */
  readonly index: number;
  /** One name a column; a column without one has an empty name. */
  readonly names: readonly string[];
}

/** The header is looked for in so many records. */
const DEPTH = 40;

/**
 * Finds the header below titles and date ranges: the record that most looks like one, among those that are as wide
 * as the table below them. The first of equals wins.
 */
export function findHeader(rows: readonly (readonly string[])[]): Header {
  let best = { index: 0, score: Number.NEGATIVE_INFINITY };
  rows.slice(0, DEPTH).forEach((cells, index) => {
    const below = rows.slice(index + 1, index + 60);
    const fitting = below.filter((row) => row.length === cells.length).length;
    const fit = below.length === 0 ? 0.5 : fitting / below.length;
    const filled = cells.filter((cell) => cell.trim() !== "").length;
    // Depth costs a little, so that a data row that happens to hold words does not beat a header above it.
    const score = looksLikeHeader(cells) * (0.5 + fit) + Math.min(filled, 4) * 0.01 - index * 0.001;
    if (score > best.score) best = { index, score };
  });
  return { index: best.index, names: widen(rows, best.index) };
}

/** Names for the columns that stand in the data but not in the header, as where each line ends in a delimiter. */
function widen(rows: readonly (readonly string[])[], index: number): readonly string[] {
  const names = (rows[index] ?? []).map((name) => name.trim());
  const below = rows.slice(index + 1);
  const wider = below.filter(
    (row) => row.length > names.length && row.slice(names.length).every((cell) => cell === ""),
  );
  if (below.length > 0 && wider.length === below.length) {
    const width = Math.max(...wider.map((row) => row.length));
    return [...names, ...Array<string>(width - names.length).fill("")];
  }
  return names;
}
