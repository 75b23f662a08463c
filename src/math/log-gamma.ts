import { stirlingCorrection } from "./stirling-correction.js";

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * Natural logarithm of the gamma function, log Γ(x), for x > 0.
 *
 * Stirling's series from 10 up, the recurrence Γ(x + 1) = x Γ(x) below (Abramowitz & Stegun 6.1.15 and 6.1.41).
 * Absolute error about 1e-15 for small x, relative about 1e-15 for large. For the difference of two log-gammas use
 * `logGammaRatio`, which does not cancel. NaN for x <= 0.
 *
 * @example logGamma(5) // 3.178053830347946, which is log 24
 */
export const logGamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN;
  let product = 1;
  let shifted = x;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingCorrection(shifted) - Math.log(product)
  );
};
