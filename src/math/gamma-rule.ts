import type { QuadratureRule } from "./quadrature-rule.js";

const NEGLIGIBLE = -44;

/**
 * Points and weights so that Σ weight · f(point) is the mean of f(u) for u ~ Gamma(shape, 1).
 *
 * Trapezoid rule in log u, with the left tail stretched exponentially; the sister of `betaRule`, for the same kind of f
 * (u/(1 + u t) and its like). `lowestFeature` is the log u below which f no longer changes its law. Error about 1e-13.
 * Not for f that jumps, oscillates, or grows faster than a power of u.
 *
 * @example const rule = gammaRule(2.5); // Σ rule.weights[i] * rule.points[i] = 2.5
 */
export const gammaRule = (shape: number, lowestFeature = 0): QuadratureRule => {
  const mode = Math.log(shape);
  const width = Math.min(1, 1 / Math.sqrt(shape));
  const step = Math.min(0.2, width / 1.6);
  // Far enough out that the stretching does not move a narrow peak.
  const lower = Math.min(mode, lowestFeature) - 2 + Math.log(width);
  const points: number[] = [];
  const weights: number[] = [];
  let total = 0;
  const walk = (from: number, direction: 1 | -1): void => {
    for (let index = from; ; index += direction) {
      const v = mode + index * step;
      const below = Math.exp(lower - v);
      const y = v - below;
      const distance = y - mode;
      // log of u^shape e^−u against its largest value, without the cancellation of two large numbers.
      const logWeight = -shape * (Math.expm1(distance) - distance) + Math.log1p(below);
      if (!(logWeight > NEGLIGIBLE)) return;
      const weight = Math.exp(logWeight);
      points.push(Math.exp(y));
      weights.push(weight);
      total += weight;
    }
  };
  walk(0, 1);
  walk(-1, -1);
  return { points: Float64Array.from(points), weights: Float64Array.from(weights, (weight) => weight / total) };
};
