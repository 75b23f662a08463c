import { customersUpTo } from "../../book/summaries.js";
import {
  EXPECTED_QUANTITY,
  GROSS_PROFIT_QUANTITY,
  measuring,
  PERCEIVED_QUANTITY,
  VALUE_GROUP_QUANTITY,
} from "../../columns/quantities.js";
import { join, raw, type Sql, sql } from "../../engine/sql.js";
import { aside } from "../../output/result.js";
import { RATINGS, VALUE_CLASSES } from "../../rules/value-rules.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { migrationTable } from "../class-moves.js";
import { everyCustomer } from "../every-customer.js";
import { classify } from "../loyalty/classify.js";
import type { Scorecard } from "../scorecard.js";
import { valueColumns } from "./columns.js";
import { concentrationOf, lorenzTable, whaleTable } from "./concentration.js";
import type { BesideTrade, ValueSettings } from "./figures.js";
import { shownIndicators } from "./indicators.js";
import { createKnownOfCustomers } from "./known-of-customers.js";
import { costLimit, policyTable, policyVerdict, serviceOf } from "./policy.js";
import { createReceived, type Received } from "./received.js";
import { sayValue } from "./say-value.js";
import { bothSidesTable, matrixTable, paretoTable, ratingsTable, standardsTable } from "./tables.js";
import { createValueOnDay, type ValueOnDay } from "./value-on-day.js";

const TABLE = "value";
const KNOWN = `${TABLE}_known`;
const RECEIVED_NOW = `${TABLE}_received`;

/** What customers are worth now and ahead: score, rating, strategic and general customers, and what they received. */
export const value: Analysis = {
  id: "value",
  title: "Value",
  columnNames: valueColumns(null).map((column) => column.name),
  score: (card) => scoreValue(card),
};

/**
 * Scores the value of every customer.
 *
 * @param settings where they are not as the rules say
 */
export const scoreValue = (card: Scorecard, settings: Partial<ValueSettings> = {}): Promise<AnalysisOutcome> => {
  const { margin = null, windowDays = card.rules.value.windowDays } = settings;
  return card.once(`${TABLE} ${margin} ${windowDays}`, () => score(card, { margin, windowDays }));
};

async function score(card: Scorecard, settings: ValueSettings): Promise<AnalysisOutcome> {
  const { book, asOf, compareTo } = card;
  const rules = card.rules.value;
  const known = await createKnownOfCustomers(card, KNOWN);
  const received = await createReceived(card, asOf, RECEIVED_NOW);
  const beside: BesideTrade = {
    known: KNOWN,
    received: RECEIVED_NOW,
    ahead: sql`SELECT customer_id, clv, value_group FROM ${raw((await card.clv()).table)}`,
    loyalty: await loyaltyOf(card),
  };
  const now = await createValueOnDay(card, asOf, beside, settings, `${TABLE}_now`);
  const then = compareTo === null ? null : await valueThen(card, compareTo, settings);
  await createScored(card, now, then);
  for (const one of [now, ...(then === null ? [] : [then])]) await one.drop();
  const { sorted, ...spread } = await concentrationOf(book, TABLE, rules.topShare, rules.strategicShare);
  const lorenz = lorenzTable(sorted);
  const { meta } = await sayValue(card, { known, received, sources: now.sources, spread, table: TABLE, settings });
  return {
    table: TABLE,
    columns: measuring(
      quantitiesOf(now.sources, settings, received),
      valueColumns(book.currency, shownIndicators(rules), compareTo),
    ),
    order: raw("score DESC NULLS LAST, gross_profit DESC NULLS LAST, customer_id"),
    tables: [
      paretoTable(book, TABLE),
      aside(ratingsTable(book, rules, TABLE)),
      aside(matrixTable(book, TABLE)),
      policyTable(card, TABLE),
      ...(received.kinds.size > 0 ? [aside(bothSidesTable(book, TABLE))] : []),
      aside(standardsTable(rules, now.standards)),
      ...(spread.customers > 0 ? [aside(whaleTable(book, TABLE))] : []),
      ...(lorenz === null ? [] : [aside(lorenz)]),
      ...(compareTo === null ? [] : migrationTables(card, compareTo)),
    ],
    meta,
  };
}

const NO_LOYALTY = raw("SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS loyalty_class WHERE false");
const NO_CLV = raw(
  "SELECT NULL::VARCHAR AS customer_id, NULL::DOUBLE AS clv, NULL::VARCHAR AS value_group WHERE false",
);

/** What of the columns other analyses list too; gross profit only where nothing in it is assumed or left out. */
const quantitiesOf = (
  { profit, profitShare, withoutProfit }: ValueOnDay["sources"],
  { windowDays }: ValueSettings,
  { isFromFile }: Received,
): Record<string, string> => ({
  value_group: VALUE_GROUP_QUANTITY,
  ...(windowDays === null && withoutProfit === 0 && profit !== "said" && (profit !== null || profitShare === 1)
    ? { gross_profit: GROSS_PROFIT_QUANTITY }
    : {}),
  ...(isFromFile ? {} : { received_actual: PERCEIVED_QUANTITY, received_expected: EXPECTED_QUANTITY }),
});

