import type { RowMatrix } from "./row-matrix.js";

export interface GroupedRows {
  /** Distinct rows in ascending order, the first column first. */
  readonly matrix: RowMatrix;
  /** Sum of the weights of the rows that each stands for. */
  readonly weights: Float64Array;
  /** For each row of the input, its place among the distinct rows. */
  readonly groupOf: Uint32Array;
}

/**
 * Identical rows once, sorted, with their weights added up (1 each if no weights are given).
 *
 * What is computed from the groups cannot depend on the order of the rows. O(n log n).
 *
 * @example groupRows({ values: Float64Array.of(5, 1, 5), rows: 3, columns: 1 }).weights // [1, 2]
 */
export const groupRows = (matrix: RowMatrix, weights?: ArrayLike<number>): GroupedRows => {
  const { values, rows, columns } = matrix;
  const compare = (one: number, other: number): number => {
    for (let column = 0; column < columns; column += 1) {
      const difference = values[one * columns + column]! - values[other * columns + column]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort(compare);
  const distinct = new Float64Array(rows * columns);
  const sums = new Float64Array(rows);
  const groupOf = new Uint32Array(rows);
  let groups = 0;
  for (let place = 0; place < rows; place += 1) {
    const row = order[place]!;
    if (place === 0 || compare(order[place - 1]!, row) !== 0) {
      for (let column = 0; column < columns; column += 1)
        distinct[groups * columns + column] = values[row * columns + column]!;
      groups += 1;
    }
    sums[groups - 1]! += weights?.[row] ?? 1;
    groupOf[row] = groups - 1;
  }
  return {
    matrix: { values: distinct.slice(0, groups * columns), rows: groups, columns },
    weights: sums.slice(0, groups),
    groupOf,
  };
};
