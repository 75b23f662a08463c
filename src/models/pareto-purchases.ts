import { decayIntegral } from "../math/decay-integral.js";
import { gammaRule } from "../math/gamma-rule.js";
import { LEGENDRE_POINTS, LEGENDRE_WEIGHTS } from "../math/gauss-legendre.js";
import { logConcaveRule } from "../math/log-concave-rule.js";
import { logNegativeBinomial } from "../math/negative-binomial.js";
import { paretoKernel } from "./pareto-kernel.js";
import type { ParetoState } from "./pareto-state.js";

/** Expected purchases in the next `horizon`; Fader & Hardie 2005, "A Note on Deriving the Pareto/NBD Model", without a singularity at s = 1. */
export const expectedPurchases = (state: ParetoState, horizon: number): number => {
  const { alive, shape, rate, dropoutShape, dropoutRate } = state;
  const span = Math.log1p(horizon / dropoutRate);
  return ((alive * shape) / rate) * dropoutRate * decayIntegral(dropoutShape - 1, span);
};

/** P(at least one purchase in the next `horizon`): the next purchase falls at τ, and dropout comes after it. */
export const purchaseProbability = (state: ParetoState, horizon: number): number => {
  if (horizon === 0) return 0;
  const { alive, shape, rate, dropoutShape, dropoutRate } = state;
  const rule = paretoKernel(rate, shape + 1, dropoutRate, dropoutShape, 0, horizon);
  const inside = shape * Math.exp(rule.logScale) * rule.total * (Math.min(rate, dropoutRate) / rate);
  return Math.min(1, alive * inside);
};

/**
 * Discounted expected residual transactions: P(alive) · E[λ] · E[1 / (δ + μ)], Fader, Hardie & Lee 2005 ("RFM and CLV", JMR 42) before
 * its integral is named Tricomi's function. At δ = 0 it is finite only for s > 1.
 */
export const discountedPurchases = (state: ParetoState, rate: number): number => {
  if (state.alive === 0) return 0;
  const buys = (state.alive * state.shape) / state.rate;
  if (rate === 0)
    return state.dropoutShape > 1 ? (buys * state.dropoutRate) / (state.dropoutShape - 1) : Number.POSITIVE_INFINITY;
  const scaled = rate * state.dropoutRate;
  const { points, weights } = gammaRule(state.dropoutShape, Math.log(scaled));
  let sum = 0;
  for (let index = 0; index < points.length; index += 1) sum += weights[index]! / (scaled + points[index]!);
  return buys * state.dropoutRate * sum;
};

/** P(N = count) for the number N of purchases in the next `horizon`. */
export const countProbability = (state: ParetoState, count: number, horizon: number): number => {
  if (horizon === 0) return count === 0 ? 1 : 0;
  const { alive, lapsed, shape, rate, dropoutShape, dropoutRate } = state;
  const stays = Math.exp(
    logNegativeBinomial(count, shape, rate, horizon) - dropoutShape * Math.log1p(horizon / dropoutRate),
  );
  const leaves = dropoutShape * (count === 0 ? noneThenLeaves(state, horizon) : someThenLeaves(state, count, horizon));
  return Math.min(1, (count === 0 ? lapsed : 0) + alive * (stays + leaves));
};

const noneThenLeaves = ({ shape, rate, dropoutShape, dropoutRate }: ParetoState, horizon: number): number => {
  const rule = paretoKernel(rate, shape, dropoutRate, dropoutShape + 1, 0, horizon);
  return Math.exp(rule.logScale) * rule.total * (Math.min(rate, dropoutRate) / dropoutRate);
};

/** Dropout at τ = e^v after `count` purchases, integrated over v. */
const someThenLeaves = (state: ParetoState, count: number, horizon: number): number => {
  const { shape, rate, dropoutShape, dropoutRate } = state;
  const logValue = (v: number): number => {
    const time = Math.exp(v);
    return (
      logNegativeBinomial(count, shape, rate, time) +
      v -
      Math.log(dropoutRate) -
      (dropoutShape + 1) * Math.log1p(time / dropoutRate)
    );
  };
  const slope = (v: number): number => {
    const time = Math.exp(v);
    return count + 1 - ((shape + count) * time) / (rate + time) - ((dropoutShape + 1) * time) / (dropoutRate + time);
  };
  const end = Math.log(horizon);
  const start = Math.min(end, Math.log(rate), Math.log(dropoutRate) - Math.log1p(dropoutShape)) - 60;
  const { total, logScale } = logConcaveRule(logValue, slope, start, end);
  return Math.exp(logScale) * total;
};

/** P(N = n) for n = 0 … most; the integral over the moment of dropout is taken at points that all counts share. */
export const countDistribution = (state: ParetoState, horizon: number, most: number): Float64Array => {
  const result = new Float64Array(most + 1);
  if (horizon === 0 || state.alive === 0) {
    result[0] = 1;
    return result;
  }
  const { alive, lapsed, shape, rate, dropoutShape, dropoutRate } = state;
  addCounts(result, alive * Math.exp(-dropoutShape * Math.log1p(horizon / dropoutRate)), shape, rate, horizon);
  const near = Math.min(rate, dropoutRate / Math.max(1, dropoutShape));
  for (let from = 0; from < horizon; ) {
    const to = Math.min(horizon, from + panelWidth(shape, rate, near, from));
    const length = Math.log1p((to - from) / (near + from));
    for (let index = 0; index < LEGENDRE_POINTS.length; index += 1) {
      const after = (near + from) * Math.expm1((length / 2) * (1 + LEGENDRE_POINTS[index]!));
      const leaves = dropoutShape * Math.exp(-(dropoutShape + 1) * Math.log1p((from + after) / dropoutRate));
      const weight = (length / 2) * LEGENDRE_WEIGHTS[index]! * leaves * ((near + from + after) / dropoutRate);
      addCounts(result, alive * weight, shape, rate, from + after);
    }
    from = to;
  }
  result[0] = Math.min(1, result[0]! + lapsed);
  return result;
};

/**
 * How far the moment of dropout may move before the counts look different: a few of their standard deviations, and no
 * further than the time itself grows eightfold.
 */
const panelWidth = (shape: number, rate: number, near: number, from: number): number => {
  const mean = (shape * from) / rate;
  const spread = Math.sqrt(1 + mean + (mean * mean) / shape);
  return Math.min(7 * (near + from), (5 * spread * rate) / shape);
};

/** Adds `weight` times the negative binomial probabilities over a time `span`. */
const addCounts = (into: Float64Array, weight: number, shape: number, rate: number, span: number): void => {
  const share = span / (rate + span);
  const logNone = -shape * Math.log1p(span / rate);
  // Where P(0) is below the smallest number, begin at the mode.
  const mode = logNone > -600 ? 0 : Math.min(into.length - 1, Math.max(0, Math.floor(((shape - 1) * span) / rate)));
  const top = weight * Math.exp(mode === 0 ? logNone : logNegativeBinomial(mode, shape, rate, span));
  if (top < 1e-300) return;
  let term = top;
  for (let n = mode; n < into.length; n += 1) {
    into[n]! += term;
    term *= (share * (shape + n)) / (n + 1);
    if (term < 1e-24 * top) break;
  }
  term = top;
  for (let n = mode; n > 0; n -= 1) {
    term *= n / (share * (shape + n - 1));
    into[n - 1]! += term;
    if (term < 1e-24 * top) break;
  }
};
