import type { Rules } from "../../rules/index.js";
import type { Person } from "./people.js";
import { type Referral, type ReferralTree, sumsBelow } from "./referral-tree.js";

/** What a member of the tree has brought. */
export interface ReferralFigures {
  readonly id: string;
  readonly referrer: string | null;
  readonly generation: number;
  readonly referrals: number;
  readonly converted: number;
  readonly indirect: number;
  readonly revenueDirect: number;
  readonly revenueIndirect: number;
  readonly referralValue: number;
  /** The part of the member's own CLV that is counted for the one who brought the member. */
  readonly creditedAway: number;
  readonly first: string | null;
  readonly last: string | null;
}

/**
 * Counts, revenue and referral value of everybody in the tree. Referral value after Kumar, Petersen & Leone 2007, "How
 * Valuable Is Word of Mouth?", Harvard Business Review 85(10): of a customer who would not have joined otherwise the CLV
 * and the saved cost of winning, of any other the saved cost alone. Who would not have joined is not known of anyone, so
 * each counts with the share that the rules assume. Every customer counts for one referrer, and what counts there is
 * taken off its own value: the sum over all customers is CLV and saved cost, and nothing twice.
 *
 * @param isConverted whether somebody became a customer
 * @param acquisitionCost what winning a customer costs
 */
export function referralFigures(
  tree: ReferralTree,
  referrals: readonly Referral[],
  people: ReadonlyMap<string, Person>,
  isConverted: (id: string) => boolean,
  rules: Rules["referrals"],
  acquisitionCost: number,
): ReferralFigures[] {
  const spend = (id: string): number => people.get(id)?.spend ?? 0;
  const credited = (id: string): number =>
    tree.referrerOf.has(id) && isConverted(id) ? rules.wouldNotHaveJoined * Math.max(0, people.get(id)?.clv ?? 0) : 0;
  const convertedBelow = sumsBelow(tree, (id) => (isConverted(id) ? 1 : 0));
  const revenueBelow = sumsBelow(tree, spend);
  const days = daysByReferrer(tree, referrals);
  return [...tree.generationOf].map(([id, generation]): ReferralFigures => {
    const brought = tree.broughtBy.get(id) ?? [];
    const converted = brought.filter(isConverted);
    const revenueDirect = sum(brought.map(spend));
    const own = days.get(id) ?? [];
    return {
      id,
      referrer: tree.referrerOf.get(id) ?? null,
      generation,
      referrals: brought.length,
      converted: converted.length,
      indirect: (convertedBelow.get(id) ?? 0) - converted.length,
      revenueDirect,
      revenueIndirect: (revenueBelow.get(id) ?? 0) - revenueDirect,
      referralValue: sum(converted.map(credited)) + converted.length * acquisitionCost,
      creditedAway: credited(id),
      first: own[0] ?? null,
      last: own.at(-1) ?? null,
    };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The days on which each recommended, ascending, of the referrals that are in the tree. */
function daysByReferrer(tree: ReferralTree, referrals: readonly Referral[]): ReadonlyMap<string, readonly string[]> {
  const days = new Map<string, string[]>();
  for (const { referrer, referred, day } of referrals) {
    if (day === null || tree.referrerOf.get(referred) !== referrer) continue;
    const own = days.get(referrer);
    if (own === undefined) days.set(referrer, [day]);
    else own.push(day);
  }
  for (const own of days.values()) own.sort();
  return days;
}
