import { type Interval, wilsonInterval, Z_95 } from "./wilson-interval.js";

/** A difference with the limits of its interval. */
export interface DifferenceInterval extends Interval {
  readonly difference: number;
}

/**
 * Newcombe's hybrid score interval for the difference of two independent proportions, first less second: two-sided 95 %
 * unless another normal point is given. Built of two Wilson intervals, so it stays within −1 to 1 and holds for small
 * counts. Null where either total is 0. Not for paired answers of the same respondents.
 *
 * Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
 *
 * @example proportionDifferenceInterval(56, 70, 48, 80)?.difference // 0.2, from 0.0524 to 0.3339: Newcombe's table II
 */
export const proportionDifferenceInterval = (
  firstCount: number,
  firstTotal: number,
  secondCount: number,
  secondTotal: number,
  z = Z_95,
): DifferenceInterval | null => {
  const first = wilsonInterval(firstCount, firstTotal, z);
  const second = wilsonInterval(secondCount, secondTotal, z);
  if (first === null || second === null) return null;
  const firstShare = firstCount / firstTotal;
  const secondShare = secondCount / secondTotal;
  const difference = firstShare - secondShare;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(firstShare - first.low, second.high - secondShare)),
    high: Math.min(1, difference + Math.hypot(first.high - firstShare, secondShare - second.low)),
  };
};
