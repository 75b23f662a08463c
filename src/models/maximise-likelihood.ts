import { hessian } from "../math/hessian.js";
import { invertPositive, type Matrix, multiply } from "../math/linear-algebra.js";
import { freeVariables, type Minimum, minimise, type Objective } from "../math/minimise.js";
import type { MeanLogLikelihood } from "./likelihood.js";

export interface LikelihoodProblem {
  /** Mean log-likelihood of all customers. */
  readonly full: MeanLogLikelihood;
  /** That of a sample, where starts are tried; the same function where there are few histories. */
  readonly sample: MeanLogLikelihood;
  /** Logarithms of parameters to start from. */
  readonly starts: readonly (readonly number[])[];
  /** Bounds of the logarithms. */
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly mostIterations: number;
}

export interface LikelihoodMaximum {
  readonly logParameters: readonly number[];
  /** Mean log-likelihood. */
  readonly value: number;
  readonly gradientNorm: number;
  readonly converged: boolean;
  readonly iterations: number;
  /** What stands in the way of a standard error: a bound, or a likelihood that is flat in the parameter. */
  readonly standing: readonly Standing[];
  /** Inverse of minus the Hessian of the mean log-likelihood, in the free parameters; 0 elsewhere. */
  readonly inverse: Matrix;
}

export type Standing = "free" | "lower" | "upper" | "flat";

/** Where the quasi-Newton search hands over to Newton's steps. */
const COARSE = 1e-6;
/** A gradient below this counts as zero. */
const CONVERGED = 1e-7;
/** The Newton steps go on to here, if rounding lets them. */
const FINE = 1e-13;
/** How small the gradient is to be before a ridge counts as level. */
const RIDGE = 1e-9;

/**
 * Maximum of a likelihood in log parameters: quasi-Newton from every start on the sample, the best on all the data,
 * then Newton's steps with a Hessian made of analytic gradients, until the gradient no longer falls.
 */
export const maximiseLikelihood = (problem: LikelihoodProblem): LikelihoodMaximum | null => {
  const { lower, upper, mostIterations } = problem;
  const options = { lower, upper, tolerance: COARSE, mostIterations };
  const onSample = negated(problem.sample);
  let best: Minimum | null = null;
  for (const start of problem.starts) {
    const found = minimise(onSample, start, options);
    if (Number.isFinite(found.value) && (best === null || found.value < best.value)) best = found;
  }
  if (best === null) return null;
  let { iterations } = best;
  const objective = negated(problem.full);
  if (problem.full !== problem.sample) {
    const guess = invertPositive(hessian(onSample, best.point));
    best = minimise(objective, best.point, guess === null ? options : { ...options, inverseHessian: guess });
    iterations += best.iterations;
  }
  let polished = polish(objective, best, lower, upper);
  iterations += polished.steps;
  if (polished.flat.length > 0 || polished.minimum.gradientNorm > CONVERGED) {
    // A ridge, most often: follow it to its end, which may be a bound.
    const further = minimise(objective, polished.minimum.point, { ...options, tolerance: RIDGE });
    iterations += further.iterations;
    if (further.value <= polished.minimum.value) polished = polish(objective, further, lower, upper);
    iterations += polished.steps;
  }
  const { point, gradientNorm } = polished.minimum;
  return {
    logParameters: point,
    value: -polished.minimum.value,
    gradientNorm,
    converged: gradientNorm <= CONVERGED,
    iterations,
    standing: point.map((value, index) => {
      if (polished.flat.includes(index)) return "flat";
      if (polished.free[index]) return "free";
      return value <= lower[index]! ? "lower" : "upper";
    }),
    inverse: polished.inverse,
  };
};

const negated = (likelihood: MeanLogLikelihood): Objective => {
  return (point) => {
    const gradient = new Float64Array(point.length);
    const value = -likelihood(point, gradient);
    return { value, gradient: Array.from(gradient, (part) => -part) };
  };
};

interface Polished {
  readonly minimum: Minimum;
  readonly free: readonly boolean[];
  /** Free parameters without curvature of their own. */
  readonly flat: readonly number[];
  readonly inverse: Matrix;
  readonly steps: number;
}

/** Newton's method with one Hessian, renewed while that still helps. */
const polish = (objective: Objective, found: Minimum, lower: readonly number[], upper: readonly number[]): Polished => {
  let minimum = found;
  let steps = 0;
  for (let round = 0; ; round += 1) {
    const before = minimum.gradientNorm;
    const free = freeVariables(minimum.point, minimum.gradient, lower, upper);
    const { inverse, flat } = invertFree(hessian(objective, minimum.point), free);
    if (flat.length > 0 || round === 3) return { minimum, free, flat, inverse, steps };
    for (let step = 0; step < 8 && minimum.gradientNorm > FINE; step += 1) {
      const next = newtonStep(objective, minimum, inverse, free, lower, upper);
      if (next === null) break;
      minimum = next;
      steps += 1;
    }
    const far = before > 1e-4 || minimum.gradientNorm > 1e-10;
    if (minimum.gradientNorm === before || !far) return { minimum, free, flat, inverse, steps };
  }
};

const newtonStep = (
  objective: Objective,
  minimum: Minimum,
  inverse: Matrix,
  free: readonly boolean[],
  lower: readonly number[],
  upper: readonly number[],
): Minimum | null => {
  const step = multiply(
    inverse,
    minimum.gradient.map((value, index) => (free[index] ? -value : 0)),
  );
  if (step.some((value) => !(Math.abs(value) <= 1))) return null;
  const point = minimum.point.map((value, index) =>
    Math.min(upper[index]!, Math.max(lower[index]!, value + step[index]!)),
  );
  const evaluation = objective(point);
  const gradientNorm = evaluation.gradient.reduce(
    (most, value, index) => (free[index] ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  if (!(gradientNorm < minimum.gradientNorm)) return null;
  return { point, ...evaluation, gradientNorm, iterations: minimum.iterations };
};

/**
 * Inverse of the part of a matrix that belongs to the free variables; the rest is 0. Where that part is not positive
 * definite, the variable with the least curvature is taken out, and again.
 */
const invertFree = (matrix: Matrix, free: readonly boolean[]): { inverse: number[][]; flat: number[] } => {
  const curvature = (index: number): number => matrix[index]![index]!;
  let kept = free.flatMap((isFree, index) => (isFree ? [index] : []));
  const flat: number[] = [];
  for (;;) {
    const inverse = invertPositive(kept.map((row) => kept.map((column) => matrix[row]![column]!)));
    if (inverse !== null) {
      const whole = free.map(() => free.map(() => 0));
      for (const [i, row] of kept.entries())
        for (const [j, column] of kept.entries()) whole[row]![column] = inverse[i]![j]!;
      return { inverse: whole, flat };
    }
    const least = kept.reduce((one, other) => (curvature(other) < curvature(one) ? other : one));
    flat.push(least);
    kept = kept.filter((index) => index !== least);
  }
};
