/** Somebody recommended somebody. */
export interface Referral {
  readonly referrer: string;
  readonly referred: string;
  /** ISO day, or null where it is not known. */
  readonly day: string | null;
}

/** Why a referral has no place in the tree. */
export type LeftOut = "itself" | "second" | "cycle";

export interface ReferralTree {
  /** Who brought whom, for everybody who was brought; one referrer each. */
  readonly referrerOf: ReadonlyMap<string, string>;
  /** Whom each brought, ascending. */
  readonly broughtBy: ReadonlyMap<string, readonly string[]>;
  /** 0 for those whom nobody brought, 1 for those they brought, and so on; everybody in any referral has one. */
  readonly generationOf: ReadonlyMap<string, number>;
  readonly leftOut: readonly (Referral & { readonly why: LeftOut; readonly circle?: readonly string[] })[];
}

/**
 * The tree of who brought whom. Of several who claim the same customer the earliest counts, one without a day last, then
 * the smaller id. A circle cannot be: the referral of it that is latest (without a day: last; then the greatest ids) is
 * left out and said, and the next claim for the same customer, if any, counts in its place. The outcome does not depend on the
 * order of the referrals.
 *
 * @param referrals each pair at most once
 */
export function referralTree(referrals: readonly Referral[]): ReferralTree {
  const leftOut: ReferralTree["leftOut"][number][] = [];
  const first = new Map<string, Referral>();
  /** Further claims for a customer, the best last. */
  const further = new Map<string, Referral[]>();
  for (const referral of referrals.toSorted(byDay).toReversed()) {
    const { referrer, referred } = referral;
    if (referrer === referred) leftOut.push({ ...referral, why: "itself" });
    else {
      const worse = first.get(referred);
      if (worse !== undefined) {
        const others = further.get(referred);
        if (others === undefined) further.set(referred, [worse]);
        else others.push(worse);
      }
      first.set(referred, referral);
    }
  }
  // A claim that takes another's place may close a circle again, and only through its own customer.
  let asked: readonly string[] = [...first.keys()];
  while (asked.length > 0) {
    const cuts = circlesOf(first, asked).map((circle) => ({ circle, cut: latestOf(circle, first) }));
    for (const { circle, cut } of cuts) {
      leftOut.push({ ...cut, why: "cycle", circle: startingWithLeast(circle) });
      const next = further.get(cut.referred)?.pop();
      if (next === undefined) first.delete(cut.referred);
      else first.set(cut.referred, next);
    }
    asked = cuts.map(({ cut }) => cut.referred).filter((id) => first.has(id));
  }
  for (const referral of [...further.values()].flat()) leftOut.push({ ...referral, why: "second" });
  const referrerOf = new Map([...first].map(([referred, { referrer }]) => [referred, referrer]));
  const broughtBy = new Map<string, string[]>();
  for (const [referred, referrer] of [...referrerOf].toSorted(([one], [other]) => compare(one, other))) {
    const others = broughtBy.get(referrer);
    if (others === undefined) broughtBy.set(referrer, [referred]);
    else others.push(referred);
  }
  return {
    referrerOf,
    broughtBy,
    generationOf: generationsOf(referrerOf, broughtBy),
    leftOut: leftOut.toSorted(byPlace),
  };
}

/**
 * The sum of a figure over everybody below each member of the tree, children included.
 *
 * @param figure of one member; 0 where it has none
 */
export function sumsBelow(
  { referrerOf, generationOf }: Pick<ReferralTree, "referrerOf" | "generationOf">,
  figure: (id: string) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  // The last generation first, so that each member is complete before it is added to the one who brought it.
  for (const [id] of [...generationOf].toSorted(([one, a], [other, b]) => b - a || compare(one, other))) {
    const referrer = referrerOf.get(id);
    if (referrer !== undefined) sums.set(referrer, (sums.get(referrer) ?? 0) + figure(id) + (sums.get(id) ?? 0));
  }
  return sums;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** "~" sorts behind every day. */
const byDay = (one: Referral, other: Referral): number =>
  compare(one.day ?? "~", other.day ?? "~") ||
  compare(one.referrer, other.referrer) ||
  compare(one.referred, other.referred);

const byPlace = (one: Referral, other: Referral): number =>
  compare(one.referred, other.referred) || compare(one.referrer, other.referrer);

/** The referral of a circle that is left out. */
const latestOf = (circle: readonly string[], first: ReadonlyMap<string, Referral>): Referral =>
  circle
    .map((id) => first.get(id)!)
    .toSorted(byDay)
    .at(-1)!;

/** Everybody has one referrer at most, so that circles do not touch: following referrers from each of some finds theirs. */
function circlesOf(first: ReadonlyMap<string, Referral>, starts: readonly string[]): string[][] {
  const circles: string[][] = [];
  const seen = new Map<string, string>();
  for (const start of starts.toSorted(compare)) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.set(at, start);
      path.push(at);
      at = first.get(at)?.referrer;
    }
    if (at !== undefined && seen.get(at) === start) circles.push(path.slice(path.indexOf(at)));
  }
  return circles;
}

function startingWithLeast(circle: readonly string[]): string[] {
  const least = circle.indexOf(circle.toSorted(compare)[0]!);
  return [...circle.slice(least), ...circle.slice(0, least)];
}

function generationsOf(
  referrerOf: ReadonlyMap<string, string>,
  broughtBy: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const generations = new Map<string, number>();
  let level = [...broughtBy.keys()].filter((id) => !referrerOf.has(id));
  for (let generation = 0; level.length > 0; generation += 1) {
    for (const id of level) generations.set(id, generation);
    level = level.flatMap((id) => broughtBy.get(id) ?? []);
  }
  return generations;
}
