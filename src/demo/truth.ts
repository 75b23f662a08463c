import { workingDaysCounter } from "../math/working-days.js";
import { FIRST_DAY, isoOf, LAST_DAY } from "./calendar.js";
import type { Company } from "./company.js";
import { type CustomerPlan, completedOrders, firstDay, hasForgiven, isBuyer, lastDay } from "./customer-plan.js";
import { accountKindOf } from "./people.js";
import { CLUSTERS, INDUSTRIES, PLACES } from "./places.js";
import { answersOf, PLANTED_EFFECTS } from "./survey-answers.js";
import type { Totals } from "./transactions.js";

/** From these on somebody buys by habit, or buys here alone: the definitions of the loyalty analysis. */
const HABIT_DAYS = 3;
const EXCLUSIVE_SHARE = 0.8;
const EVIDENCE_NEEDED = 2;

const euros = (hundredths: number): number => hundredths / 100;
const isoOrNull = (day: number | null): string | null => (day === null ? null : isoOf(day));

/** The truth about a customer. */
function customerTruth({ settings }: Company, totals: Totals, plan: CustomerPlan) {
  const { index, kind, referral } = plan;
  const answers = answersOf(settings.seed, plan);
  const recommend = answers?.experience?.recommend ?? null;
  const evidence = {
    advocacy: plan.brought > 0 || (recommend ?? 0) >= 9,
    exclusivity: isBuyer(plan) && plan.shareOfCategory >= EXCLUSIVE_SHARE,
    forgiveness: hasForgiven(plan),
  };
  const purchaseDays = completedOrders(plan);
  const isHabitual = isBuyer(plan) && plan.left === null && purchaseDays >= HABIT_DAYS;
  const isLoyal = isHabitual && Object.values(evidence).filter(Boolean).length >= EVIDENCE_NEEDED;
  return {
    kind,
    // By the definition, had one eyes for who is still there.
    loyaltyClass: !isBuyer(plan) ? null : isLoyal ? "loyalist" : isHabitual ? "habitual" : "ordinary",
    // Whether the data show that class plainly: who buys often and at random may be gone or not, nobody can tell.
    isPlain: isBuyer(plan) && !(kind === "ordinary" && purchaseDays >= HABIT_DAYS),
    isLikeLoyal: plan.isLikeLoyal,
    leftOn: isoOrNull(plan.left),
    firstPurchase: isoOrNull(firstDay(plan)),
    lastPurchase: isoOrNull(lastDay(plan)),
    purchaseDays,
    meanGapDays: plan.meanGap === null ? null : Math.round(plan.meanGap * 10) / 10,
    gapShape: plan.meanGap === null ? null : Math.round(plan.gapShape * 100) / 100,
    evidence,
    shareOfCategory: isBuyer(plan) ? Math.round(plan.shareOfCategory * 10_000) / 10_000 : null,
    recommend,
    referredBy: referral?.by.id ?? null,
    generation: referral?.generation ?? (plan.brought > 0 ? 0 : null),
    referrals: plan.brought,
    revenue: euros(totals.revenue[index]!),
    grossProfit: euros(totals.revenue[index]! - totals.cost[index]!),
    discount: euros(totals.discount[index]!),
    financialExpense: euros(totals.financialExpense[index]!),
    yearRevenue: euros(totals.yearRevenue[index]!),
    isLossMaking: plan.isLossMaking,
    type: settings.flavour === "b2b" ? plan.type : null,
    account: settings.flavour === "b2b" ? accountKindOf(settings.seed, plan) : null,
  };
}

/**
 * truth.json in pieces, one customer a line: what was planted, so that what analyses find can be held against it. The
 * totals must be complete.
 */
export function* truthText(
  company: Company,
  totals: Totals,
  counts: Readonly<Record<string, number>>,
): Generator<string> {
  const { settings, customers, interactions } = company;
  const head = {
    program: "crm demo",
    version: 1,
    records: settings.customers,
    seed: settings.seed,
    flavour: settings.flavour,
    lang: settings.lang,
    firstDay: isoOf(FIRST_DAY),
    lastDay: isoOf(LAST_DAY),
    rows: counts,
    plantedEffects: {
      ...PLANTED_EFFECTS,
      atEqualQuality: { perceivedValueWithPriceLevel: "negative", perceivedValueWithService: "positive" },
      receiveInformationByGender: "men rather by telephone, women rather online",
    },
    clusters: settings.flavour === "b2b" ? clusters(company) : [],
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n`;
  yield `"overContacted": ${linesOf(
    interactions.overContacted.map(({ plan, why, channel, days }) => ({
      customer: plan.id,
      why,
      channel,
      contacts: days.length,
      first: isoOf(days.at(-1)!),
      last: isoOf(days[0]!),
    })),
  )},\n`;
  yield `"complaints": ${linesOf(complaints(customers))},\n`;
  yield `"referrals": ${linesOf(
    customers.flatMap((plan) =>
      plan.referral === null
        ? []
        : [
            {
              referrer: plan.referral.by.id,
              referred: plan.id,
              day: isoOf(plan.referral.day),
              generation: plan.referral.generation,
              converted: isBuyer(plan),
            },
          ],
    ),
  )},\n`;
  yield '"customers": {\n';
  for (const plan of customers) {
    const end = plan.index === customers.length - 1 ? "\n" : ",\n";
    yield `${JSON.stringify(plan.id)}: ${JSON.stringify(customerTruth(company, totals, plan))}${end}`;
  }
  yield "}\n}\n";
}

const linesOf = (records: readonly object[]): string =>
  records.length === 0 ? "[]" : `[\n${records.map((record) => JSON.stringify(record)).join(",\n")}\n]`;

function complaints(customers: readonly CustomerPlan[]) {
  const workingDays = workingDaysCounter();
  return customers.flatMap((plan) =>
    plan.complaints.map(({ day, resolved }) => ({
      customer: plan.id,
      day: isoOf(day),
      resolved: isoOrNull(resolved),
      workingDays: resolved === null ? null : workingDays(isoOf(day), isoOf(resolved)),
      cameBack: day < lastDay(plan)!,
    })),
  );
}

/** The planted clusters, with everybody there: those of the clusters and those who are there by chance. */
function clusters({ settings, say, customers }: Company) {
  return CLUSTERS.map(([place, industry]) => ({
    region: PLACES[settings.lang][place]!.region,
    industry: say(INDUSTRIES[industry]!),
    customers: customers
      .filter((plan) => isBuyer(plan) && plan.place === place && plan.industry === industry)
      .map((plan) => plan.id),
  }));
}
