import type { RowMatrix } from "./row-matrix.js";
import { systematicSample } from "./systematic-sample.js";

/** Rows for which all pairs of distances are worth computing. */
const SAMPLE_SIZE = 2000;

/**
 * Mean silhouette of clustered rows, −1 to 1: how much nearer a row is to its own cluster than to the next; 0 in a
 * cluster of one. Exact, by all pairs, on up to 2000 rows; of more, a systematic sample of 2000 along the order of the
 * rows (give sorted rows, as `groupRows` makes them) stands for all. Null where fewer than two clusters are seen.
 *
 * `weights` say how often each row occurs. About 0.25 to 0.5 is weak structure, above 0.5 reasonable, above 0.7 strong.
 *
 * Rousseeuw (1987), Journal of Computational and Applied Mathematics 20, 53–65; the grades: Kaufman & Rousseeuw (1990),
 * Finding Groups in Data, table 4.
 *
 * @example silhouette({ values: Float64Array.of(0, 1, 9, 10), rows: 4, columns: 1 }, [0, 0, 1, 1]) // 0.8885448916408669
 */
export const silhouette = (rows: RowMatrix, labels: ArrayLike<number>, weights?: ArrayLike<number>): number | null => {
  const { values, columns } = rows;
  const sample = systematicSample(weights ?? new Float64Array(rows.rows).fill(1), SAMPLE_SIZE);
  const size = sample.places.length;
  const seen = new Map<number, number>();
  const cluster = Uint32Array.from(sample.places, (place) => {
    const label = labels[place]!;
    if (!seen.has(label)) seen.set(label, seen.size);
    return seen.get(label)!;
  });
  if (seen.size < 2) return null;
  const clusterWeights = new Float64Array(seen.size);
  for (let index = 0; index < size; index += 1) clusterWeights[cluster[index]!]! += sample.weights[index]!;

  /** Sum of the distances from each row to the rows of each cluster. */
  const sums = new Float64Array(size * seen.size);
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1) {
      let square = 0;
      for (let column = 0; column < columns; column += 1)
        square +=
          (values[sample.places[one]! * columns + column]! - values[sample.places[other]! * columns + column]!) ** 2;
      const distance = Math.sqrt(square);
      sums[one * seen.size + cluster[other]!]! += sample.weights[other]! * distance;
      sums[other * seen.size + cluster[one]!]! += sample.weights[one]! * distance;
    }

  let total = 0;
  let weight = 0;
  for (let index = 0; index < size; index += 1) {
    const own = cluster[index]!;
    weight += sample.weights[index]!;
    const companions = clusterWeights[own]! - 1;
    if (!(companions > 0)) continue;
    const within = sums[index * seen.size + own]! / companions; // a(i)
    let nearest = Number.POSITIVE_INFINITY; // b(i)
    for (let other = 0; other < seen.size; other += 1)
      if (other !== own) nearest = Math.min(nearest, sums[index * seen.size + other]! / clusterWeights[other]!);
    const larger = Math.max(within, nearest);
    if (larger > 0) total += (sample.weights[index]! * (nearest - within)) / larger;
  }
  return total / weight;
};
