import { type CurvePoint, curvePoints } from "./curve-point.js";

export interface WhaleCurve {
  /** Best customers first, from (0, 0) to (1, 1), at equal steps. */
  readonly points: readonly CurvePoint[];
  /** Where the curve is highest: the customers with a value above 0, and their sum over the net total (1 or more). */
  readonly peak: CurvePoint & { readonly count: number };
}

/**
 * Whale curve: cumulative share of the net total by customers in descending order of value, from values sorted
 * ascending. It rises above 1 where customers with a loss give back what the best have earned; `peak` is exact, whatever
 * the steps. Null without values and where the net total is not above 0, as shares of it then mean nothing.
 *
 * Kaplan & Narayanan (2001), Measuring and managing customer profitability, Journal of Cost Management 15, 5–15.
 *
 * @example whaleCurve(Float64Array.of(-2, 0, 4, 8))?.peak // { count: 2, customers: 0.5, value: 1.2 }
 */
export const whaleCurve = (sorted: Float64Array, steps = 100): WhaleCurve | null => {
  const count = sorted.length;
  const cumulative = new Float64Array(count + 1);
  let positive = 0;
  for (let index = 0; index < count; index += 1) {
    const value = sorted[count - 1 - index]!;
    cumulative[index + 1] = cumulative[index]! + value;
    if (value > 0) positive += 1;
  }
  const total = cumulative[count]!;
  if (!(total > 0)) return null;
  return {
    points: curvePoints(cumulative, steps),
    peak: { count: positive, customers: positive / count, value: cumulative[positive]! / total },
  };
};
