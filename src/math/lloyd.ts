import type { RowMatrix } from "./row-matrix.js";

export interface LloydResult {
  readonly centres: Float64Array;
  /** Place of the nearest centre for each row; of two as near, the first. */
  readonly labels: Uint8Array;
  /** Weight of each cluster. */
  readonly sizes: Float64Array;
  /** Weighted sum of squared distances to the nearest centre. */
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Lloyd's iteration from given centres (row after row, up to 255): assign each row to the nearest, move each centre to
 * the weighted mean of its rows, until no row changes its centre or no centre moves by more than `tolerance` in squared
 * distance. A centre that loses all its rows is put on the row that is farthest, by weighted square, from its own.
 *
 * Lloyd (1982), IEEE Transactions on Information Theory 28, 129–137. One pass costs rows x centres x columns.
 */
export const lloyd = (
  { values, rows, columns }: RowMatrix,
  weights: Float64Array,
  start: Float64Array,
  tolerance: number,
  mostIterations: number,
): LloydResult => {
  const centres = Float64Array.from(start);
  const count = centres.length / columns;
  const labels = new Uint8Array(rows).fill(255);
  const sums = new Float64Array(centres.length);
  const sizes = new Float64Array(count);
  let inertia = 0;

  const assign = (): number => {
    let changes = 0;
    inertia = 0;
    sums.fill(0);
    sizes.fill(0);
    for (let row = 0; row < rows; row += 1) {
      const offset = row * columns;
      let nearest = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let centre = 0, place = 0; centre < count; centre += 1) {
        let square = 0;
        for (let column = 0; column < columns; column += 1, place += 1) {
          const difference = values[offset + column]! - centres[place]!;
          square += difference * difference;
        }
        if (square < least) {
          least = square;
          nearest = centre;
        }
      }
      if (labels[row] !== nearest) {
        labels[row] = nearest;
        changes += 1;
      }
      const weight = weights[row]!;
      inertia += weight * least;
      sizes[nearest]! += weight;
      for (let column = 0; column < columns; column += 1)
        sums[nearest * columns + column]! += weight * values[offset + column]!;
    }
    return changes;
  };

  const refill = (centre: number): void => {
    let farthest = 0;
    let most = -1;
    for (let row = 0; row < rows; row += 1) {
      const own = labels[row]! * columns;
      let square = 0;
      for (let column = 0; column < columns; column += 1)
        square += (values[row * columns + column]! - centres[own + column]!) ** 2;
      if (weights[row]! * square > most) {
        most = weights[row]! * square;
        farthest = row;
      }
    }
    // So that a second empty centre takes another row.
    labels[farthest] = centre;
    for (let column = 0; column < columns; column += 1)
      centres[centre * columns + column] = values[farthest * columns + column]!;
  };

  let iterations = 0;
  let converged = false;
  let refilled = false;
  while (iterations < mostIterations) {
    iterations += 1;
    // After a refill the other centres are still means of rows that they have given away.
    if (assign() === 0 && !refilled) {
      converged = true;
      break;
    }
    let moved = 0;
    const empty: number[] = [];
    for (let centre = 0; centre < count; centre += 1) {
      if (!(sizes[centre]! > 0)) {
        empty.push(centre);
        continue;
      }
      let square = 0;
      for (let place = centre * columns; place < (centre + 1) * columns; place += 1) {
        const mean = sums[place]! / sizes[centre]!;
        square += (mean - centres[place]!) ** 2;
        centres[place] = mean;
      }
      moved = Math.max(moved, square);
    }
    for (const centre of empty) refill(centre);
    refilled = empty.length > 0;
    if (!refilled && moved <= tolerance) {
      converged = true;
      break;
    }
  }
  assign();
  return { centres, labels, sizes, inertia, iterations, converged };
};
