import { digammaDifference } from "../math/digamma-difference.js";
import { logGammaRatio } from "../math/log-gamma-ratio.js";

/** Up to this many steps are multiplied out; beyond, the closed forms take over. */
const SHORT = 64;

/**
 * Fills tables of log Γ(base + step) − log Γ(base) and of its derivative by base for ascending whole steps, each from
 * the one before: the likelihoods' gamma functions, tabulated over the distinct frequencies.
 */
export const fillRising = (
  base: number,
  steps: Float64Array,
  logRising: Float64Array,
  derivative: Float64Array,
): void => {
  let reached = 0;
  let logSum = 0;
  let inverseSum = 0;
  for (let index = 0; index < steps.length; index += 1) {
    const gap = steps[index]! - reached;
    if (gap <= SHORT) {
      let product = 1;
      for (let step = reached; step < steps[index]!; step += 1) {
        const factor = base + step;
        inverseSum += 1 / factor;
        product *= factor;
        if (product > 1e200 || product < 1e-200) {
          logSum += Math.log(product);
          product = 1;
        }
      }
      logSum += Math.log(product);
    } else {
      logSum += logGammaRatio(base + reached, gap);
      inverseSum += digammaDifference(base + reached, gap);
    }
    reached = steps[index]!;
    logRising[index] = logSum;
    derivative[index] = inverseSum;
  }
};
