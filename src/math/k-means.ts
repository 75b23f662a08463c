import { type GroupedRows, groupRows } from "./group-rows.js";
import { type LloydResult, lloyd } from "./lloyd.js";
import { createRandom, type Random } from "./random.js";
import type { RowMatrix } from "./row-matrix.js";
import { systematicSample } from "./systematic-sample.js";

export interface KMeansOptions {
  readonly seed: number;
  /** How often each row occurs; 1 if left out. */
  readonly weights?: ArrayLike<number>;
  /** Starts to choose from; default 5. */
  readonly restarts?: number;
}

export interface KMeansClusters {
  /** The largest cluster first. */
  readonly centres: RowMatrix;
  /** For each row of the input, its cluster's place among the centres. */
  readonly labels: Uint8Array;
  /** Weight of each cluster. */
  readonly sizes: Float64Array;
  /** Weighted sum of squared distances to the nearest centre. */
  readonly inertia: number;
  readonly converged: boolean;
}

/** Distinct rows on which the starts compete. */
const SAMPLE_SIZE = 2048;
const MOST_ITERATIONS = 300;
/** Squared move of a centre, in squared deviations of a standardised column, at which it rests: a hundredth of one. */
const TOLERANCE = 1e-4;

/**
 * k-means clusters of rows with standardised columns; `count` from 1 to 255.
 *
 * Identical rows are grouped and sorted first, so the result depends on rows, weights and seed, never on the order of the
 * rows. Each start is k-means++ (Arthur & Vassilvitskii 2007, the greedy form of their section 5: of 2 + log k
 * candidates the one that helps most) followed by Lloyd's iteration. Above 2048 distinct rows the starts compete on a
 * systematic sample of 2048 and the best of them is finished on all rows, until no centre moves by a hundredth of a
 * column's deviation; below, until nothing moves. The first of equally good starts wins, a row
 * between two centres goes to the first, and clusters are numbered by size, equal sizes by centre. Where there are
 * fewer distinct rows than `count`, there are that many clusters. Null without rows or with values that are no numbers.
 *
 * Finds round clusters of like width; `silhouette` tells whether there are any. Five starts need not
 * find the best of all partitions: measured on 300 and 2000 rows, they came within 0.1 % of the best of 60 where there
 * are clusters, and within 2.5 % where there are none.
 *
 * @example
 * const rows = { values: Float64Array.of(0, 1, 10, 11, 12), rows: 5, columns: 1 };
 * kMeans(rows, 2, { seed: 1 })?.centres.values // [11, 0.5]
 */
export const kMeans = (rows: RowMatrix, count: number, options: KMeansOptions): KMeansClusters | null => {
  if (rows.rows === 0 || !rows.values.every(Number.isFinite)) return null;
  const groups = groupRows(rows, options.weights);
  return finishKMeans(groups, startKMeans(groups, count, options.seed, options.restarts));
};

/** The best of the starts, for rows that `groupRows` has grouped. */
export interface KMeansStart {
  readonly centres: Float64Array;
  /** The groups on which the starts have competed, all or a sample. */
  readonly sampled: RowMatrix;
  readonly sampledWeights: Float64Array;
  /** Cluster of each of them. */
  readonly labels: Uint8Array;
}

/** First half of `kMeans`: the starts compete. With the second, for choosing among many counts on one grouping. */
export const startKMeans = (groups: GroupedRows, count: number, seed: number, restarts = 5): KMeansStart => {
  const { columns } = groups.matrix;
  const sample = systematicSample(groups.weights, SAMPLE_SIZE);
  const sampled: RowMatrix = { values: pick(groups.matrix, sample.places), rows: sample.places.length, columns };
  const clusters = Math.max(1, Math.min(count, 255, sampled.rows));
  const random = createRandom(seed);
  let best: LloydResult | null = null;
  for (let restart = 0; restart < Math.max(1, restarts); restart += 1) {
    const start = plusPlus(sampled, sample.weights, clusters, random);
    const found = lloyd(sampled, sample.weights, start, TOLERANCE, MOST_ITERATIONS);
    if (best === null || found.inertia < best.inertia) best = found;
  }
  return { centres: best!.centres, sampled, sampledWeights: sample.weights, labels: best!.labels };
};

