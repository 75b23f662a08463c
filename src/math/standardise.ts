import type { RowMatrix } from "./row-matrix.js";

export interface Standardised {
  /** Each column with mean 0 and standard deviation 1; 0 throughout where the column is all equal. */
  readonly matrix: RowMatrix;
  readonly means: Float64Array;
  /** Standard deviations with n − 1; 1 where the column is all equal, so that value = mean + scale · standardised. */
  readonly scales: Float64Array;
}

/**
 * Standardises columns of equal length into rows. The input stays as it is.
 *
 * Sums run over the sorted column, so that the order of the rows moves no digit. Skewed money wants a logarithm first.
 *
 * @example standardise([Float64Array.of(1, 3)]).matrix.values // [-0.7071067811865475, 0.7071067811865475]
 */
export const standardise = (columns: readonly Float64Array[]): Standardised => {
  const rows = columns[0]?.length ?? 0;
  const values = new Float64Array(rows * columns.length);
  const means = new Float64Array(columns.length);
  const scales = new Float64Array(columns.length).fill(1);
  for (const [index, column] of columns.entries()) {
    const sorted = Float64Array.from(column).sort();
    const isConstant = sorted[0] === sorted.at(-1);
    const mean = isConstant ? (sorted[0] ?? 0) : sorted.reduce((sum, value) => sum + value, 0) / rows;
    if (!isConstant)
      scales[index] = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rows - 1));
    means[index] = mean;
    for (let row = 0; row < rows; row += 1)
      values[row * columns.length + index] = (column[row]! - mean) / scales[index]!;
  }
  return { matrix: { values, rows, columns: columns.length }, means, scales };
};
