import { logGamma } from "./log-gamma.js";
import { stirlingCorrection } from "./stirling-correction.js";

/**
 * log Γ(base + step) − log Γ(base) for base > 0, step >= 0, without the cancellation of two large log-gammas.
 *
 * With a whole `step` it is the logarithm of the rising factorial base (base + 1) … (base + step − 1).
 * Relative error about 1e-15, also where base is 1e6 and step is 1, or base is 1e-6.
 *
 * @example logGammaRatio(3, 2) // 2.4849066497880004, which is log 12
 */
export const logGammaRatio = (base: number, step: number): number => {
  if (step === 0) return 0;
  if (step <= 16 && Number.isInteger(step)) return logProduct(base, step);
  if (base < 10) {
    const shift = Math.ceil(10 - base);
    return step >= shift && Number.isInteger(step)
      ? logProduct(base, shift) + stirlingDifference(base + shift, step - shift)
      : logGamma(base + step) - logGamma(base);
  }
  return stirlingDifference(base, step);
};

const logProduct = (base: number, count: number): number => {
  let product = 1;
  let sum = 0;
  for (let index = 0; index < count; index += 1) {
    product *= base + index;
    if (product > 1e200 || product < 1e-200) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
};

const stirlingDifference = (base: number, step: number): number =>
  (base - 0.5) * Math.log1p(step / base) +
  step * (Math.log(base + step) - 1) +
  stirlingCorrection(base + step) -
  stirlingCorrection(base);