/** Second half: Lloyd's iteration on all groups from there; to its very end where they are no more than the sample. */
export const finishKMeans = ({ matrix, weights, groupOf }: GroupedRows, start: KMeansStart): KMeansClusters => {
  const tolerance = matrix.rows > start.sampled.rows ? TOLERANCE : 0;
  const found = numbered(lloyd(matrix, weights, start.centres, tolerance, MOST_ITERATIONS), matrix.columns);
  return { ...found, labels: Uint8Array.from(groupOf, (group) => found.labels[group]!) };
};

const pick = ({ values, columns }: RowMatrix, places: Uint32Array): Float64Array => {
  const picked = new Float64Array(places.length * columns);
  for (const [index, place] of places.entries())
    picked.set(values.subarray(place * columns, (place + 1) * columns), index * columns);
  return picked;
};

/** First centre by weight, each further one by weight times squared distance to the nearest so far. */
const plusPlus = (matrix: RowMatrix, weights: Float64Array, count: number, random: Random): Float64Array => {
  const { values, rows, columns } = matrix;
  const candidates = 2 + Math.floor(Math.log(count));
  let squares: Float64Array = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const nearer = (place: number): { squares: Float64Array; total: number } => {
    const updated = new Float64Array(rows);
    let total = 0;
    for (let row = 0; row < rows; row += 1) {
      let square = 0;
      for (let column = 0; column < columns; column += 1)
        square += (values[row * columns + column]! - values[place * columns + column]!) ** 2;
      updated[row] = Math.min(square, squares[row]!);
      total += weights[row]! * updated[row]!;
    }
    return { squares: updated, total };
  };
  const chosen = [draw(weights, random)];
  squares = nearer(chosen[0]!).squares;
  while (chosen.length < count) {
    const chances = squares.map((square, row) => square * weights[row]!);
    let best: { place: number; squares: Float64Array; total: number } | null = null;
    for (let trial = 0; trial < candidates; trial += 1) {
      const place = draw(chances, random);
      const result = nearer(place);
      if (best === null || result.total < best.total) best = { place, ...result };
    }
    chosen.push(best!.place);
    squares = best!.squares;
  }
  return pick(matrix, Uint32Array.from(chosen));
};

/** An index, each with a chance in proportion to its weight. */
const draw = (weights: Float64Array, random: Random): number => {
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  let last = 0;
  for (let index = 0; index < weights.length; index += 1) {
    if (!(weights[index]! > 0)) continue;
    last = index;
    left -= weights[index]!;
    if (left < 0) break;
  }
  return last;
};

/** Clusters from the largest to the smallest, so that a number means the same whatever the start was. */
const numbered = (found: LloydResult, columns: number): KMeansClusters => {
  const at = (cluster: number, column: number): number => found.centres[cluster * columns + column]!;
  const order = Uint8Array.from(found.sizes, (_, cluster) => cluster).sort((one, other) => {
    let difference = found.sizes[other]! - found.sizes[one]!;
    for (let column = 0; difference === 0 && column < columns; column += 1)
      difference = at(one, column) - at(other, column);
    return difference;
  });
  const places = new Uint8Array(order.length);
  for (const [place, cluster] of order.entries()) places[cluster] = place;
  const centres: RowMatrix = { values: found.centres, rows: order.length, columns };
  return {
    centres: { ...centres, values: pick(centres, Uint32Array.from(order)) },
    labels: found.labels.map((label) => places[label]!),
    sizes: Float64Array.from(order, (cluster) => found.sizes[cluster]!),
    inertia: found.inertia,
    converged: found.converged,
  };
};
