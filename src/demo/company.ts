import { FIRST_DAY, LAST_DAY } from "./calendar.js";
import type { CustomerPlan } from "./customer-plan.js";
import { type DemoSettings, type Say, speaker } from "./demo-settings.js";
import { planCustomers } from "./plan-customers.js";
import { type PlannedInteractions, planInteractions } from "./plan-interactions.js";

/** The whole sample company before anything is written; small against its files. */
export interface Company {
  readonly settings: DemoSettings;
  readonly say: Say;
  readonly customers: readonly CustomerPlan[];
  readonly interactions: PlannedInteractions;
}

/** Settles the company: equal settings give an equal company, on every machine and in every time zone. */
export function planCompany(settings: DemoSettings): Company {
  const customers = planCustomers(settings);
  return { settings, say: speaker(settings.lang), customers, interactions: planInteractions(settings, customers) };
}

/** All orders in the order of their days, those of one day by customer: the customer's and the order's number. */
export function* ordersByDay(
  customers: readonly CustomerPlan[],
): Generator<readonly [plan: CustomerPlan, order: number]> {
  const days = LAST_DAY - FIRST_DAY + 1;
  const starts = new Int32Array(days + 1);
  let count = 0;
  for (const plan of customers) {
    for (const { day } of plan.orders) starts[day - FIRST_DAY + 1]! += 1;
    count += plan.orders.length;
  }
  for (let day = 1; day <= days; day += 1) starts[day]! += starts[day - 1]!;
  const owners = new Int32Array(count);
  const numbers = new Int32Array(count);
  for (const plan of customers) {
    for (const [number, { day }] of plan.orders.entries()) {
      const at = starts[day - FIRST_DAY]!;
      starts[day - FIRST_DAY] = at + 1;
      owners[at] = plan.index;
      numbers[at] = number;
    }
  }
  for (let at = 0; at < count; at += 1) yield [customers[owners[at]!]!, numbers[at]!];
}
