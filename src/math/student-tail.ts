import { regularisedBeta } from "./regularised-beta.js";

/**
 * Two-sided tail of Student's t: the chance of a value at least as far from 0 as `statistic`, the p-value of a t test.
 *
 * Abramowitz & Stegun 26.7.1 with 26.5.27, through the incomplete beta function; small tails keep their digits.
 *
 * @example studentTail(1, 1) // 0.5, to fourteen digits
 */
export const studentTail = (statistic: number, degreesOfFreedom: number): number => {
  const square = statistic * statistic;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const total = degreesOfFreedom + square;
  return regularisedBeta(degreesOfFreedom / total, degreesOfFreedom / 2, 0.5, square / total);
};
