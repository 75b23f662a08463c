/**
 * Brier score: mean squared difference of a forecast probability and what happened (1 or 0). 0 is perfect; always
 * forecasting the base rate p scores p (1 − p). Null without forecasts.
 *
 * Brier (1950), Monthly Weather Review 78, 1–3, in the half form that is usual for two outcomes.
 *
 * @example brierScore([0.8, 0.3], [1, 0]) // 0.065
 */
export const brierScore = (probabilities: ArrayLike<number>, positive: ArrayLike<number>): number | null => {
  if (probabilities.length === 0) return null;
  let sum = 0;
  for (let index = 0; index < probabilities.length; index += 1) sum += (probabilities[index]! - positive[index]!) ** 2;
  return sum / probabilities.length;
};
