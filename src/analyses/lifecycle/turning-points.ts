import type { History } from "../../models/index.js";
import type { Rules } from "../../rules/index.js";

type StageRules = Rules["lifecycle"]["stages"];

/** Keeps a product that is a whole number from falling below it by rounding. */
const ROUNDING = 1e-9;

/**
 * The days between purchases that a customer's rhythm leads one to expect: the mean of its own gaps, with the usual gap of
 * the population as so many more of them; with no own gap, the population's.
 *
 * @param repeats days of purchase after the first
 * @param sinceFirst days from the first to the last purchase
 * @example ownGap(1, 20, 60, 1) // 40, the mean of 20 and 60
 */
export function ownGap(repeats: number, sinceFirst: number, usualGap: number, populationWeight: number): number {
  return repeats === 0 ? usualGap : (sinceFirst + populationWeight * usualGap) / (repeats + populationWeight);
}

/** After how many days without a purchase a customer is slipping, and has lapsed: whole days, of which the first counts. */
export interface TurningPoints {
  readonly ownGap: number;
  readonly slipsAfter: number;
  readonly lapsesAfter: number;
}

/**
 * When a customer who buys no more turns. P(alive) falls with every day without a purchase, so the first day on which it
 * lies below a threshold is found by bisection between the day from which P(alive) decides and the day on which the
 * rhythm decides by itself.
 *
 * @param chance P(alive) of a history in days; null where it is not known, so that the rhythm alone decides
 */
export function turningPoints(
  repeats: number,
  sinceFirst: number,
  usualGap: number,
  rules: StageRules,
  chance: ((history: History) => number) | null,
): TurningPoints {
  const own = ownGap(repeats, sinceFirst, usualGap, rules.populationWeight);
  const beyond = (gaps: number): number => Math.floor(own * gaps + ROUNDING) + 1;
  const late = beyond(rules.lateGaps);
  const first = (gaps: number, threshold: number, from: number): number => {
    const last = beyond(gaps);
    if (chance === null) return last;
    const isBelow = (gap: number): boolean =>
      chance({ frequency: repeats, recency: sinceFirst, age: sinceFirst + gap }) < threshold;
    return firstThatHolds(Math.min(from, last), last, isBelow);
  };
  const slipsAfter = first(rules.slippingGaps, rules.slippingAlive, late);
  return { ownGap: own, slipsAfter, lapsesAfter: first(rules.lapsedGaps, rules.lapsedAlive, slipsAfter) };
}

/** The first whole number in [from, to) for which a condition holds that stays once it does; `to` where none. */
function firstThatHolds(from: number, to: number, holds: (value: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
