import { FIRST_DAY, LAST_DAY } from "./calendar.js";
import { type CustomerPlan, firstDay, isBuyer } from "./customer-plan.js";
import { between, happens, pick, streamOf } from "./draw.js";

/** Chance of a buyer, and of a prospect, to have been brought by somebody. */
const BROUGHT = { buyer: 0.22, prospect: 0.18 } as const;

/**
 * Plants the referral tree. Who brings somebody has bought before the day of the recommendation, and who is brought buys
 * after it, so there are no circles. Advocates who have brought nobody yet come first, so that as many as can be have.
 */
export function plantReferrals(seed: number, customers: readonly CustomerPlan[]): void {
  const buyers = customers
    .filter(isBuyer)
    .sort((one, other) => firstDay(one)! - firstDay(other)! || one.index - other.index);
  const advocates = buyers.filter((plan) => plan.planned.has("advocacy"));
  const waiting = [...advocates];
  const bring = (plan: CustomerPlan, day: number): void => {
    const random = streamOf(seed, "referrer", plan.index);
    const isFit = (by: CustomerPlan): boolean => by !== plan && (by.left === null || by.left >= day);
    const idle = waiting.findIndex(isFit);
    if (idle >= 0 && firstDay(waiting[idle]!)! < day && happens(random, 0.8)) {
      settle(plan, waiting.splice(idle, 1)[0]!, day);
      return;
    }
    const pool = happens(random, 0.85) ? advocates : buyers;
    const known = countBefore(pool, day);
    if (known === 0) return;
    const by = pool[Math.floor(random.uniform() * known)]!;
    if (isFit(by)) settle(plan, by, day);
  };
  for (const plan of buyers) {
    const random = streamOf(seed, "brought", plan.index);
    const day = firstDay(plan)! - between(random, 2, 25);
    if (happens(random, BROUGHT.buyer) && day > FIRST_DAY) bring(plan, day);
  }
  for (const plan of customers.filter((one) => one.kind === "prospect")) {
    const random = streamOf(seed, "brought", plan.index);
    if (happens(random, BROUGHT.prospect)) bring(plan, between(random, LAST_DAY - 300, LAST_DAY - 10));
  }
}

function settle(plan: CustomerPlan, by: CustomerPlan, day: number): void {
  plan.referral = { by, day, generation: (by.referral?.generation ?? 0) + 1 };
  by.brought += 1;
}

/** How many of those in the order of their first purchase had bought before a day. */
function countBefore(pool: readonly CustomerPlan[], day: number): number {
  let low = 0;
  let high = pool.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firstDay(pool[middle]!)! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gives indirect customers a dealer: one of the direct customers that are there first. */
export function plantDealers(seed: number, customers: readonly CustomerPlan[]): void {
  const direct = customers.filter((plan) => plan.type === "direct" && isBuyer(plan));
  const dealers = direct.slice(0, Math.max(1, Math.round(direct.length * 0.04)));
  for (const plan of customers) {
    if (plan.type === "indirect") plan.servedBy = pick(streamOf(seed, "dealer", plan.index), dealers).id;
  }
}