/** Value on the earlier day: answers, CLV and loyalty are those of that day; the last two where they weigh something. */
async function valueThen(card: Scorecard, day: string, settings: ValueSettings): Promise<ValueOnDay> {
  const { indicators } = card.rules.value;
  const received = `${TABLE}_received_then`;
  await createReceived(card, day, received);
  const isAhead = indicators.clv.weight > 0;
  const isLoyal = indicators.loyalty_class.weight > 0;
  const beside: BesideTrade = {
    known: KNOWN,
    received,
    ahead: isAhead ? sql`SELECT customer_id, clv, value_group FROM ${raw((await card.clv(day)).table)}` : NO_CLV,
    loyalty: isLoyal
      ? sql`SELECT customer_id, loyalty_class FROM ${raw((await classify(card, day, `${TABLE}_loyalty_then`)).table)}`
      : NO_LOYALTY,
  };
  return createValueOnDay(card, day, beside, settings, `${TABLE}_then`);
}

/** The classes of loyalty, where they weigh something. */
async function loyaltyOf(card: Scorecard): Promise<Sql> {
  if (card.rules.value.indicators.loyalty_class.weight === 0) return NO_LOYALTY;
  // The registry knows this analysis too, so it is asked for when it is needed and not before.
  const { ANALYSES } = await import("../index.js");
  const analysis = ANALYSES.find(({ id }) => id === "loyalty");
  if (analysis === undefined) return NO_LOYALTY;
  return sql`SELECT customer_id, loyalty_class FROM ${raw((await analysis.score(card)).table)}`;
}

/** Makes the table of every customer with its value, what it received, what it was given, and how it stood before. */
async function createScored(card: Scorecard, now: ValueOnDay, then: ValueOnDay | null): Promise<void> {
  const { book, compareTo, rules } = card;
  const isServed = book.records.has("interactions");
  const given = (column: string): Sql =>
    sql`CASE WHEN class IS NOT NULL THEN coalesce(i.${raw(column)}, 0) END AS ${raw(column)}`;
  const service = isServed
    ? join([given("visits"), given("service_cost")])
    : raw("NULL::BIGINT AS visits, NULL::DECIMAL(28, 4) AS service_cost");
  const previous =
    then === null
      ? raw("")
      : raw(
          `, k.customer_id IS NOT NULL AS was_known, t.previous_class, t.previous_rating, t.previous_score, t.previous_spend`,
        );
  const before =
    then === null || compareTo === null
      ? raw("")
      : sql`LEFT JOIN (SELECT customer_id, class AS previous_class, rating AS previous_rating, score AS previous_score,
            net_spend AS previous_spend FROM (${then.query})) t USING (customer_id)
          LEFT JOIN (${customersUpTo(compareTo)}) k USING (customer_id)`;
  // Those without a purchase are set beside the others: a join of all customers with so wide a table would cost more.
  const everybody = sql`(SELECT * FROM (${now.query}) UNION ALL BY NAME
    SELECT customer_id FROM ${raw(await everyCustomer(card))} ANTI JOIN ${raw(now.table)} USING (customer_id))`;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    SELECT *, ${isServed ? policyVerdict(rules.value) : raw("NULL::VARCHAR")} AS policy_verdict FROM (
      SELECT *, CASE WHEN class IS NOT NULL THEN ${costLimit(rules.value)} END AS cost_limit FROM (
        SELECT n.*, n.class <> n.pareto_class AS class_held, n.rating <> n.score_rating AS rating_held, r.satisfaction,
          r.value_received, r.received_actual, r.received_expected, r.received_minimum, ${service}${previous}
        FROM ${everybody} n LEFT JOIN ${raw(RECEIVED_NOW)} r USING (customer_id)
          LEFT JOIN (${serviceOf(card)}) i USING (customer_id) ${before}))`);
}

/** The moves between classes and between ratings since the earlier day; both add up to all customers. */
function migrationTables({ book }: Scorecard, day: string) {
  const moves = (noun: string, plural: string, names: readonly string[], column: string) => ({
    ...migrationTable({
      noun,
      plural,
      names: [...names, NO_PURCHASE],
      relation: sql`SELECT coalesce(${raw(column)}, '${raw(NO_PURCHASE)}') AS now_class,
        CASE WHEN was_known THEN coalesce(${raw(`previous_${column}`)}, '${raw(NO_PURCHASE)}') END AS then_class, net_spend, previous_spend
        FROM ${raw(TABLE)}`,
      currency: book.currency,
      day,
    }),
    name: `${column}_migration`,
  });
  return [moves("class", "classes", VALUE_CLASSES, "class"), aside(moves("rating", "ratings", RATINGS, "rating"))];
}

/** What a customer without a purchase stands under. */
const NO_PURCHASE = "(no purchase)";
