import { digamma, digammaTail } from "./digamma.js";

/**
 * ψ(base + step) − ψ(base) for base > 0, step >= 0, without cancellation; the derivative of `logGammaRatio` by base.
 *
 * With a whole `step` it is 1/base + 1/(base + 1) + … + 1/(base + step − 1).
 *
 * @example digammaDifference(1, 3) // 1.8333333333333333, which is 1 + 1/2 + 1/3
 */
export const digammaDifference = (base: number, step: number): number => {
  if (step <= 16 && Number.isInteger(step)) {
    let sum = 0;
    for (let index = step - 1; index >= 0; index -= 1) sum += 1 / (base + index);
    return sum;
  }
  if (base < 10) return digamma(base + step) - digamma(base);
  const end = base + step;
  return Math.log1p(step / base) + (0.5 * step) / (base * end) + digammaTail(base) - digammaTail(end);
};
