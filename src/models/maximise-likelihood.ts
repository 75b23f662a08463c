import { hessian } from "../math/hessian.js";
import { invertPositive, type Matrix, multiply } from "../math/linear-algebra.js";
import { freeVariables, type MinimiseOptions, type Minimum, minimise, type Objective } from "../math/minimise.js";
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
  /** How many customers the mean is over. */
  readonly customers: number;
}

export interface LikelihoodMaximum {
  readonly logParameters: readonly number[];
  /** Mean log-likelihood. */
  readonly value: number;
  readonly gradientNorm: number;
  /** What the log-likelihood of all customers together could still gain, by gradient and curvature. */
  readonly possibleGain: number;
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
/**
 * A maximum has converged when its log-likelihood, over all customers, could gain no more than this: a likelihood ratio of
 * 1.0001, while one standard error of a parameter is a gain of a half. The gradient alone does not tell: where the data
 * hold a parameter loosely, 1e-6 of it is nothing, and where they hold it fast, much.
 */
const NEGLIGIBLE_GAIN = 1e-4;
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
  const gainOf = (one: Polished): number => problem.customers * possibleGain(one, lower, upper);
  for (const search of [endOfRidge, followed, endOfRidge]) {
    if (gainOf(polished) <= NEGLIGIBLE_GAIN / 10) break;
    const further = search(objective, polished, { ...options, tolerance: RIDGE });
    if (further === null) continue;
    iterations += further.iterations;
    if (further.value > polished.minimum.value) continue;
    polished = polish(objective, further, lower, upper);
    iterations += polished.steps;
  }
  const { point, gradientNorm } = polished.minimum;
  return {
    logParameters: point,
    value: -polished.minimum.value,
    gradientNorm,
    possibleGain: gainOf(polished),
    converged: gainOf(polished) <= NEGLIGIBLE_GAIN,
    iterations,
    standing: point.map((value, index) => {
      if (polished.flat.includes(index)) return "flat";
      if (polished.free[index]) return "free";
      return value <= lower[index]! ? "lower" : "upper";
    }),
    inverse: polished.inverse,
  };
};

/** A ridge, most often: down along it with quasi-Newton steps. */
const followed = (objective: Objective, { minimum }: Polished, options: MinimiseOptions): Minimum =>
  minimise(objective, minimum.point, options);

/**
 * Where a ridge only levels out, or Newton's step leaves the box, the maximum may lie at a bound: tried there outright, the
 * other parameters following.
 */
const endOfRidge = (objective: Objective, polished: Polished, options: MinimiseOptions): Minimum | null => {
  const { minimum, flat, free } = polished;
  const { lower, upper } = options;
  const step = newtonDirection(polished);
  // The share of the step at which the first parameter meets its bound.
  const shares = step.map((value, index) => {
    const room = (value > 0 ? upper : lower)[index]! - minimum.point[index]!;
    return free[index] && value !== 0 ? room / value : Number.POSITIVE_INFINITY;
  });
  const share = Math.min(...shares);
  if (flat.length === 0 && !(share <= 1)) return null;
  const part = Math.min(1, share);
  const end = minimum.point.map((value, index) => {
    if (flat.includes(index)) return (minimum.gradient[index]! > 0 ? lower : upper)[index]!;
    if (shares[index] === share && share <= 1) return (step[index]! > 0 ? upper : lower)[index]!;
    return value + part * step[index]!;
  });
  return minimise(objective, end, options);
};

const newtonDirection = ({ minimum, free, inverse }: Pick<Polished, "minimum" | "free" | "inverse">): number[] =>
  multiply(
    inverse,
    minimum.gradient.map((value, index) => (free[index] ? -value : 0)),
  );

/**
 * What the mean log-likelihood may still gain: half the Newton decrement of the free parameters (Boyd & Vandenberghe 2004,
 * 9.5.1), and for those without curvature the slope all the way to the bound, which it does not exceed on a ridge that
 * levels out. Parameters held at a bound by their gradient gain nothing.
 */
const possibleGain = (
  { minimum, free, flat, inverse }: Polished,
  lower: readonly number[],
  upper: readonly number[],
): number => {
  const { point, gradient } = minimum;
  const slope = gradient.map((value, index) => (free[index] && !flat.includes(index) ? value : 0));
  const newton = multiply(inverse, slope).reduce((sum, value, index) => sum + value * slope[index]!, 0) / 2;
  const level = flat.map((index) => {
    const slopeHere = gradient[index]!;
    return Math.abs(slopeHere) * (slopeHere > 0 ? point[index]! - lower[index]! : upper[index]! - point[index]!);
  });
  return level.reduce((sum, gain) => sum + gain, newton);
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
  const step = newtonDirection({ minimum, free, inverse });
  const longest = Math.max(...step.map(Math.abs));
  if (!Number.isFinite(longest)) return null;
  // Far along a ridge the curvature holds for so long and no longer.
  const part = Math.min(1, 1 / longest);
  const point = minimum.point.map((value, index) =>
    Math.min(upper[index]!, Math.max(lower[index]!, value + part * step[index]!)),
  );
  const evaluation = objective(point);
  const gradientNorm = evaluation.gradient.reduce(
    (most, value, index) => (free[index] ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  const isLower = evaluation.value < minimum.value - 1e-12 * Math.abs(minimum.value);
  if (!(gradientNorm < minimum.gradientNorm) && !isLower) return null;
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
