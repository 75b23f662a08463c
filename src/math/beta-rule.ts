import type { QuadratureRule } from "./quadrature-rule.js";

export interface BetaRule extends QuadratureRule {
  /** 1 − point, exact where the point is close to 1. */
  readonly complements: Float64Array;
}

/** What a weight may fall to, in logarithm, before the rule ends. */
const NEGLIGIBLE = -44;

/**
 * Points and weights so that Σ weight · f(point) is the mean of f(p) for p ~ Beta(a, b).
 *
 * Trapezoid rule in the log-odds y of p, where the density is log-concave and 1/(1 + p t), (1 + p t)^−r and their like
 * change over distances of about 1 whatever t is. Both tails are stretched exponentially (double exponential rule,
 * Takahasi & Mori 1974), so a = 1e-6 takes some 150 points rather than millions. Error about 1e-13 for such f.
 * `lowestFeature` is the log-odds below which f no longer changes, where that is below 0.
 * Not for f that jumps or oscillates.
 *
 * @example const rule = betaRule(2, 3); // Σ rule.weights[i] * rule.points[i] = 0.4
 */
export const betaRule = (a: number, b: number, lowestFeature = 0): BetaRule => {
  const mode = Math.log(a) - Math.log(b);
  const width = Math.min(1, Math.sqrt(1 / a + 1 / b));
  const step = Math.min(0.25, width / 1.6);
  // Far enough out that the stretching does not move a narrow peak.
  const margin = 2 - Math.log(width);
  const lower = Math.min(mode, lowestFeature, 0) - margin;
  const upper = Math.max(mode, 0) + margin;
  const logDensity = (y: number): number => -a * softplus(-y) - b * softplus(y);
  const top = logDensity(mode);

  const points: number[] = [];
  const complements: number[] = [];
  const weights: number[] = [];
  let total = 0;
  const walk = (from: number, direction: 1 | -1): void => {
    for (let index = from; ; index += direction) {
      const v = mode + index * step;
      const below = Math.exp(lower - v);
      const above = Math.exp(v - upper);
      const y = v - below + above;
      const stretch = 1 + below + above;
      const logWeight = logDensity(y) - top + Math.log(stretch);
      if (!(logWeight > NEGLIGIBLE)) return;
      const weight = Math.exp(logWeight);
      const odds = Math.exp(-Math.abs(y));
      const small = odds / (1 + odds);
      const large = 1 / (1 + odds);
      points.push(y < 0 ? small : large);
      complements.push(y < 0 ? large : small);
      weights.push(weight);
      total += weight;
    }
  };
  walk(0, 1);
  walk(-1, -1);
  return {
    points: Float64Array.from(points),
    complements: Float64Array.from(complements),
    weights: Float64Array.from(weights, (weight) => weight / total),
  };
};

/** log(1 + e^y) */
const softplus = (y: number): number => Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
