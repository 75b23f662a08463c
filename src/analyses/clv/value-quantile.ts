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

export function quantileTable(shape: number, certainty: number): QuantileTable {
  const rows = new Map<number, Float64Array>();
  const below = (count: number, point: number): number => {
    let row = rows.get(count);
    if (row === undefined) {
      row = new Float64Array(POINTS).fill(Number.NaN);
      rows.set(count, row);
    }
    const known = row[point]!;
    if (!Number.isNaN(known)) return known;
    const logit = point * STEP - REACH;
    const share = 1 / (1 + Math.exp(-logit));
    const value = regularisedBeta(share, shape * count, certainty, 1 / (1 + Math.exp(logit)));
    row[point] = value;
    return value;
  };
  return {
    quantiles(counts, shares) {
      const classes = classesOf(counts);
      const mixture = (point: number): number => {
        let sum = counts[0]!;
        for (const { count, weight } of classes) sum += weight * below(count, point);
        return sum;
      };
      let from = 0;
      return shares.map((share) => {
        if (counts[0]! >= share) return 0;
        from = lastBelow(mixture, share, from);
        const belowLow = mixture(from);
        const belowHigh = mixture(from + 1);
        const part = belowHigh > belowLow ? (share - belowLow) / (belowHigh - belowLow) : 0.5;
        return Math.exp((from + Math.min(1, Math.max(0, part))) * STEP - REACH);
      });
    },
  };
}

/** The last grid point, from `from` on, below which less than `share` of the outcomes lie. */
function lastBelow(mixture: (point: number) => number, share: number, from: number): number {
  let low = from;
  let high = POINTS - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (mixture(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

interface CountClass {
  readonly count: number;
  readonly weight: number;
}

/** Counts one by one while they are few; then classes, each at its lower end's fixed representative. */
function classesOf(counts: Float64Array): CountClass[] {
  const classes: CountClass[] = [];
  let rest = 1 - counts[0]!;
  const add = (count: number, weight: number): void => {
    rest -= weight;
    if (weight > 1e-9) classes.push({ count, weight });
  };
  let n = 1;
  for (; n < counts.length && n <= SINGLE; n += 1) add(n, counts[n]!);
  while (n < counts.length) {
    const end = Math.min(counts.length, Math.max(n + 1, Math.floor(n * GROWTH)));
    let weight = 0;
    for (let count = n; count < end; count += 1) weight += counts[count]!;
    add((n + end - 1) / 2, weight);
    n = end;
  }
  if (rest > 1e-9) classes.push({ count: counts.length, weight: rest });
  return classes;
}
