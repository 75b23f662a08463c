import type { Matrix } from "./linear-algebra.js";
import { multiply } from "./linear-algebra.js";

/** Value of a function and its gradient at a point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: readonly number[];
}

export type Objective = (point: readonly number[]) => Evaluation;

export interface MinimiseOptions {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  /** Stop once no free component of the gradient is larger than this. */
  readonly tolerance: number;
  readonly mostIterations: number;
  /** A guess at the inverse of the Hessian; the identity where it is left out. */
  readonly inverseHessian?: Matrix;
}

export interface Minimum extends Evaluation {
  readonly point: readonly number[];
  /** Largest free component of the gradient. */
  readonly gradientNorm: number;
  readonly iterations: number;
}

/** The longest step, in any one coordinate. */
const LONGEST_STEP = 2;

/**
 * Minimum of a smooth function of a few variables within a box: quasi-Newton with the BFGS update (Nocedal & Wright
 * 2006, ch. 6), variables at a bound whose gradient points outward held fixed, line search by backtracking.
 *
 * Made for log-likelihoods in log parameters: steps are capped at 2 in any coordinate and a value that is not finite
 * counts as too far. Finds the local minimum that the start leads to; give it several starts. Not for more than some
 * ten variables, and not without an exact gradient.
 *
 * @example
 * minimise(([x = 0]) => ({ value: (x - 1) ** 2, gradient: [2 * (x - 1)] }), [5],
 *   { lower: [-9], upper: [9], tolerance: 1e-9, mostIterations: 50 }).point // [1]
 */
export const minimise = (objective: Objective, start: readonly number[], options: MinimiseOptions): Minimum => {
  const { lower, upper, tolerance, mostIterations } = options;
  const clamp = (value: number, index: number): number => Math.min(upper[index]!, Math.max(lower[index]!, value));
  let point = start.map(clamp);
  let current = objective(point);
  let inverse: number[][] | null = options.inverseHessian?.map((row) => [...row]) ?? null;
  let held = "";
  let iterations = 0;
  for (; iterations < mostIterations; iterations += 1) {
    const free = freeVariables(point, current.gradient, lower, upper);
    if (largest(current.gradient, free) <= tolerance) break;
    const nowHeld = free.join();
    if (held !== "" && nowHeld !== held) inverse = null;
    held = nowHeld;
    const step = lineSearch(objective, point, current, direction(current.gradient, free, inverse), clamp);
    if (step === null) {
      if (inverse === null) break;
      inverse = null;
      continue;
    }
    inverse = updated(inverse, point, current.gradient, step.point, step.evaluation.gradient, free);
    point = step.point;
    current = step.evaluation;
  }
  const free = freeVariables(point, current.gradient, lower, upper);
  return { point, ...current, gradientNorm: largest(current.gradient, free), iterations };
};

/** False for a variable at a bound with the function falling outward. */
export const freeVariables = (
  point: readonly number[],
  gradient: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): boolean[] =>
  point.map((value, index) =>
    value <= lower[index]! ? gradient[index]! < 0 : value >= upper[index]! ? gradient[index]! > 0 : true,
  );

const largest = (gradient: readonly number[], free: readonly boolean[]): number =>
  gradient.reduce((most, value, index) => (free[index] ? Math.max(most, Math.abs(value)) : most), 0);

const direction = (gradient: readonly number[], free: readonly boolean[], inverse: Matrix | null): number[] => {
  const reduced = gradient.map((value, index) => (free[index] ? value : 0));
  const steepest = reduced.map((value) => -value);
  const quasi =
    inverse === null ? steepest : multiply(inverse, steepest).map((value, index) => (free[index] ? value : 0));
  const chosen = dot(quasi, reduced) < 0 ? quasi : steepest;
  const longest = Math.max(...chosen.map(Math.abs));
  return longest > LONGEST_STEP ? chosen.map((value) => (value * LONGEST_STEP) / longest) : chosen;
};

const lineSearch = (
  objective: Objective,
  point: readonly number[],
  current: Evaluation,
  toward: readonly number[],
  clamp: (value: number, index: number) => number,
): { point: number[]; evaluation: Evaluation } | null => {
  let length = 1;
  for (let trial = 0; trial < 40; trial += 1) {
    const candidate = point.map((value, index) => clamp(value + length * toward[index]!, index));
    const moved = candidate.map((value, index) => value - point[index]!);
    const slope = dot(current.gradient, moved);
    if (moved.every((value) => value === 0)) return null;
    const evaluation = objective(candidate);
    const change = evaluation.value - current.value;
    if (Number.isFinite(evaluation.value) && evaluation.gradient.every(Number.isFinite)) {
      if (change <= 1e-4 * slope) return { point: candidate, evaluation };
      // Below the rounding of the value only the gradient tells whether the step was good.
      const blind = Math.abs(change) <= 1e-13 * (1 + Math.abs(current.value));
      if (blind && Math.abs(dot(evaluation.gradient, toward)) < 0.9 * Math.abs(dot(current.gradient, toward)))
        return { point: candidate, evaluation };
      length *= Math.min(0.5, Math.max(0.1, -slope / (2 * (change - slope))));
    } else length *= 0.25;
  }
  return null;
};

const updated = (
  inverse: number[][] | null,
  point: readonly number[],
  gradient: readonly number[],
  nextPoint: readonly number[],
  nextGradient: readonly number[],
  free: readonly boolean[],
): number[][] | null => {
  const moved = point.map((value, index) => (free[index] ? nextPoint[index]! - value : 0));
  const turned = gradient.map((value, index) => (free[index] ? nextGradient[index]! - value : 0));
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-10 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return inverse;
  const base =
    inverse ?? point.map((_, row) => point.map((__, column) => (row === column ? curvature / dot(turned, turned) : 0)));
  const product = multiply(base, turned);
  const scale = (1 + dot(turned, product) / curvature) / curvature;
  return base.map((row, i) =>
    row.map(
      (value, j) =>
        value + scale * moved[i]! * moved[j]! - (product[i]! * moved[j]! + moved[i]! * product[j]!) / curvature,
    ),
  );
};

const dot = (first: readonly number[], second: readonly number[]): number =>
  first.reduce((sum, value, index) => sum + value * second[index]!, 0);
