import type { Cell } from "../../engine/engine.js";
import { displayWidth } from "../../output/display-width.js";

/** Height of a line of text of 10 points. */
const LINE = 13.5;
/** Excel's highest row. */
const HIGHEST = 409;

/**
 * Height of a row that shows its wrapped texts in whole, in points; programs that open workbooks do not all find it by
 * themselves.
 *
 * @param fewest lines that it has in any case
 */
export function rowHeight(cells: readonly (Cell | undefined)[], widths: readonly number[], fewest: number): number {
  const lines = widths.map((width, index) => {
    const text = cells[index];
    if (typeof text !== "string") return 1;
    return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((displayWidth(line) + 2) / width)), 0);
  });
  return Math.min(HIGHEST, Math.max(fewest, ...lines) * LINE + 3);
}
