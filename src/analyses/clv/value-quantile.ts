import { regularisedBeta } from "../../math/regularised-beta.js";

/**
 * Quantiles of what a customer will spend. Given N = n purchases the sum is scale · B with B beta prime (shape · n,
 * certainty), so its distribution is a mixture of incomplete beta functions with the chances of N as weights; zero has
 * the weight of N = 0. The scale only stretches it: quantiles are in units of the scale and depend on the chances
 * and the certainty alone, so customers with one history share them.
 *
 * Incomplete beta functions are tabulated on demand over a grid of the logit of B / (1 + B); between grid points the
 * distribution is taken as linear, which moves a quantile by less than half a grid step.
 */
export interface QuantileTable {
  /**
   * The values below which each of the ascending `shares` of the outcomes lie, in units of the scale.
   *
   * @param counts P(N = n), n = 0 …; what is left to 1 counts with the last
   */
  quantiles(counts: Float64Array, shares: readonly number[]): number[];
}

const STEP = 1 / 24;
const REACH = 40;
const POINTS = (2 * REACH) / STEP + 1;
/** Counts above this are taken together in classes that grow by this factor. */
const SINGLE = 24;
const GROWTH = 1.08;
/** Classes less likely than this are left out. */
const LEAST = 1e-7;

export function quantileTable(shape: number, certainty: number): QuantileTable {
  const rows = new Map<number, CountRow>();
  const rowOf = (count: number): CountRow => {
    let row = rows.get(count);
    if (row === undefined) {
      row = { count, below: new Float64Array(POINTS).fill(Number.NaN) };
      rows.set(count, row);
    }
    return row;
  };
  const fill = (row: CountRow, point: number): number => {
    const logit = point * STEP - REACH;
    const share = 1 / (1 + Math.exp(-logit));
    const value = regularisedBeta(share, shape * row.count, certainty, 1 / (1 + Math.exp(logit)));
    row.below[point] = value;
    return value;
  };
  // Reused from history to history: a customer's counts fall into a few dozen classes.
  const classes: CountRow[] = [];
  const weights: number[] = [];
  let none = 0;
  const mixture = (point: number): number => {
    let sum = none;
    for (let index = 0; index < classes.length; index += 1) {
      const known = classes[index]!.below[point]!;
      sum += weights[index]! * (Number.isNaN(known) ? fill(classes[index]!, point) : known);
    }
    return sum;
  };
  const starts: number[] = [];

  return {
    quantiles(counts, shares) {
      none = counts[0]!;
      classes.length = 0;
      weights.length = 0;
      eachClass(counts, (count, weight) => {
        classes.push(rowOf(count));
        weights.push(weight);
      });
      return shares.map((share, index) => {
        if (none >= share) return 0;
        const point = lastBelow(mixture, share, starts[index] ?? POINTS >> 1);
        starts[index] = point;
        const low = mixture(point);
        const high = mixture(point + 1);
        const part = high > low ? (share - low) / (high - low) : 0.5;
        return Math.exp((point + Math.min(1, Math.max(0, part))) * STEP - REACH);
      });
    },
  };
}

/** The chance that the sum of so many purchases lies below each grid point, filled in on demand. */
interface CountRow {
  readonly count: number;
  readonly below: Float64Array;
}

/** The last grid point below which less than `share` of the outcomes lie: doubling steps from a guess, then halving. */
function lastBelow(mixture: (point: number) => number, share: number, guess: number): number {
  let low = guess;
  let high = guess + 1;
  for (let step = 1; low > 0 && mixture(low) >= share; step *= 2) {
    high = low;
    low = Math.max(0, low - step);
  }
  for (let step = 1; high < POINTS - 1 && mixture(high) < share; step *= 2) {
    low = high;
    high = Math.min(POINTS - 1, high + step);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (mixture(middle) < share) low = middle;
    else high = middle;
  }
  return Math.min(low, POINTS - 2);
}

/** Counts one by one while they are few; then classes that grow, each by its middle. What is left to 1 comes last. */
function eachClass(counts: Float64Array, visit: (count: number, weight: number) => void): void {
  let rest = 1 - counts[0]!;
  const add = (count: number, weight: number): void => {
    rest -= weight;
    if (weight > LEAST) visit(count, weight);
  };
  let n = 1;
  for (; n < counts.length && n <= SINGLE; n += 1) add(n, counts[n]!);
  while (n < counts.length) {
    const end = Math.max(n + 1, Math.floor(n * GROWTH));
    let weight = 0;
    for (let count = n; count < end && count < counts.length; count += 1) weight += counts[count]!;
    add((n + end - 1) / 2, weight);
    n = end;
  }
  if (rest > LEAST) visit(counts.length, rest);
}
