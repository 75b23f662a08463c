import type { Random } from "../math/random.js";
import { LAST_DAY } from "./calendar.js";
import { type CustomerPlan, firstDay, isBuyer } from "./customer-plan.js";
import type { DemoSettings, Flavour } from "./demo-settings.js";
import { between, happens, pickWeighted, streamOf } from "./draw.js";
import { type OverContacted, plantOverContacted } from "./plant-over-contacted.js";

export type InteractionKind =
  | "call"
  | "visit"
  | "email"
  | "meeting"
  | "online"
  | "complaint"
  | "quote"
  | "delivery"
  | "payment_reminder"
  | "campaign";

export interface Interaction {
  readonly plan: CustomerPlan;
  readonly day: number;
  readonly kind: InteractionKind;
  readonly stage: "pre_sales" | "on_sale" | "after_sales";
  readonly isInbound: boolean;
  readonly topic: "use" | "defect" | "suggestion" | "price" | null;
  readonly resolved: number | null;
}

export interface PlannedInteractions {
  /** In the order of days, those of one day by customer. */
  readonly list: readonly Interaction[];
  readonly overContacted: readonly OverContacted[];
}

/** The channel by which a kind reaches the customer; kinds without one are no contacts, or asked for. */
const CHANNELS: Readonly<Partial<Record<InteractionKind, "phone" | "email" | "visit">>> = {
  call: "phone",
  visit: "visit",
  meeting: "visit",
  email: "email",
  online: "email",
  campaign: "email",
};

/** Contacts of a customer that are not planted lie farther apart than any cap looks. */
const APART = 31;

type Routine = readonly (readonly [InteractionKind, number])[];

const ROUTINE: Readonly<Record<Flavour, Routine>> = {
  b2c: [
    ["campaign", 0.4],
    ["email", 0.2],
    ["online", 0.2],
    ["call", 0.2],
  ],
  b2b: [
    ["visit", 0.3],
    ["call", 0.22],
    ["meeting", 0.1],
    ["email", 0.1],
    ["quote", 0.12],
    ["delivery", 0.1],
    ["payment_reminder", 0.06],
  ],
};

/** Everything that the business and its customers had to do with one another beside sales. */
export function planInteractions(settings: DemoSettings, customers: readonly CustomerPlan[]): PlannedInteractions {
  const overContacted = plantOverContacted(settings, customers);
  const planted = new Map(overContacted.map((one) => [one.plan.index, one]));
  const list = customers.flatMap((plan) => {
    if (plan.kind === "internal") return [];
    const too = planted.get(plan.index);
    const bursts = too === undefined ? [] : too.days.map((day) => burst(plan, day, too.channel));
    return [...bursts, ...decent(wanted(settings, plan), plan, too?.days ?? [])];
  });
  list.sort(
    (one, other) => one.day - other.day || one.plan.index - other.plan.index || (one.kind < other.kind ? -1 : 1),
  );
  return { list, overContacted };
}

const burst = (plan: CustomerPlan, day: number, channel: "phone" | "email"): Interaction => ({
  plan,
  day,
  kind: channel === "phone" ? "call" : "campaign",
  stage: "after_sales",
  isInbound: false,
  topic: null,
  resolved: null,
});

/** The day on which the customer and the business first had to do with one another, where that was before the first purchase. */
export function firstContact(seed: number, plan: CustomerPlan): number | null {
  const random = streamOf(seed, "first-contact", plan.index);
  const isKnown = happens(random, plan.kind === "prospect" ? 0.8 : 0.35);
  if (!isKnown || plan.kind === "internal") return null;
  return plan.kind === "prospect" ? LAST_DAY - between(random, 20, 420) : firstDay(plan)! - between(random, 3, 60);
}

/** What would happen, before caps and opt-outs are looked at. */
function wanted({ seed, flavour }: DemoSettings, plan: CustomerPlan): Interaction[] {
  const random = streamOf(seed, "interactions", plan.index);
  const made: Interaction[] = [];
  const add = (day: number, kind: InteractionKind, more: Partial<Interaction> = {}): void => {
    if (day > LAST_DAY) return;
    made.push({ plan, day, kind, stage: "after_sales", isInbound: false, topic: null, resolved: null, ...more });
  };
  const met = firstContact(seed, plan);
  if (met !== null) {
    const isInbound = happens(random, 0.6);
    add(met, isInbound ? "online" : "call", {
      stage: "pre_sales",
      isInbound,
      topic: happens(random, 0.3) ? "price" : null,
    });
    if (!isBuyer(plan)) {
      add(met + between(random, 2, 6), happens(random, 0.6) ? "call" : "email", { stage: "pre_sales" });
      if (flavour === "b2b" && happens(random, 0.6))
        add(met + between(random, 8, 20), "quote", { stage: "pre_sales", topic: "price" });
    }
  }
  if (!isBuyer(plan)) return made;
  for (const { day, resolved } of plan.complaints) {
    add(day, "complaint", { isInbound: true, topic: "defect", resolved });
    if (resolved !== null && happens(random, 0.5)) add(resolved + between(random, 1, 3), "call", { topic: "defect" });
  }
  const last = plan.orders.at(-1)!.day;
  if (happens(random, 0.3))
    add(last + between(random, 2, 7), "call", { topic: happens(random, 0.5) ? "use" : "suggestion" });
  routine(random, flavour, plan, add);
  return made;
}

function routine(
  random: Random,
  flavour: Flavour,
  plan: CustomerPlan,
  add: (day: number, kind: InteractionKind, more?: Partial<Interaction>) => void,
): void {
  const first = plan.orders[0]!.day;
  const end = Math.min(LAST_DAY, (plan.left ?? LAST_DAY) + 200);
  const years = (end - first) / 365;
  const mean = flavour === "b2b" ? years * (1 + Math.min(4, plan.size)) : years * 0.9;
  const count = random.poisson(mean);
  for (let made = 0; made < count; made += 1) {
    const kind = pickWeighted(random, ROUTINE[flavour]);
    const day = between(random, first + 1, Math.max(first + 1, end));
    const isInbound = kind === "online" || (kind === "call" && happens(random, 0.2));
    const stage = kind === "quote" || kind === "delivery" ? "on_sale" : "after_sales";
    const topic = kind === "quote" ? "price" : isInbound ? "use" : null;
    add(day, kind, { isInbound, stage, topic });
  }
}

/** Leaves out contacts by refused channels, and those too near to another. */
function decent(interactions: readonly Interaction[], plan: CustomerPlan, taken: readonly number[]): Interaction[] {
  const days = [...taken];
  return interactions.filter(({ day, kind, isInbound }) => {
    const channel = CHANNELS[kind];
    if (isInbound || channel === undefined) return true;
    if (plan.optOut.includes(channel) || days.some((other) => Math.abs(other - day) < APART)) return false;
    days.push(day);
    return true;
  });
}
