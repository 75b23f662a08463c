import { LAST_DAY } from "./calendar.js";
import { type Channel, type CustomerPlan, firstDay, isBuyer } from "./customer-plan.js";
import type { DemoSettings } from "./demo-settings.js";
import { between, shuffled, streamOf } from "./draw.js";

/** Somebody who is contacted more than is decent, and by which contacts. */
export interface OverContacted {
  readonly plan: CustomerPlan;
  readonly why: "cap" | "opt-out";
  readonly channel: "phone" | "email";
  /** Days of the contacts, the latest first. */
  readonly days: readonly number[];
}

/** Share of those who could be; contacts; days between them. */
const PLANTS = [
  { why: "cap", channel: "phone", share: 0.015, least: 5, most: 7, apart: 4 },
  { why: "cap", channel: "email", share: 0.008, least: 10, most: 12, apart: 2 },
  { why: "opt-out", channel: "phone", share: 0.008, least: 2, most: 4, apart: 45 },
  { why: "opt-out", channel: "email", share: 0.008, least: 2, most: 4, apart: 45 },
] as const;

/**
 * Plants the over-contacted among customers of a year's standing who are still there: more than 3 calls or 8 e-mails
 * within 30 days, or contacts by a channel that the customer has refused. Each such customer is of one kind; the opt-outs
 * are settled to fit.
 */
export function plantOverContacted({ seed }: DemoSettings, customers: readonly CustomerPlan[]): OverContacted[] {
  const able = customers.filter(
    (plan) => isBuyer(plan) && plan.left === null && firstDay(plan)! <= LAST_DAY - 340 && plan.orders.length > 1,
  );
  const waiting = shuffled(streamOf(seed, "over-contacted", 0), able);
  const planted = PLANTS.flatMap(({ why, channel, share, least, most, apart }) =>
    waiting.splice(0, Math.max(1, Math.round(share * able.length))).map((plan): OverContacted => {
      const random = streamOf(seed, "burst", plan.index);
      const end = LAST_DAY - between(random, 5, 120);
      const count = between(random, least, most);
      const refused: readonly Channel[] = [channel];
      plan.optOut = why === "opt-out" ? refused : [];
      return { plan, why, channel, days: Array.from({ length: count }, (_, place) => end - place * apart) };
    }),
  );
  return planted.sort((one, other) => one.plan.index - other.plan.index);
}
