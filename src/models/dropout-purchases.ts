import { betaRule } from "../math/beta-rule.js";
import { decayIntegral } from "../math/decay-integral.js";
import { LEGENDRE_POINTS, LEGENDRE_WEIGHTS } from "../math/gauss-legendre.js";
import { negativeBinomialTail } from "../math/negative-binomial-tail.js";
import { type DropoutState, survivesPurchases } from "./dropout-state.js";

/** P(at least one purchase in the next `horizon`), also for a customer who may have lapsed. */
export const purchaseProbability = (state: DropoutState, horizon: number): number =>
  Math.min(1, state.alive * countTailAlive(state, 1, horizon));

/** P(at least `count` purchases fall within `horizon`, dropout left out), given alive. */
export const countTailAlive = (state: DropoutState, count: number, horizon: number): number => {
  if (horizon === 0) return count === 0 ? 1 : 0;
  let sum = 0;
  for (let stage = 0; stage < state.k; stage += 1)
    sum +=
      state.stages[stage]! * negativeBinomialTail(count * state.k - stage, state.shape + stage, state.rate, horizon);
  return sum;
};

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
  expectedBySeries(state, horizon) ?? expectedByQuadrature(state, horizon);

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

/** Purchases up to which the sum for regular timing is taken term by term. */
const EXACT_TERMS = 4096;

/** Expected purchases given alive, regular timing: Σ P(survives n − 1 purchases) · P(the n-th falls within the horizon). */
const expectedRegular = (state: DropoutState, horizon: number): number => {
  let sum = 0;
  let survives = 1;
  for (let n = 1; n <= EXACT_TERMS; n += 1) {
    const term = survives * countTailAlive(state, n, horizon);
    sum += term;
    if (term <= 1e-15 * sum) {
      const ratio = (horizon / (state.rate + horizon)) ** state.k;
      if (term <= 1e-15 * sum * (1 - ratio) || term < 1e-300) return sum;
    }
    survives *= (state.b + n - 1) / (state.a + state.b + n - 1);
  }
  return sum + farTerms(state, horizon);
};

/** The rest of that sum: the midpoint rule read backwards, so a smooth sum becomes an integral over log n. */
const farTerms = (state: DropoutState, horizon: number): number => {
  let sum = 0;
  const half = 0.25;
  for (let from = Math.log(EXACT_TERMS + 0.5); from < 700; from += 2 * half) {
    let panel = 0;
    for (let index = 0; index < LEGENDRE_POINTS.length; index += 1) {
      const n = Math.exp(from + half * (1 + LEGENDRE_POINTS[index]!));
      panel +=
        half * LEGENDRE_WEIGHTS[index]! * n * survivesPurchases(state, n - 1) * countTailAlive(state, n, horizon);
    }
    sum += panel;
    if (panel <= 1e-12 * sum || !(panel > 0)) break;
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
