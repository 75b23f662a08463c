import { regularisedGamma } from "./regularised-gamma.js";

/**
 * Chance that a chi-square variable with these degrees of freedom is at least `statistic`: the p-value of a chi-square
 * test. Small tails keep their digits.
 *
 * Q(degreesOfFreedom / 2, statistic / 2), Abramowitz & Stegun 26.4.19.
 *
 * @example chiSquareTail(3.841458820694124, 1) // 0.05, to fifteen digits
 */
export const chiSquareTail = (statistic: number, degreesOfFreedom: number): number =>
  regularisedGamma(degreesOfFreedom / 2, statistic / 2, true);
