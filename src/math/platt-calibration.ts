import { fitLogistic } from "./logistic-regression.js";

/** Calibrated log-odds = intercept + slope · log-odds. */
export interface PlattCalibration {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Platt's calibration of scores: a logistic regression of what happened on the score, with his smoothed targets
 * (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2). The scores must come from rows that their model had not seen.
 *
 * Rather than isotonic regression, which overfits below about a thousand cases (Niculescu-Mizil & Caruana 2005, ICML
 * 22, 625–632), turns scores into steps with ties, and gives probabilities of exactly 0 and 1; two parameters suffice
 * here, as the scores are log-odds and only too wide or too narrow. The slope is never negative: where it would be, or
 * all scores are equal, it is 0 and everyone gets the base rate. Null where all are positive or none is.
 *
 * Platt (1999), Advances in Large Margin Classifiers, 61–74; Newton's method as Lin, Lin & Weng (2007), Machine Learning
 * 68, 267–276.
 */
export const plattCalibration = (
  scores: Float64Array,
  positive: ArrayLike<number>,
  weights?: ArrayLike<number>,
): PlattCalibration | null => {
  let positives = 0;
  let negatives = 0;
  for (let row = 0; row < scores.length; row += 1) {
    const weight = weights?.[row] ?? 1;
    if (positive[row] === 0) negatives += weight;
    else positives += weight;
  }
  if (!(positives > 0 && negatives > 0)) return null;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  const targets = Float64Array.from(scores, (_, row) => (positive[row] === 0 ? low : high));
  const inputs = { values: scores, rows: scores.length, columns: 1 };
  const fit = fitLogistic(inputs, targets, { penalty: 0, ...(weights && { weights }) });
  const [intercept = 0, slope = 0] = fit?.parameters ?? [];
  if (slope > 0) return { intercept, slope };
  const expected = positives * high + negatives * low;
  return { intercept: Math.log(expected) - Math.log(positives + negatives - expected), slope: 0 };
};
