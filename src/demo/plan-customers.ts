import type { Random } from "../math/random.js";
import type { Channel, CustomerKind, CustomerPlan } from "./customer-plan.js";
import type { DemoSettings, Flavour } from "./demo-settings.js";
import { happens, pickWeighted, shuffled, streamOf } from "./draw.js";
import { CLUSTERS, INDUSTRIES, PLACE_COUNT } from "./places.js";
import { planComplaints, planPurchases } from "./plan-purchases.js";
import { plantDealers, plantReferrals } from "./plan-referrals.js";

/** What share of the customer file is of each kind; the rest are ordinary buyers. */
const SHARES: Readonly<Record<Flavour, Readonly<Partial<Record<CustomerKind, number>>>>> = {
  b2c: { prospect: 0.15, habitual: 0.28, loyalist: 0.12 },
  b2b: { prospect: 0.12, internal: 0.01, habitual: 0.33, loyalist: 0.15 },
};

/** Share of buyers who are indirect customers of a maker of machines. */
const INDIRECT = 0.18;
const LOSS_MAKING = 0.03;
/** Chance that somebody's attributes are drawn as those of loyal customers are. */
const LIKE_LOYAL: Readonly<Record<CustomerKind, number>> = {
  loyalist: 1,
  habitual: 0.65,
  ordinary: 0.1,
  prospect: 0.4,
  internal: 0,
};
/** Share of the buyers of businesses who sit in a cluster. */
const CLUSTERED = 0.18;

type Evidence = "advocacy" | "exclusivity" | "forgiveness";

/** Of which two or three kinds a loyalist gives evidence. */
const EVIDENCE: readonly (readonly [readonly Evidence[], number])[] = [
  [["advocacy", "exclusivity"], 0.4],
  [["advocacy", "forgiveness"], 0.15],
  [["exclusivity", "forgiveness"], 0.15],
  [["advocacy", "exclusivity", "forgiveness"], 0.3],
];

const OPT_OUTS: readonly (readonly [readonly Channel[], number])[] = [
  [[], 0.82],
  [["phone"], 0.07],
  [["email"], 0.05],
  [["phone", "email"], 0.03],
  [["phone", "email", "post", "visit"], 0.03],
];

/** Settles who the customers are and what they do; every customer from a stream of random numbers of its own. */
export function planCustomers({ customers: count, seed, flavour }: DemoSettings): CustomerPlan[] {
  const kinds = shuffled(streamOf(seed, "kinds", 0), kindsOf(count, flavour));
  const plans = kinds.map((kind, index) => planCustomer(seed, flavour, kind, index));
  plantReferrals(seed, plans);
  if (flavour === "b2b") plantDealers(seed, plans);
  return plans;
}

function kindsOf(count: number, flavour: Flavour): CustomerKind[] {
  const kinds: CustomerKind[] = [];
  for (const [kind, share] of Object.entries(SHARES[flavour]) as [CustomerKind, number][]) {
    const many = Math.max(1, Math.round(share * count));
    for (let made = 0; made < many; made += 1) kinds.push(kind);
  }
  while (kinds.length < count) kinds.push("ordinary");
  return kinds;
}

function planCustomer(seed: number, flavour: Flavour, kind: CustomerKind, index: number): CustomerPlan {
  const random = streamOf(seed, "customer", index);
  const isInternal = kind === "internal";
  const buysAs = kind === "prospect" ? null : isInternal ? "habitual" : kind;
  const planned: ReadonlySet<Evidence> = new Set(kind === "loyalist" ? pickWeighted(random, EVIDENCE) : []);
  const purchases = buysAs === null ? null : planPurchases(random, buysAs, flavour);
  const complaints =
    purchases === null || isInternal
      ? []
      : planComplaints(random, purchases, planned.has("forgiveness"), kind !== "ordinary");
  const isIndirect = flavour === "b2b" && !isInternal && happens(random, INDIRECT);
  return {
    index,
    id: `C${String(index + 1).padStart(6, "0")}`,
    kind,
    isLikeLoyal: happens(random, LIKE_LOYAL[kind]),
    meanGap: purchases?.meanGap ?? null,
    gapShape: purchases?.gapShape ?? 1,
    orders: purchases?.orders ?? [],
    left: purchases?.left ?? null,
    size: Math.exp(random.normal() * (flavour === "b2b" ? 0.9 : 0.6)),
    isLossMaking: kind !== "loyalist" && !isInternal && happens(random, LOSS_MAKING),
    shareOfCategory: shareOf(random, kind, planned.has("exclusivity")),
    planned,
    complaints,
    ...whereabouts(random, flavour),
    type: isInternal ? "internal" : isIndirect ? "indirect" : "direct",
    optOut: pickWeighted(random, OPT_OUTS),
    servedBy: null,
    referral: null,
    brought: 0,
  };
}

/** A share well on this or that side of the 0.8 from which somebody counts as buying here alone. */
function shareOf(random: Random, kind: CustomerKind, isExclusive: boolean): number {
  const [least, most] = isExclusive ? [0.86, 1] : kind === "ordinary" ? [0.1, 0.5] : [0.35, 0.72];
  return least + (most - least) * random.uniform();
}

function whereabouts(random: Random, flavour: Flavour): { readonly place: number; readonly industry: number } {
  if (flavour === "b2b" && happens(random, CLUSTERED)) {
    const [place, industry] = CLUSTERS[Math.floor(random.uniform() * CLUSTERS.length)]!;
    return { place, industry };
  }
  return {
    place: Math.floor(random.uniform() * PLACE_COUNT),
    industry: Math.floor(random.uniform() * INDUSTRIES.length),
  };
}
