import { betaQuantileLogOdds } from "./beta-quantile.js";

/**
 * Quantile of Student's t distribution; degrees of freedom > 0, not necessarily whole. ∓Infinity at 0 and 1.
 *
 * From the quantile of Beta(degrees / 2, 1/2), the law of degrees / (degrees + t²): Abramowitz & Stegun 26.7.1.
 * Relative error about 1e-10 for probabilities up to 0.4 and from 0.6; less next to the median.
 *
 * @example studentQuantile(0.975, 5) // 2.5705818, any table of t
 */
export const studentQuantile = (probability: number, degreesOfFreedom: number): number => {
  if (!(probability >= 0 && probability <= 1 && degreesOfFreedom > 0)) return Number.NaN;
  if (probability === 0.5) return 0;
  const upper = probability > 0.5;
  const tail = 2 * (upper ? 1 - probability : probability);
  if (tail === 0) return upper ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  // log of degrees / t²
  const logOdds = betaQuantileLogOdds(tail, degreesOfFreedom / 2, 0.5);
  const size = Math.sqrt(degreesOfFreedom) * Math.exp(-logOdds / 2);
  return upper ? size : -size;
};
