import { chiSquareTail } from "./chi-square-tail.js";
import type { Matrix } from "./linear-algebra.js";

export interface ChiSquareTest {
  /** Σ (observed − expected)² / expected // X² */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** Cramér's V: strength of the association, 0 none to 1 complete, whatever the size of the table. */
  readonly cramersV: number;
  /** The smallest count expected without association. */
  readonly smallestExpected: number;
  /** Share of the cells that expect fewer than 5. */
  readonly smallCellShare: number;
}

/**
 * Pearson's chi-square test of independence for a table of counts, rows by columns, without continuity correction.
 *
 * Rows and columns that are all 0 are left out. The p-value is an approximation: not to be used where
 * `smallestExpected` is below 1 or `smallCellShare` above 0.2 (Cochran 1954, Biometrics 10, 417–451); for a 2 x 2 table
 * `fisherExact` then answers. Each respondent must be counted in one cell only. Null where fewer than two rows or two
 * columns remain, or where a count is negative or not finite.
 *
 * Pearson (1900); V: Cramér (1946), Mathematical Methods of Statistics, section 21.9.
 *
 * @example chiSquareTest([[10, 20], [30, 40]])?.statistic // 0.7936507936507936, which is 50/63
 */
export const chiSquareTest = (table: Matrix): ChiSquareTest | null => {
  const columns = table[0]?.length ?? 0;
  const rowTotals: number[] = [];
  const columnTotals = new Array<number>(columns).fill(0);
  let total = 0;
  for (const row of table) {
    let sum = 0;
    for (let column = 0; column < columns; column += 1) {
      const count = row[column]!;
      if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) return null;
      sum += count;
      columnTotals[column]! += count;
    }
    rowTotals.push(sum);
    total += sum;
  }
  const usedRows = rowTotals.filter((sum) => sum > 0).length;
  const usedColumns = columnTotals.filter((sum) => sum > 0).length;
  if (usedRows < 2 || usedColumns < 2) return null;

  let statistic = 0;
  let smallestExpected = Number.POSITIVE_INFINITY;
  let small = 0;
  for (let row = 0; row < table.length; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const expected = rowTotals[row]! * (columnTotals[column]! / total);
      if (expected === 0) continue;
      statistic += (table[row]![column]! - expected) ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
      if (expected < 5) small += 1;
    }
  const degreesOfFreedom = (usedRows - 1) * (usedColumns - 1);
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquareTail(statistic, degreesOfFreedom),
    cramersV: Math.min(1, Math.sqrt(statistic / total / (Math.min(usedRows, usedColumns) - 1))),
    smallestExpected,
    smallCellShare: small / (usedRows * usedColumns),
  };
};
