import { averageRanks } from "./average-ranks.js";

/**
 * Area under the receiver operating characteristic: the chance that a positive has a higher score than a negative, ties
 * counting half. 0.5 is no better than a coin. Null where all are positive or none is.
 *
 * By the rank sum of the positives: Mann & Whitney (1947); Hanley & McNeil (1982), Radiology 143, 29–36.
 *
 * @example areaUnderCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), [0, 0, 1, 1]) // 0.75
 */
export const areaUnderCurve = (scores: Float64Array, positive: ArrayLike<number>): number | null => {
  const ranks = averageRanks(scores);
  let positives = 0;
  let sum = 0;
  for (let index = 0; index < ranks.length; index += 1) {
    if (positive[index] === 0) continue;
    positives += 1;
    sum += ranks[index]!;
  }
  const negatives = ranks.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
};
