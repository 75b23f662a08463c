import { logGamma } from "./log-gamma.js";
import { logGammaRatio } from "./log-gamma-ratio.js";

/**
 * Natural logarithm of the beta function, log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a + b), for a, b > 0.
 *
 * The larger argument enters through `logGammaRatio`, so B(1e-6, 1e6) keeps its digits.
 *
 * @example logBeta(2, 3) // -2.4849066497880004, which is log 1/12
 */
export const logBeta = (a: number, b: number): number => {
  const small = Math.min(a, b);
  return logGamma(small) - logGammaRatio(Math.max(a, b), small);
};
