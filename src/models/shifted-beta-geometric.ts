import { betaRule } from "../math/beta-rule.js";
import { digammaDifference } from "../math/digamma-difference.js";
import { logGammaRatio } from "../math/log-gamma-ratio.js";
import { describeFit } from "./describe-fit.js";
import type { FitOptions, FitOutcome } from "./fit-outcome.js";
import { refuse, SHAPE_BOUNDS } from "./fit-purchases.js";
import { checkCount, checkPositive, checkSpan } from "./history.js";
import type { MeanLogLikelihood } from "./likelihood.js";
import { maximiseLikelihood } from "./maximise-likelihood.js";

export interface ShiftedBetaGeometricParameters {
  /** First shape of the beta distribution of the chance to leave at a renewal. */
  readonly alpha: number;
  /** Second shape. */
  readonly beta: number;
}

/** Customers of one cohort who are still there after 0, 1, 2, … renewals; never rising. */
export type Survivors = readonly number[];

export interface ContractModel<P> {
  readonly id: "shifted-beta-geometric";
  readonly name: string;
  readonly assumptions: readonly string[];
  readonly whenNotToUse: string;
  readonly source: string;
  readonly parameterNames: readonly (keyof P & string)[];
  /** S(t): chance to be there still after t renewals. */
  readonly survival: (parameters: P, t: number) => number;
  /** P(T = t): chance to leave at renewal t, t = 1, 2, … */
  readonly churnProbability: (parameters: P, t: number) => number;
  /** Chance of those who are there before renewal t that they renew: S(t) / S(t − 1). */
  readonly retention: (parameters: P, t: number) => number;
  /**
   * Discounted expected residual lifetime just before renewal number `renewals` (1, 2, …), at a rate per period; the
   * renewal now due is not discounted. Infinity at rate 0 where alpha <= 1.
   */
  readonly discountedResidualLifetime: (parameters: P, renewals: number, rate: number) => number;
  /** Log-likelihood of one cohort's survivor counts. */
  readonly logLikelihood: (parameters: P, survivors: Survivors) => number;
  /** Maximum likelihood over cohorts; they may be of different length. */
  readonly fit: (cohorts: readonly Survivors[], options?: FitOptions) => FitOutcome<P>;
}

const survival = ({ alpha, beta }: ShiftedBetaGeometricParameters, t: number): number =>
  Math.exp(logGammaRatio(beta, t) - logGammaRatio(alpha + beta, t));

/**
 * Shifted beta-geometric: how long customers stay under contract.
 *
 * Assumptions:
 * 1. At each renewal a customer leaves with a chance θ of their own, the same each time.
 * 2. θ is beta distributed over customers, shapes alpha and beta.
 *
 * Retention rises with time because those likely to leave have left, not because anyone changes. Not to be used without
 * contracts, where leaving is not seen; nor where the chance changes with time in service (a first-year discount).
 *
 * Source: Fader & Hardie 2007, "How to Project Customer Retention", Journal of Interactive Marketing 21(1); residual
 * lifetime: Fader & Hardie 2010, "Customer-Base Valuation in a Contractual Setting", Marketing Science 29(1).
 *
 * Units: t in renewals, rate per renewal period. Errors: RangeError for parameters that are not positive and finite,
 * for t or renewals that are not whole; `fit` refuses instead.
 *
 * @example shiftedBetaGeometric.survival({ alpha: 0.668, beta: 3.806 }, 3) // 0.6698169201803597
 */
export const shiftedBetaGeometric: ContractModel<ShiftedBetaGeometricParameters> = {
  id: "shifted-beta-geometric",
  name: "Shifted beta-geometric",
  assumptions: [
    "At each renewal a customer leaves with a chance of their own, the same each time",
    "These chances follow a beta distribution",
  ],
  whenNotToUse: "Without contracts, or where the chance to leave changes with time in service",
  source: "Fader & Hardie 2007, Journal of Interactive Marketing 21(1)",
  parameterNames: ["alpha", "beta"],
  survival: (parameters, t) => {
    checkPositive(parameters);
    checkCount("t", t);
    return survival(parameters, t);
  },
  churnProbability: (parameters, t) => {
    checkPositive(parameters);
    checkRenewal("t", t);
    return (survival(parameters, t - 1) * parameters.alpha) / (parameters.alpha + parameters.beta + t - 1);
  },
  retention: (parameters, t) => {
    checkPositive(parameters);
    checkRenewal("t", t);
    return (parameters.beta + t - 1) / (parameters.alpha + parameters.beta + t - 1);
  },
  discountedResidualLifetime: (parameters, renewals, rate) => {
    checkPositive(parameters);
    checkRenewal("renewals", renewals);
    checkSpan("rate", rate);
    const { alpha } = parameters;
    const stays = parameters.beta + renewals - 1;
    if (rate === 0) return alpha > 1 ? stays / (alpha - 1) : Number.POSITIVE_INFINITY;
    const { points, complements, weights } = betaRule(alpha, stays, Math.log(rate));
    let sum = 0;
    for (let index = 0; index < points.length; index += 1)
      sum += (weights[index]! * complements[index]!) / (rate + points[index]!);
    return (1 + rate) * sum;
  },
  logLikelihood: (parameters, survivors) => {
    checkPositive(parameters);
    const fault = survivorFault(survivors);
    if (fault !== null) throw new RangeError(`survivors: ${fault}`);
    const { alpha, beta } = parameters;
    const likelihood = contractLikelihood([survivors], 1);
    return likelihood([Math.log(alpha), Math.log(beta)], new Float64Array(2));
  },
  fit: (cohorts, options) => fitContract(cohorts, options),
};

