import { type CurvePoint, curvePoints } from "./curve-point.js";

/**
 * Lorenz curve of non-negative values, sorted ascending: what share of the total the lowest share of customers holds, at
 * equal steps from (0, 0) to (1, 1). Null as for `gini`.
 *
 * Lorenz (1905), Publications of the American Statistical Association 9, 209–219.
 *
 * @example lorenzCurve(Float64Array.of(1, 3), 2)?.[1] // { customers: 0.5, value: 0.25 }
 */
export const lorenzCurve = (sorted: Float64Array, steps = 100): CurvePoint[] | null => {
  if (sorted.length === 0 || sorted[0]! < 0) return null;
  const cumulative = new Float64Array(sorted.length + 1);
  for (let index = 0; index < sorted.length; index += 1) cumulative[index + 1] = cumulative[index]! + sorted[index]!;
  return cumulative[sorted.length]! > 0 ? curvePoints(cumulative, steps) : null;
};
