import type { History } from "../../models/index.js";
import type { Outlook } from "./outlook.js";
import type { Predictor } from "./predictor.js";
import { DAYS_PER_YEAR, discountFactor, discountSteps } from "./time.js";

/** Expected purchases of one history over the horizon, and the same discounted. */
export interface DiscountedPurchases {
  readonly expected: number;
  readonly discounted: number;
}

/** Steps up to here are taken one by one; those after it in blocks that double. */
const SINGLE_STEPS = 24;
/** Points of a block at which E is asked for. */
const NODES = 13;

/**
 * Makes the function for Σ_j [E(t_j) − E(t_{j−1})] · (1 + d)^(−t_j), or without a horizon for the discounted expected
 * transactions of all time; `expected` is then the same number.
 *
 * The sum is Σ_j w_j E(t_j) with w_j = D(t_j) − D(t_{j+1}) and the last D at the end. Over two years and more E bends so
 * little that a block of steps [t, 2 t] follows from 13 Chebyshev points of it, to about 1e-10: E has its singularities
 * at negative times, three half-widths from the middle of a block. So a century takes a hundred evaluations, not 1,200.
 */
export function discountedPath(outlook: Outlook) {
  const { unitDays, discount, infinite } = outlook;
  if (infinite) {
    const rate = (Math.log1p(discount) * unitDays) / DAYS_PER_YEAR;
    return (predictor: Predictor, history: History): DiscountedPurchases => {
      const discounted = predictor.discountedPurchases(history, rate);
      return { expected: discounted, discounted };
    };
  }
  const { days, weights } = weightedTimes(outlook.horizonDays, discount);
  const horizons = days.map((day) => day / unitDays);
  return (predictor: Predictor, history: History): DiscountedPurchases => {
    const path = predictor.purchasesPath(history, horizons);
    let discounted = 0;
    for (let index = 0; index < path.length; index += 1) discounted += weights[index]! * path[index]!;
    return { expected: path[path.length - 1]!, discounted };
  };
}

/** The times at which E is asked for, in days, and what each weighs; the last one is the horizon. */
function weightedTimes(horizonDays: number, discount: number): { days: number[]; weights: number[] } {
  const steps = discountSteps(horizonDays);
  const factors = steps.map((day) => discountFactor(discount, day));
  const stepWeights = factors.map((factor, step) => factor - (factors[step + 1] ?? 0));
  const last = steps.length - 1;
  const days: number[] = [];
  const weights: number[] = [];
  const add = (from: number, to: number): void => {
    days.push(...steps.slice(from, to));
    weights.push(...stepWeights.slice(from, to));
  };
  let from = Math.min(SINGLE_STEPS, last);
  add(0, from);
  while (from < last) {
    const to = Math.min(2 * from, last);
    if (to - from <= NODES) add(from, to);
    else {
      const block = interpolated(steps.slice(from, to), stepWeights.slice(from, to));
      days.push(...block.days);
      weights.push(...block.weights);
    }
    from = to;
  }
  days.push(steps[last]!);
  weights.push(stepWeights[last]!);
  return { days, weights };
}

/** Chebyshev points (of the second kind) over a block, each with the weight of the polynomial through them. */
function interpolated(steps: readonly number[], stepWeights: readonly number[]): { days: number[]; weights: number[] } {
  const middle = (steps[0]! + steps[steps.length - 1]!) / 2;
  const half = (steps[steps.length - 1]! - steps[0]!) / 2;
  const days = Array.from({ length: NODES }, (_, node) => middle - half * Math.cos((Math.PI * node) / (NODES - 1)));
  const barycentric = days.map((_, node) => (node % 2 === 0 ? 1 : -1) * (node === 0 || node === NODES - 1 ? 0.5 : 1));
  const weights = days.map(() => 0);
  for (const [index, step] of steps.entries()) {
    const exact = days.findIndex((day) => Math.abs(day - step) < 1e-9 * half);
    if (exact >= 0) {
      weights[exact]! += stepWeights[index]!;
      continue;
    }
    const parts = days.map((day, node) => barycentric[node]! / (step - day));
    const whole = parts.reduce((sum, part) => sum + part, 0);
    for (const [node, part] of parts.entries()) weights[node]! += (stepWeights[index]! * part) / whole;
  }
  return { days, weights };
}
