import { studentQuantile } from "./student-quantile.js";
import type { Interval } from "./wilson-interval.js";

/**
 * Student's t interval for a mean, from what one aggregate query gives: the mean, the sample standard deviation (with
 * count − 1) and the count. Units are the mean's. Null for fewer than two values or a deviation that is not a number.
 *
 * Student (1908), Biometrika 6, 1–25. Holds for skewed values such as spend only when they are many; `bootstrapMean`
 * does better for few.
 *
 * @example meanInterval(10, 2, 16) // { low: 8.934, high: 11.066 }: 10 ∓ 2.1314 · 2/4
 */
export const meanInterval = (
  mean: number,
  standardDeviation: number,
  count: number,
  confidence = 0.95,
): Interval | null => {
  if (!(count >= 2) || !(standardDeviation >= 0)) return null;
  const half = (studentQuantile((1 + confidence) / 2, count - 1) * standardDeviation) / Math.sqrt(count);
  return { low: mean - half, high: mean + half };
};
