import { categoriesBought, demandField } from "../../book/activity-summaries.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { createReferralCounts } from "../referrals/referral-counts.js";
import type { Scorecard } from "../scorecard.js";
import { readAnswers } from "../survey/answers.js";
import { typedAttributes } from "../typed-attributes.js";
import { EVER } from "./since.js";

/** What the three kinds of evidence are found from. */
export interface Evidence {
  /**
   * Table with one row a customer with a purchase: `referrals`, `bought`, `promoter`, `advocacy`, `referred_on`,
   * `category_spend`, `share_of_category`, `categories`, `second_category_on`, `forgave_on`. An `…_on` is the day from which it
   * holds, or before every day where that is not known.
   */
  readonly table: string;
  /** Relation of all answers to whether customers would recommend: `customer_id`, `placed` (their day) and `promoter`. */
  readonly answers: Sql;
  /** Kinds that can be known of every customer, whether or not they hold. */
  readonly knows: { readonly advocacy: boolean; readonly categories: boolean; readonly forgiveness: boolean };
  /** What cannot be known, in sentences. */
  readonly remarks: readonly string[];
}

/** Everything that speaks for loyalty beside the habit itself, as of a day. */
export async function createEvidence(card: Scorecard, day: string, table: string): Promise<Evidence> {
  const { book, rules } = card;
  const { engine } = book;
  const { advocacy, exclusivity } = rules.loyalty;
  const remarks: string[] = [];
  const referrals = `${table}_referrals`;
  await createReferralCounts(card, day, referrals);
  const promoters = await promotersOf(card);
  const knowsAdvocacy = book.records.has("referrals") || promoters.isKnown;
  if (!knowsAdvocacy)
    remarks.push("neither referrals nor answers to whether customers would recommend are known: advocacy is not");
  const spend = await categorySpend(card);
  const field = demandField(book);
  if (spend === null && field === null)
    remarks.push("transactions have no categories, and customers no category_spend: exclusivity is not known");
  else if (field === null)
    remarks.push("transactions have no categories: exclusivity is known of customers with a category_spend alone");
  const knowsForgiveness = book.records.has("interactions");
  if (!knowsForgiveness) remarks.push("no interactions are known: forgiveness is not");
  const alive = await card.alive(day);
  const least = raw(String(advocacy.referrals));
  const nothing = (columns: string): Sql => raw(`SELECT NULL::VARCHAR AS customer_id, ${columns} WHERE false`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT a.customer_id, coalesce(r.referrals, 0) AS referrals, coalesce(r.bought, 0) AS bought, p.promoter,
      coalesce(r.referrals >= ${least}, false) OR coalesce(p.promoter, false) AS advocacy,
      CASE WHEN r.referrals >= ${least} THEN coalesce(r.days[${least}], ${EVER}) END AS referred_on, s.category_spend,
      CASE WHEN s.category_spend > 0 THEN least(1, greatest(0, a.recent_value / s.category_spend)) END AS share_of_category,
      c.categories, c.second_on AS second_category_on, f.forgave_on
    FROM ${raw(alive.table)} a LEFT JOIN ${raw(referrals)} r USING (customer_id)
      LEFT JOIN (SELECT customer_id, arg_max(promoter, placed) AS promoter FROM (${promoters.answers})
        WHERE placed <= DATE ${literal(day)} GROUP BY customer_id) p USING (customer_id)
      LEFT JOIN (${spend ?? nothing("NULL::DOUBLE AS category_spend")}) s USING (customer_id)
      LEFT JOIN (${field === null ? nothing("NULL::BIGINT AS categories, NULL::DATE AS second_on") : breadth(field, day, exclusivity.categories)}) c USING (customer_id)
      LEFT JOIN (${forgiveness(day)}) f USING (customer_id)`);
  await engine.run(sql`DROP TABLE ${raw(referrals)}`);
  return {
    table,
    answers: promoters.answers,
    knows: { advocacy: knowsAdvocacy, categories: field !== null, forgiveness: knowsForgiveness },
    remarks,
  };
}

/**
 * Whether customers said that they would recommend us, by the day. Of the answers of one day the highest counts; those
 * without a day come before all others.
 */
async function promotersOf(card: Scorecard): Promise<{ readonly answers: Sql; readonly isKnown: boolean }> {
  const none = raw("SELECT NULL::VARCHAR AS customer_id, NULL::DATE AS placed, NULL::BOOLEAN AS promoter WHERE false");
  if (!card.book.records.has("responses")) return { answers: none, isKnown: false };
  const { table } = await readAnswers(card);
  const least = raw(String(card.rules.loyalty.advocacy.promoter));
  const answers = sql`
    SELECT customer_id, coalesce(day, ${EVER}) AS placed, bool_or(score >= ${least}) AS promoter FROM ${raw(table)}
    WHERE kind = 'nps' AND score IS NOT NULL AND customer_id IS NOT NULL GROUP BY ALL`;
  const { count } = await card.book.engine.row<{ count: number }>(sql`SELECT count(*) AS count FROM (${answers})`);
  return { answers, isKnown: count > 0 };
}

/** What each customer spends on this kind of product with everybody, where the customer file says it as a number. */
async function categorySpend({ book, asOf }: Scorecard): Promise<Sql | null> {
  if (!book.customerFields.has("category_spend")) return null;
  const table = "loyalty_category_spend";
  const [attribute] = await typedAttributes(book, ["category_spend"], asOf, table);
  return attribute?.kind === "number"
    ? sql`SELECT customer_id, category_spend::DOUBLE AS category_spend FROM ${raw(table)} WHERE category_spend > 0`
    : null;
}

/** How many categories each customer bought in, and the day on which there were enough of them. */
const breadth = (field: "category" | "product", day: string, enough: number): Sql => sql`
  SELECT customer_id, count(*) AS categories,
    list_sort(list(first_day))[${raw(String(enough))}] AS second_on
  FROM (${categoriesBought(field, day)}) GROUP BY customer_id`;

/** The first purchase after a complaint or a reported defect: the day on which each customer had forgiven. */
const forgiveness = (day: string): Sql => sql`
  SELECT i.customer_id, min(t.day) AS forgave_on
  FROM (SELECT customer_id, min(day) AS complained FROM interactions
    WHERE (kind = 'complaint' OR topic = 'defect') AND customer_id IS NOT NULL AND day <= DATE ${literal(day)} GROUP BY 1) i
  JOIN transactions t ON t.customer_id = i.customer_id AND t.state = 0 AND t.day > i.complained AND t.day <= DATE ${literal(day)}
  GROUP BY 1`;
