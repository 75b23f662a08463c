import { betaRule } from "../math/beta-rule.js";
import { decayIntegral } from "../math/decay-integral.js";
import { countTailAlive } from "./count-tail.js";
import { expectedByMoments } from "./dropout-moments.js";
import { expectedRegular } from "./dropout-regular.js";
import type { DropoutState } from "./dropout-state.js";

/** P(at least one purchase in the next `horizon`), also for a customer who may have lapsed. */
export const purchaseProbability = (state: DropoutState, horizon: number): number =>
  Math.min(1, state.alive * countTailAlive(state, 1, horizon));

/** Expected purchases in the next `horizon`. */
export const expectedPurchases = (state: DropoutState, horizon: number): number => {
  if (horizon === 0 || state.alive === 0) return 0;
  const alive = state.k === 1 ? expectedPoisson(state, horizon) : expectedRegular(state, horizon);
  return state.alive * Math.max(0, alive);
};

/**
 * Expected purchases given alive, Poisson timing: ∫∫ (1 − e^(−λ p t)) / p over the gamma density of λ and the beta
 * density of p. The closed form of Fader, Hardie & Lee 2005 eq. 10, turned by Euler's transformation, so that the
 * parameters of the hypergeometric series stay small for heavy buyers; with 1 / (a − 1) taken into the terms. Where the
 * series is slow or cancels, the integral over p is done numerically.
 */
const expectedPoisson = (state: DropoutState, horizon: number): number =>
  expectedByMoments(state, horizon) ?? expectedBySeries(state, horizon) ?? expectedByQuadrature(state, horizon);

/** Series terms after which the quadrature is cheaper. */
const MOST_TERMS = 1500;
/** Loss of digits that the series may suffer. */
const MOST_CANCELLATION = 1e4;

export const expectedBySeries = ({ shape, rate, a, b }: DropoutState, horizon: number): number | null => {
  const share = horizon / (rate + horizon);
  const span = Math.log1p(horizon / rate);
  const small = a + b - 1 - shape;
  const base = a + b;
  if (Math.abs(small) > 1e6) return null;
  let term = small * share;
  let sum = term;
  let size = Math.abs(term);
  let done = Math.abs(term) < 1e-300;
  for (let n = 1; n < MOST_TERMS && !done; n += 1) {
    term *= ((a + n - 1) * (small + n) * share) / ((base + n - 1) * (n + 1));
    sum += term;
    size += Math.abs(term);
    done = Math.abs(term) < 1e-17 * size * (1 - share) && n > -small;
  }
  if (!done) return null;
  const lead = (base - 1) * decayIntegral(a - 1, span);
  const factor = Math.exp(-(a - 1) * span);
  const result = lead - factor * sum;
  return result > 0 && Math.abs(lead) + factor * size < MOST_CANCELLATION * result ? result : null;
};

export const expectedByQuadrature = ({ shape, rate, a, b }: DropoutState, horizon: number): number => {
  const ratio = horizon / rate;
  const { points, weights } = betaRule(a, b, -Math.log(ratio) - Math.max(0, Math.log(shape)));
  let sum = 0;
  for (let index = 0; index < points.length; index += 1) {
    const point = points[index]!;
    const exponent = shape * Math.log1p(point * ratio);
    sum += weights[index]! * (exponent < 1e-17 ? shape * ratio : -Math.expm1(-exponent) / point);
  }
  return sum;
};

/** Median time to the next purchase, given alive; Infinity where it is beyond the largest number. */
export const medianWaitAlive = (state: DropoutState): number => {
  if (state.k === 1) return state.rate * Math.expm1(Math.LN2 / state.shape);
  let low = -700;
  let high = 700;
  for (let halving = 0; halving < 70; halving += 1) {
    const middle = (low + high) / 2;
    if (countTailAlive(state, 1, state.rate * Math.exp(middle)) < 0.5) low = middle;
    else high = middle;
  }
  return state.rate * Math.exp((low + high) / 2);
};
