import type { TradeSources } from "../../book/trade-figures.js";
import { join, literal, raw, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import type { Concentration } from "./concentration.js";
import type { ValueSettings } from "./figures.js";
import { weighed } from "./indicators.js";
import type { KnownOfCustomers } from "./known-of-customers.js";
import type { Received } from "./received.js";

export interface ValueFacts {
  readonly known: KnownOfCustomers;
  readonly received: Received;
  readonly sources: TradeSources;
  readonly spread: Concentration;
  /** The table of all customers. */
  readonly table: string;
  readonly settings: ValueSettings;
}

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

/** Tells what was assumed and found, and gives it as meta data. */
export async function sayValue(
  card: Scorecard,
  facts: ValueFacts,
): Promise<{ readonly meta: Readonly<Record<string, unknown>> }> {
  const { spread, sources, settings } = facts;
  const rules = card.rules.value;
  const indicators = weighed(rules);
  const weights = indicators.reduce((sum, { weight }) => sum + weight, 0);
  const missing = await missingOf(card, facts);
  const unused = unusedOf(card, facts, missing);
  const held = await card.book.engine.row<{ strategic: number; classes: number; ratings: number }>(sql`
    SELECT count(*) FILTER (class = 'strategic') AS strategic, count(*) FILTER (class_held) AS classes,
      count(*) FILTER (rating_held) AS ratings FROM ${raw(facts.table)}`);
  const stayed =
    held.classes === 0
      ? []
      : [
          `${held.classes} more stay strategic, as they were at an earlier month end and are near to it (rules.value.hysteresis)`,
        ];
  const weighted = indicators.map(({ id, weight }) => `${id} ${percent(weight / weights)}`).join(", ");
  const scored = `the score is of ${weighted}; table standards says how each gives points`;
  for (const sentence of [scored, ...sourceSentences(facts), ...unused, ...spreadSentences(spread), ...stayed])
    card.say(sentence);
  return {
    meta: {
      windowDays: settings.windowDays,
      grossProfit: {
        source: sources.profit ?? "revenue",
        share: sources.profitShare,
        recordsWithoutOne: sources.withoutProfit,
      },
      salesVolume: sources.volume,
      marketingCost: sources.marketingCost,
      weights: Object.fromEntries(indicators.map(({ id, weight }) => [id, weight / weights])),
      missing: Object.fromEntries(missing),
      ...spread,
      hysteresis: {
        ...rules.hysteresis,
        strategic: held.strategic,
        classesHeld: held.classes,
        ratingsHeld: held.ratings,
      },
      unused,
    },
  };
}

/** How many customers with a purchase each weighed indicator is unknown of, where there are any. */
async function missingOf(card: Scorecard, { table }: ValueFacts): Promise<[id: string, customers: number][]> {
  const indicators = weighed(card.rules.value);
  const counts = indicators.map(
    ({ id }) =>
      sql`count(*) FILTER (list_contains(string_split(missing_indicators, ', '), ${literal(id)})) AS ${raw(id)}`,
  );
  const row = await card.book.engine.row<Record<string, number>>(
    sql`SELECT ${join(counts)} FROM ${raw(table)} WHERE score IS NOT NULL`,
  );
  return indicators.flatMap(({ id }) => (Number(row[id]) > 0 ? [[id, Number(row[id])] as [string, number]] : []));
}

function sourceSentences({ sources, settings }: ValueFacts): string[] {
  const { profit, profitShare, withoutProfit, refused, volume } = sources;
  const from = {
    margin: "gross profit is the transactions' margin",
    cost: "gross profit is the transactions' amount less their cost",
    said: `gross profit is ${percent(profitShare)} of net spend, as said`,
  };
  const unsaid =
    refused === null
      ? "transactions say neither margin nor cost"
      : `the ${refused.field} column is not used: fewer than half of the transactions have a value (${refused.known} of ${refused.records})`;
  const assumed =
    profitShare === 1
      ? `${unsaid}: gross profit is revenue (--margin or rules.value.marginShare changes it)`
      : `${unsaid}: gross profit is ${percent(profitShare)} of net spend (rules.value.marginShare)`;
  return [
    profit === null ? assumed : from[profit],
    ...(withoutProfit > 0
      ? [
          `${withoutProfit} transactions do not say it: ${percent(profitShare)} of their amount is taken, as in the others`,
        ]
      : []),
    volume === "quantity"
      ? "sales volume is the quantity sold, less what was given back"
      : "sales volume is the number of orders, as no quantity is known",
    ...(settings.windowDays === null ? [] : [`current indicators are those of the last ${settings.windowDays} days`]),
  ];
}

/** What could not be used, or was taken otherwise than it should be. */
function unusedOf(
  { book, rules }: Scorecard,
  { known, received, sources, spread }: ValueFacts,
  missing: readonly (readonly [id: string, customers: number])[],
): string[] {
  const nobody = missing.filter(([, customers]) => customers === spread.customers).map(([id]) => id);
  const some = missing.filter(([, customers]) => customers < spread.customers);
  const { indicators } = rules.value;
  const { count, example } = known.strangeStatus;
  const isCostOfFile =
    sources.marketingCost.length === 0 && known.marketingCost && indicators.marketing_cost.weight > 0;
  return [
    ...(nobody.length > 0 ? [`${nobody.join(", ")}: known of no customer; the other indicators carry the weight`] : []),
    ...(some.length > 0
      ? [
          `unknown of some customers, whose other indicators carry the weight: ${some.map(([id, customers]) => `${id} (${customers})`).join(", ")}`,
        ]
      : []),
    ...(isCostOfFile
      ? ["transactions say neither discount nor financial expense: marketing cost is that of the customer file"]
      : []),
    ...(count > 0 ? [`${count} customers have an industry status that was not understood, such as "${example}"`] : []),
    ...(received.kinds.has("value_received")
      ? []
      : ["no answers say quality as expected and as perceived: value received is unknown (--responses)"]),
    ...(book.records.has("interactions")
      ? []
      : ["no interactions are known: visits and service cost cannot be held against the policy (--interactions)"]),
  ];
}

/** The view of few customers and much profit, as it really is. */
function spreadSentences({ customers, pareto, top, lossMaking, gini }: Concentration): string[] {
  if (customers === 0) return [];
  if (pareto.shareOfCustomers === null || top.shareOfPositiveProfit === null) {
    return ["no customer brings a profit: nobody is strategic"];
  }
  return [
    `${pareto.customers} of ${customers} customers (${percent(pareto.shareOfCustomers)}) make ${percent(pareto.share)} of profit; ` +
      `the best ${percent(top.share)} (${top.customers}) make ${percent(top.shareOfPositiveProfit)}`,
    lossMaking.customers > 0
      ? `${lossMaking.customers} ${lossMaking.customers === 1 ? "customer makes" : "customers make"} a loss, so there is no Gini coefficient; see the whale curve`
      : `Gini coefficient of profit ${gini?.toFixed(3)}`,
  ];
}
