import { createRandom, type History, parameterSampler, type Random } from "../../models/index.js";
import type { ClvOutcome, ClvParameters } from "./clv.js";
import { discountedPath } from "./discounted-path.js";
import { valueSampler } from "./draw-value.js";
import { drawPredictors } from "./parameter-draws.js";

/** Customers of one group that share a history; times in the unit of the histories. */
export interface GroupCell {
  readonly clv_group: string;
  readonly x: number;
  readonly recency: number;
  readonly age: number;
  readonly customers: number;
  /** Those with a positive mean spend, and the sum of these means. */
  readonly spenders: number;
  readonly mean_spends: number;
  /** Sum of their expected spends and of the squares. */
  readonly spend: number;
  readonly squares: number;
}

/** One customer of a small group. */
export interface GroupMember {
  readonly clv_group: string;
  readonly x: number;
  readonly recency: number;
  readonly age: number;
  /** Expected spend of one purchase. */
  readonly spend: number;
}

/** What of an outcome the totals rest on. */
export type GroupBasis = Pick<ClvOutcome, "fitted" | "predictor" | "spend" | "outlook">;

/** In groups of up to so many the customers are drawn one by one. */
export const MEMBERS_DRAWN = 50;
/** Draws of a group's total, and for all small groups together. */
const TOTALS = { least: 200, most: 2000, all: 4_000_000 };
/** So many evaluations of the model are spent on the parameters' uncertainty, in so many draws. */
const PARAMETERS = { least: 12, most: 200, evaluations: 300_000 };
/** Draws of each history for the variance of large groups, and for all of them together. */
const VARIANCE = { least: 16, most: 400, all: 2_000_000 };
/** A drawn q below this has a mean spend that means nothing. */
const LEAST_Q = 1.05;

/**
 * Ends of the 80 % interval of each group's total, by draws of the total. One draw is what chance makes of the customers,
 * times what one draw of the parameters (of purchases and of spend) makes of the group's mean: parameters are shared by all
 * customers, because a rate that is estimated too high is too high for everyone. Bounds of customers are never added up.
 *
 * Up to 50 customers are drawn one by one. In larger groups the sum of independent customers is close to a gamma variable
 * with its mean and variance: it is above zero, skewed as long as few customers carry it, and becomes normal as they grow.
 */
export function groupIntervals(
  cells: readonly GroupCell[],
  members: readonly GroupMember[],
  basis: GroupBasis,
  { margin, seed }: Pick<ClvParameters, "margin" | "seed">,
): Map<string, readonly [number, number]> {
  const moments = groupMoments(cells, new Set(members.map((one) => one.clv_group)), basis, margin, seed);
  const drawn = drawnTotals(members, basis, margin, seed);
  const { tail } = basis.outlook;
  return new Map(
    [...moments].map(([group, { mean, variance, factors }]) => {
      const random = createRandom(seed);
      const totals = drawn.get(group) ?? gammaTotals(mean, variance, random);
      // Factors in an order of their own: the same draw of parameters for the same place in every group.
      const outcomes = totals.map((total, index) => total * (factors[index % factors.length] ?? 1)).sort();
      return [group, [quantile(outcomes, tail), quantile(outcomes, 1 - tail)]];
    }),
  );
}

interface Moments {
  mean: number;
  variance: number;
  /** The group's mean under each draw of the parameters, relative to that as fitted. */
  factors: Float64Array;
}

