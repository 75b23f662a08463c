import { createRandom } from "./random.js";

/**
 * Splits rows into folds for cross-validation, positives and negatives each dealt evenly: the fold of each row, 0 to
 * folds − 1. The seed and the order of the rows decide; sizes differ by one at most within each class.
 *
 * Shuffle by Fisher & Yates; why stratified: Kohavi (1995), IJCAI 14, 1137–1143.
 *
 * @example const foldOf = stratifiedFolds([1, 1, 0, 0], 2, 1) // one positive and one negative in either fold
 */
export const stratifiedFolds = (positive: ArrayLike<number>, folds: number, seed: number): Uint8Array => {
  const random = createRandom(seed);
  const foldOf = new Uint8Array(positive.length);
  const classes: [number[], number[]] = [[], []];
  for (let row = 0; row < positive.length; row += 1) classes[positive[row] === 0 ? 0 : 1].push(row);
  let dealt = 0;
  for (const rows of classes) {
    for (let last = rows.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random.uniform() * (last + 1));
      [rows[last], rows[other]] = [rows[other]!, rows[last]!];
    }
    for (const row of rows) {
      foldOf[row] = dealt % folds;
      dealt += 1;
    }
  }
  return foldOf;
};
