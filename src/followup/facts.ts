import { availableAttributes, customerAttributes } from "../analyses/customer-columns.js";
import { ANALYSES } from "../analyses/index.js";
import { answeredChannels } from "../analyses/profile/answered-channels.js";
import { fileCompleteness } from "../analyses/profile/file-completeness.js";
import { relationshipMargins } from "../analyses/relationship/margins.js";
import { scoreRfm } from "../analyses/rfm.js";
import type { Scorecard } from "../analyses/scorecard.js";
import { ELEVEN_SEGMENTS } from "../analyses/segments/maps.js";
import { readAnswers } from "../analyses/survey/answers.js";
import { lastPurchases } from "../book/last-purchases.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { CONTACT_STATE, createContactState } from "./contact-state.js";

/** Table of everything that plays know of a customer, one row each. */
export const FACTS = "followup_facts";

/** Fields of the customer that a list shows or a play speaks of. */
const ATTRIBUTES = [
  "name",
  "phone",
  "email",
  "address",
  "country",
  "region",
  "city",
  "postal_code",
  "gender",
  "birth_date",
  "language",
  "time_zone",
  "owner",
  "interests",
  "remembrance_days",
  "requirements",
  "member_level",
] as const;

/** What an analysis lends to the facts, each under the name that plays use. */
const LENT: Readonly<Record<string, readonly (readonly [column: string, as: string])[]>> = {
  lifecycle: [
    ["stage", "life_stage"],
    ["acquisition", "acquisition"],
    ["p_alive", "p_alive"],
    ["own_gap", "own_gap"],
    ["gap_now", "gap_now"],
    ["purchase_days", "purchase_days"],
    ["likelihood_loyal", "likelihood_loyal"],
    ["likelihood_reasons", "likelihood_reasons"],
  ],
  loyalty: [
    ["loyalty_class", "loyalty_class"],
    ["referrals", "referrals"],
  ],
  relationship: [
    ["level", "level"],
    ["contact_cost", "contact_cost"],
  ],
  value: [
    ["class", "value_class"],
    ["visits", "visits"],
    ["service_cost", "service_cost"],
    ["cost_limit", "cost_limit"],
  ],
};

/** Shares of revenue and means that candidates without figures of their own are valued by. */
export interface Means {
  /** Share of revenue that is profit, over all customers. */
  readonly margin: number;
  /** Mean revenue of the days of the rules in which a customer first bought, over those who did so a while ago. */
  readonly firstYear: number;
  /** Mean revenue ahead of a customer. */
  readonly ahead: number;
}

/**
 * Makes the table of facts: the customer's file, trade, scores, answers and contacts, as of the scorecard's day. Revenue is
 * told in two ways: `ahead`, what is expected in the horizon of lifetime value, and `usual_year`, what the customer
 * spent in as long a time while it bought.
 */
export async function createFacts(card: Scorecard): Promise<Means> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const lent: Sql[] = [];
  for (const [id, columns] of Object.entries(LENT)) {
    const { table } = await ANALYSES.find((analysis) => analysis.id === id)!.score(card);
    const named = columns.map(([from, as]) => sql`${identifier(from)} AS ${identifier(as)}`);
    lent.push(
      sql`LEFT JOIN (SELECT customer_id, ${join(named)} FROM ${raw(table)}) ${identifier(id)} USING (customer_id)`,
    );
  }
  const clv = await card.clv();
  const { table: margins, source } = await relationshipMargins(card);
  await scoreRfm(book, { period: { asOf }, bins: 5, monetary: "total", map: ELEVEN_SEGMENTS }, "followup_rfm");
  await createContactState(card);
  await engine.run(sql`CREATE OR REPLACE TABLE followup_bought AS ${lastPurchases(book, asOf)}`);
  const days = raw(String(rules.followup.valueDays));
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(FACTS)} AS
    SELECT * REPLACE (coalesce(segment, 'Prospect') AS segment),
      CASE WHEN net_spend > 0 THEN net_spend::DOUBLE / greatest(last_purchase - first_purchase + own_gap, ${days}) * ${days} END AS usual_year,
      coalesce(CASE WHEN net_spend > 0 THEN margin::DOUBLE / net_spend::DOUBLE END, ${raw(String(source.share))}::DOUBLE) AS margin_share
    FROM (SELECT r.customer_id, r.segment, r.first_purchase, r.last_purchase, r.net_spend, g.margin,
        g.year_margin, g.year_spend, c.value_group, c.next_purchase_date, c.expected_purchases,
        (c.expected_spend * c.expected_purchases)::DOUBLE AS ahead, c.mean_spend, ${attributesOf(card).columns}
      FROM followup_rfm r LEFT JOIN ${raw(clv.table)} c USING (customer_id) LEFT JOIN ${raw(margins)} g USING (customer_id)
        ${attributesOf(card).join}) f
      ${join(lent, " ")} ${await answersOf(card)} LEFT JOIN followup_bought USING (customer_id)
      LEFT JOIN (${fileCompleteness(book)}) USING (customer_id) LEFT JOIN ${raw(CONTACT_STATE)} USING (customer_id)`);
  await engine.run(sql`DROP TABLE followup_rfm`);
  const means = await engine.row<{ ahead: number | null; first: number | null }>(sql`
    SELECT avg(ahead ORDER BY ahead) AS ahead, avg(usual_year ORDER BY usual_year) AS first FROM ${raw(FACTS)}`);
  return { margin: source.share, ahead: means.ahead ?? 0, firstYear: means.first ?? 0 };
}

/** The fields of the customers' files, null where no file has one. */
function attributesOf({ book, asOf }: Scorecard): { readonly columns: Sql; readonly join: Sql } {
  const known = new Set(availableAttributes(book));
  const present = ATTRIBUTES.filter((name) => known.has(name));
  const columns = join(
    ATTRIBUTES.map((name) =>
      known.has(name) ? sql`a.${identifier(name)}` : sql`NULL::VARCHAR AS ${identifier(name)}`,
    ),
  );
  if (present.length === 0) return { columns, join: raw("") };
  return { columns, join: sql`LEFT JOIN (${customerAttributes(book, present, asOf).relation}) a USING (customer_id)` };
}

/** The latest answers that plays go by; nulls where there are no responses. */
async function answersOf(card: Scorecard): Promise<Sql> {
  if (!card.book.records.has("responses")) {
    return raw(`LEFT JOIN (SELECT NULL::VARCHAR AS customer_id, NULL::DOUBLE AS nps, NULL::DATE AS nps_day, NULL::DOUBLE AS csat,
      NULL::INTEGER AS promise_days, NULL::VARCHAR AS staff_group, NULL::VARCHAR AS answered_channel WHERE false) USING (customer_id)`);
  }
  const channels = await answeredChannels(card);
  const { table, latest } = await readAnswers(card);
  const of = (kind: string, what: string): Sql => raw(`max(${what}) FILTER (kind = '${kind}')`);
  return sql`LEFT JOIN (SELECT customer_id, ${of("nps", "score")} AS nps, ${of("nps", "day")} AS nps_day,
      ${of("csat", "score")} AS csat, ${of("response_time", "days")} AS promise_days FROM ${raw(latest)} GROUP BY customer_id) USING (customer_id)
    LEFT JOIN (SELECT customer_id, max(choice) AS staff_group FROM ${raw(table)}
      WHERE kind = ${literal("deal_with")} AND is_latest AND customer_id IS NOT NULL GROUP BY customer_id) USING (customer_id)
    LEFT JOIN (SELECT customer_id, min(channel) AS answered_channel FROM (${channels}) GROUP BY customer_id) USING (customer_id)`;
}
