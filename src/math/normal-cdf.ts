import { regularisedGamma } from "./regularised-gamma.js";

/**
 * Standard normal distribution function Φ(z): the chance of a value of at most z.
 *
 * Half the tail of a chi-square with one degree of freedom (Abramowitz & Stegun 26.4.20), so that Φ(−30) keeps its
 * digits; for a small upper tail ask for Φ(−z). Relative error below 1e-14 down to z = −30.
 *
 * @example normalCdf(1.959963984540054) // 0.975
 */
export const normalCdf = (z: number): number => {
  const tail = regularisedGamma(0.5, (z * z) / 2, true) / 2;
  return z < 0 ? tail : 1 - tail;
};
