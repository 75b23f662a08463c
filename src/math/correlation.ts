import { averageRanks } from "./average-ranks.js";
import { normalQuantile } from "./normal-quantile.js";
import { studentTail } from "./student-tail.js";
import type { Interval } from "./wilson-interval.js";

export interface Correlation extends Interval {
  /** −1 to 1. */
  readonly coefficient: number;
  /** Two-sided, against no correlation, by Student's t. */
  readonly pValue: number;
  /** Pairs it rests on. */
  readonly count: number;
}

/**
 * Pearson's correlation of two columns of equal length, with Fisher's z interval. Null for fewer than four pairs, and
 * where either column is all equal. Measures straight-line association; one far point can make or break it. The interval
 * assumes roughly normal columns.
 *
 * Fisher (1921), Metron 1, 3–32: atanh r ± z / √(n − 3).
 *
 * @example pearsonCorrelation(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 4))?.coefficient // 0.8
 */
export const pearsonCorrelation = (
  first: Float64Array,
  second: Float64Array,
  confidence = 0.95,
): Correlation | null => {
  const coefficient = coefficientOf(first, second);
  return coefficient === null ? null : withInterval(coefficient, first.length, 0, 1, confidence);
};

/**
 * Spearman's rank correlation: Pearson's of the average ranks. For ratings, skewed money, and any rising relation that is
 * not a straight line. Null as for `pearsonCorrelation`.
 *
 * Interval of Bonett & Wright (2000), Psychometrika 65, 23–28: Fisher's with variance (1 + r²/2) / (n − 3).
 *
 * @example spearmanCorrelation(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 8, 27, 64))?.coefficient // 1
 */
export const spearmanCorrelation = (
  first: Float64Array,
  second: Float64Array,
  confidence = 0.95,
): Correlation | null => {
  const coefficient = coefficientOf(averageRanks(first), averageRanks(second));
  if (coefficient === null) return null;
  return withInterval(coefficient, first.length, 0, 1 + coefficient ** 2 / 2, confidence);
};

/**
 * Correlation of two columns at equal values of a third, the control: r₁₂.₃ = (r₁₂ − r₁₃ r₂₃) / √((1 − r₁₃²)(1 − r₂₃²)).
 *
 * With "ranks" the three coefficients are Spearman's. Null for fewer than five rows, where a column is all equal, and
 * where the control already settles one of the two. Takes out the control's straight-line (or rank) part only.
 *
 * Fisher (1924), Metron 3, 329–332: the interval of a correlation from one pair fewer.
 *
 * @example const left = partialCorrelation(loyalty, satisfaction, quality)?.coefficient // what is left at equal quality score
 */
export const partialCorrelation = (
  first: Float64Array,
  second: Float64Array,
  control: Float64Array,
  measure: "values" | "ranks" = "values",
  confidence = 0.95,
): Correlation | null => {
  const [one, other, held] =
    measure === "ranks" ? [averageRanks(first), averageRanks(second), averageRanks(control)] : [first, second, control];
  const between = coefficientOf(one, other);
  const firstByControl = coefficientOf(one, held);
  const secondByControl = coefficientOf(other, held);
  if (between === null || firstByControl === null || secondByControl === null || first.length < 5) return null;
  const left = (1 - firstByControl ** 2) * (1 - secondByControl ** 2);
  if (!(1 - firstByControl ** 2 > SETTLED && 1 - secondByControl ** 2 > SETTLED)) return null;
  const coefficient = clamp((between - firstByControl * secondByControl) / Math.sqrt(left));
  return withInterval(coefficient, first.length, 1, measure === "ranks" ? 1 + coefficient ** 2 / 2 : 1, confidence);
};

/** Unexplained share below which the control leaves nothing but rounding. */
const SETTLED = 1e-12;

const coefficientOf = (first: Float64Array, second: Float64Array): number | null => {
  const count = first.length;
  if (count < 4 || isConstant(first) || isConstant(second)) return null;
  const firstMean = first.reduce((sum, value) => sum + value, 0) / count;
  const secondMean = second.reduce((sum, value) => sum + value, 0) / count;
  let cross = 0;
  let firstSquares = 0;
  let secondSquares = 0;
  for (let index = 0; index < count; index += 1) {
    const a = first[index]! - firstMean;
    const b = second[index]! - secondMean;
    cross += a * b;
    firstSquares += a * a;
    secondSquares += b * b;
  }
  const scale = Math.sqrt(firstSquares) * Math.sqrt(secondSquares);
  return scale > 0 ? clamp(cross / scale) : null;
};

/** By comparison: the mean of equal values may be off in its last digit, and their variance then above 0. */
const isConstant = (values: Float64Array): boolean => values.every((value) => value === values[0]);

const clamp = (value: number): number => Math.min(1, Math.max(-1, value));

const withInterval = (
  coefficient: number,
  count: number,
  controls: number,
  inflation: number,
  confidence: number,
): Correlation => {
  const freedom = count - 2 - controls;
  const pValue = studentTail(coefficient * Math.sqrt(freedom / (1 - coefficient ** 2)), freedom);
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt(inflation / (count - 3 - controls));
  const centre = Math.atanh(coefficient);
  return { coefficient, low: Math.tanh(centre - half), high: Math.tanh(centre + half), pValue, count };
};