const checkRenewal = (name: string, t: number): void => {
  if (!Number.isSafeInteger(t) || t < 1) throw new RangeError(`${name} must be a whole number >= 1, not ${t}`);
};

const survivorFault = (survivors: Survivors): string | null => {
  for (const [t, value] of survivors.entries()) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) return `entry ${t} is ${value}`;
    if (t > 0 && value > survivors[t - 1]!)
      return `entry ${t} (${value}) is above entry ${t - 1} (${survivors[t - 1]})`;
  }
  return null;
};

/** Log-likelihood over `customers` customers, each counted by where they left or how far they were seen. */
const contractLikelihood = (cohorts: readonly Survivors[], customers: number): MeanLogLikelihood => {
  const left: number[] = [];
  const stayed: number[] = [];
  for (const survivors of cohorts) {
    for (let t = 1; t < survivors.length; t += 1) left[t] = (left[t] ?? 0) + survivors[t - 1]! - survivors[t]!;
    const end = survivors.length - 1;
    if (end >= 1) stayed[end] = (stayed[end] ?? 0) + survivors[end]!;
  }
  return ([logAlpha, logBeta], gradient) => {
    const alpha = Math.exp(logAlpha!);
    const beta = Math.exp(logBeta!);
    let sum = 0;
    let byAlpha = 0;
    let byBeta = 0;
    const add = (weight: number, renewals: number): void => {
      sum += weight * (logGammaRatio(beta, renewals) - logGammaRatio(alpha + beta, renewals));
      byAlpha -= weight * digammaDifference(alpha + beta, renewals);
      byBeta += weight * (digammaDifference(beta, renewals) - digammaDifference(alpha + beta, renewals));
    };
    for (const [t, weight] of left.entries()) {
      if (!weight) continue;
      add(weight, t - 1);
      sum += weight * (logAlpha! - Math.log(alpha + beta + t - 1));
      byAlpha += weight * (1 / alpha - 1 / (alpha + beta + t - 1));
      byBeta -= weight / (alpha + beta + t - 1);
    }
    for (const [t, weight] of stayed.entries()) if (weight) add(weight, t);
    gradient[0] = (byAlpha * alpha) / customers;
    gradient[1] = (byBeta * beta) / customers;
    return sum / customers;
  };
};

const fitContract = (
  cohorts: readonly Survivors[],
  options: FitOptions = {},
): FitOutcome<ShiftedBetaGeometricParameters> => {
  const model = "shifted-beta-geometric";
  for (const [index, survivors] of cohorts.entries()) {
    const fault = survivorFault(survivors);
    if (fault !== null) return refuse(model, "invalid-history", `cohorts[${index}]: ${fault}`, 0);
  }
  const seen = cohorts.filter((survivors) => survivors.length >= 2);
  const customers = seen.reduce((sum, survivors) => sum + survivors[0]!, 0);
  if (customers === 0) return refuse(model, "no-customers", "no cohort with customers was seen at a renewal", 0);
  if (customers < 2)
    return refuse(model, "too-few-customers", "2 parameters cannot be estimated from 1 customer", customers);
  const likelihood = contractLikelihood(seen, customers);
  const starts = [
    [1, 3],
    [0.3, 1],
    [5, 20],
  ].map((start) => start.map(Math.log));
  if (options.start !== undefined)
    starts.unshift([options.start.alpha, options.start.beta].map((v) => Math.log(Number(v))));
  const maximum = maximiseLikelihood({
    full: likelihood,
    sample: likelihood,
    starts: starts.filter((start) => start.every(Number.isFinite)),
    lower: [Math.log(SHAPE_BOUNDS[0]), Math.log(SHAPE_BOUNDS[0])],
    upper: [Math.log(SHAPE_BOUNDS[1]), Math.log(SHAPE_BOUNDS[1])],
    mostIterations: options.mostIterations ?? 200,
    customers,
  });
  if (maximum === null) return refuse(model, "no-maximum", "the likelihood is not finite at any start", customers);
  const [alpha, beta] = maximum.logParameters.map(Math.exp) as [number, number];
  return describeFit<ShiftedBetaGeometricParameters>(maximum, {
    model,
    parameters: { alpha, beta },
    estimated: ["alpha", "beta"],
    logLikelihood: maximum.value * customers,
    customers,
    distinctHistories: seen.length,
    warnings: [],
  });
};
