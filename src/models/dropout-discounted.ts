import { betaRule } from "../math/beta-rule.js";
import { gammaRule } from "../math/gamma-rule.js";
import type { DropoutState } from "./dropout-state.js";

/**
 * Discounted expected residual transactions over an infinite horizon, at a continuous rate δ.
 *
 * With φ = λ / (λ + δ) the discount over one hidden event, the purchases of a customer in stage j are worth
 * φ^(k − j) / (1 − (1 − p) φ^k): a geometric series. Its mean over the gamma density of λ and the beta density of p is
 * taken by quadrature (about 1e-12). For k = 1 the value is λ / (δ + λ p). At δ = 0 it is the mean number of purchases
 * still to come, (a + b − 1) / (a − 1) given alive, infinite where a <= 1.
 */
export const discountedPurchases = (state: DropoutState, rate: number): number => {
  if (state.alive === 0) return 0;
  if (rate === 0)
    return state.a > 1 ? (state.alive * (state.a + state.b - 1)) / (state.a - 1) : Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let stage = 0; stage < state.k; stage += 1)
    if (state.stages[stage]! > 0) sum += state.stages[stage]! * discountedInStage(state, stage, rate);
  return state.alive * sum;
};

const discountedInStage = (state: DropoutState, stage: number, rate: number): number => {
  const { k, a, b } = state;
  const shape = state.shape + stage;
  const scaled = rate * state.rate;
  const logScaled = Math.log(scaled);
  const speeds = gammaRule(shape, logScaled);
  const fastest = Math.log(shape + 10 * Math.sqrt(shape) + 50);
  const chances = betaRule(a, b, Math.min(0, logScaled - fastest) - Math.log(k));
  let total = 0;
  for (let index = 0; index < speeds.points.length; index += 1) {
    const speed = speeds.points[index]!;
    if (speed === 0) continue;
    const logDiscount = -Math.log1p(scaled / speed);
    const cycle = Math.exp(k * logDiscount);
    const lost = -Math.expm1(k * logDiscount);
    let mean = 0;
    for (let inner = 0; inner < chances.points.length; inner += 1)
      mean += chances.weights[inner]! / (lost + chances.points[inner]! * cycle);
    total += speeds.weights[index]! * Math.exp((k - stage) * logDiscount) * mean;
  }
  return total;
};
