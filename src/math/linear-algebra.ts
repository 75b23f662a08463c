/** A small dense matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

/**
 * Lower triangle L with L Lᵀ = matrix (Cholesky), or null where the matrix is not positive definite.
 *
 * For matrices of a few rows, such as covariances of parameters.
 *
 * @example cholesky([[4, 2], [2, 5]]) // [[2, 0], [1, 2]]
 */
export const cholesky = (matrix: Matrix): number[][] | null => {
  const size = matrix.length;
  const lower: number[][] = matrix.map(() => new Array<number>(size).fill(0));
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row]![column]!;
      for (let inner = 0; inner < column; inner += 1) sum -= lower[row]![inner]! * lower[column]![inner]!;
      if (row !== column) lower[row]![column] = sum / lower[column]![column]!;
      else if (sum > 1e-14 * Math.abs(matrix[row]![row]!)) lower[row]![row] = Math.sqrt(sum);
      else return null;
    }
  return lower;
};

/**
 * Inverse of a symmetric positive definite matrix, or null where it is not one.
 *
 * @example invertPositive([[2, 0], [0, 4]]) // [[0.5, 0], [0, 0.25]]
 */
export const invertPositive = (matrix: Matrix): number[][] | null => {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const columns = matrix.map((_, index) => {
    const column = matrix.map((__, row) => (row === index ? 1 : 0));
    for (let row = 0; row < column.length; row += 1) {
      for (let inner = 0; inner < row; inner += 1) column[row]! -= lower[row]![inner]! * column[inner]!;
      column[row]! /= lower[row]![row]!;
    }
    for (let row = column.length - 1; row >= 0; row -= 1) {
      for (let inner = row + 1; inner < column.length; inner += 1) column[row]! -= lower[inner]![row]! * column[inner]!;
      column[row]! /= lower[row]![row]!;
    }
    return column;
  });
  return columns.map((column, row) => column.map((value, index) => (value + columns[index]![row]!) / 2));
};

/** Matrix times vector. */
export const multiply = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, index) => sum + value * vector[index]!, 0));