function groupMoments(
  cells: readonly GroupCell[],
  small: ReadonlySet<string>,
  basis: GroupBasis,
  margin: number,
  seed: number,
): Map<string, Moments> {
  const { fitted, predictor, outlook, spend } = basis;
  const path = discountedPath(outlook);
  const sampler = valueSampler(spend, outlook);
  const number = clamp(Math.floor(PARAMETERS.evaluations / Math.max(1, cells.length)), PARAMETERS);
  const draws = fitted === null ? [] : drawPredictors(fitted, number, seed);
  const spends = spendDraws(basis, number, seed + 1);
  const size = Math.max(draws.length, spends.length);
  const trials = clamp(Math.floor(VARIANCE.all / Math.max(1, cells.length)), VARIANCE);
  // One stream for all: cells come in order, and what a few draws of one miss, those of the others make good.
  const random = createRandom(seed + 2);
  const groups = new Map<string, Moments>();
  for (const cell of cells) {
    const history = historyOf(cell);
    const group = groups.get(cell.clv_group) ?? { mean: 0, variance: 0, factors: new Float64Array(size) };
    const { discounted } = path(predictor, history);
    group.mean += margin * cell.spend * discounted;
    for (let index = 0; index < size; index += 1) {
      const purchases = draws.length === 0 ? discounted : path(draws[index]!, history).discounted;
      group.factors[index]! += margin * purchases * (spends[index]?.(cell) ?? cell.spend);
    }
    if (!small.has(cell.clv_group) && discounted > 0) {
      const square = meanSquare(sampler(predictor, history), trials, random);
      group.variance += margin * margin * cell.squares * Math.max(0, square - discounted * discounted);
    }
    groups.set(cell.clv_group, group);
  }
  for (const group of groups.values())
    group.factors = group.factors.map((mean) => (group.mean > 0 ? mean / group.mean : 1));
  return groups;
}

/** What a cell's customers spend on a purchase each, summed, under draws of the Gamma-Gamma parameters. */
function spendDraws({ spend }: GroupBasis, number: number, seed: number): ((cell: GroupCell) => number)[] {
  if (spend.id !== "gamma-gamma" || spend.fit === null || !spend.fit.ok) return [];
  const draw = parameterSampler(spend.fit);
  const random = createRandom(seed);
  return Array.from({ length: number }, () => {
    const { p, q: drawnQ, gamma } = draw(random);
    const q = Math.max(LEAST_Q, drawnQ);
    return ({ x, customers, spenders, mean_spends }) =>
      (p * (gamma * spenders + x * mean_spends)) / (p * x + q - 1) + ((customers - spenders) * p * gamma) / (q - 1);
  });
}

/** Totals of small groups, customer by customer; each draw of a customer belongs to the draw of the total in its place. */
function drawnTotals(
  members: readonly GroupMember[],
  { predictor, spend, outlook }: GroupBasis,
  margin: number,
  seed: number,
): Map<string, Float64Array> {
  const number = clamp(Math.floor(TOTALS.all / Math.max(1, members.length)), TOTALS);
  const sampler = valueSampler(spend, outlook);
  const totals = new Map<string, Float64Array>();
  const random = createRandom(seed);
  for (const member of members) {
    const total = totals.get(member.clv_group) ?? new Float64Array(number);
    totals.set(member.clv_group, total);
    const draw = sampler(predictor, historyOf(member));
    for (let index = 0; index < number; index += 1) total[index]! += margin * member.spend * draw(random);
  }
  return totals;
}

function gammaTotals(mean: number, variance: number, random: Random): Float64Array {
  if (!(variance > 0) || !(mean > 0)) return new Float64Array(TOTALS.most).fill(mean);
  const shape = (mean * mean) / variance;
  return Float64Array.from({ length: TOTALS.most }, () => (mean * random.gamma(shape)) / shape);
}

function meanSquare(draw: (random: Random) => number, trials: number, random: Random): number {
  let sum = 0;
  for (let trial = 0; trial < trials; trial += 1) sum += draw(random) ** 2;
  return sum / trials;
}

const historyOf = ({ x, recency, age }: GroupCell | GroupMember): History => ({ frequency: x, recency, age });

const clamp = (value: number, { least, most }: { readonly least: number; readonly most: number }): number =>
  Math.min(most, Math.max(least, value));

/** Of sorted draws, type 6. */
function quantile(sorted: Float64Array, share: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, share * (sorted.length + 1) - 1));
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
