import { discountsAndReturns } from "../../book/discounts-and-returns.js";
import { priceThirds } from "../../book/price-thirds.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { choiceExpression } from "../../ingest/choice.js";
import { availableAttributes, customerAttributes } from "../customer-columns.js";
import type { Scorecard } from "../scorecard.js";
import { readAnswers } from "../survey/answers.js";
import { LEVEL_WORDS } from "./level-words.js";

/** What a membership form, a survey or purchases tell of customers. */
export const TRAITS = ["spending_level", "household", "price_attention", "quality_attention"] as const;

type Trait = (typeof TRAITS)[number];

/** Complaints about what was bought, not about its price. */
const COMPLAINTS = raw(`SELECT customer_id, count(*) AS complaints FROM interactions
  WHERE (kind = 'complaint' OR topic = 'defect') AND coalesce(topic, '') <> 'price' GROUP BY customer_id`);
const NO_COMPLAINTS = raw("SELECT NULL::VARCHAR AS customer_id, 0 AS complaints WHERE false");

const NOTHING = raw("(SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS value WHERE false)");

/**
 * Makes a table with one row a customer of `customers`: every trait and `sources`, which says where each comes from: the
 * form (fields of the customer files) before the survey, the survey before purchases.
 *
 * @param customers table with `customer_id` and `purchase_days`
 * @returns what could not be used, in sentences
 */
export async function createTraits(card: Scorecard, customers: string, table: string): Promise<readonly string[]> {
  const { book } = card;
  const bought = "lifecycle_bought";
  const remarks = await createBoughtTraits(card, customers, bought);
  const available = new Set(availableAttributes(book));
  const answers = book.records.has("responses") ? await readAnswers(card) : null;
  const parts = TRAITS.map((trait) => {
    const form = available.has(trait) ? formValues(card, trait) : NOTHING;
    const survey = answers === null ? NOTHING : surveyValues(trait, answers.latest);
    const [f, s] = [identifier(`form_${trait}`), identifier(`survey_${trait}`)];
    const own = trait === "household" ? raw("NULL::VARCHAR") : sql`b.${identifier(trait)}`;
    return {
      value: sql`coalesce(${f}.value, ${s}.value, ${own}) AS ${identifier(trait)}`,
      source: sql`${literal(`${trait}: `)} || CASE WHEN ${f}.value IS NOT NULL THEN 'form' WHEN ${s}.value IS NOT NULL THEN 'survey'
        WHEN ${own} IS NOT NULL THEN 'purchases' ELSE 'unknown' END`,
      joined: sql`LEFT JOIN ${form} ${f} USING (customer_id) LEFT JOIN ${survey} ${s} USING (customer_id)`,
    };
  });
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT k.customer_id, ${join(parts.map((part) => part.value))}, ${join(
      parts.map((part) => part.source),
      " || ', ' || ",
    )} AS sources
    FROM ${raw(customers)} k LEFT JOIN ${raw(bought)} b USING (customer_id) ${join(
      parts.map((part) => part.joined),
      " ",
    )}`);
  await book.engine.run(sql`DROP TABLE ${raw(bought)}`);
  return remarks;
}

/** What the customer files say of a trait. */
function formValues({ book, asOf }: Scorecard, trait: Trait): Sql {
  const { relation } = customerAttributes(book, [trait], asOf);
  const written = sql`(SELECT customer_id, nullif(trim(${identifier(trait)}::VARCHAR), '') AS written FROM (${relation}))`;
  if (trait === "household")
    return sql`(SELECT customer_id, written AS value FROM ${written} WHERE written IS NOT NULL)`;
  // Each way of writing is looked up once, not once a customer.
  return sql`(
    WITH own AS (SELECT * FROM ${written} WHERE written IS NOT NULL),
      numbers AS (SELECT DISTINCT written, try_cast(written AS DOUBLE) AS n FROM own),
      scale AS (SELECT CASE WHEN min(n) >= 0 THEN list_filter([5, 7, 10], lambda top: top >= max(n))[1] END AS top FROM numbers),
      read AS (SELECT written, coalesce(${levelOf(raw("written"))}, ${onScale(raw("n"), raw("top"))}, written) AS value
        FROM numbers CROSS JOIN scale)
    SELECT customer_id, value FROM own JOIN read USING (written))`;
}

/** What the customer answered last when asked for a trait. */
function surveyValues(trait: Trait, latest: string): Sql {
  const read =
    trait === "household"
      ? raw("trim(answer)")
      : sql`coalesce(${levelOf(raw("answer"))}, ${onScale(raw("score"), raw("5"))}, trim(answer))`;
  return sql`(SELECT customer_id, ${read} AS value FROM ${raw(latest)} WHERE kind = ${literal(trait)} AND trim(answer) <> '')`;
}

const levelOf = (text: Sql): Sql => choiceExpression({ name: "level", choices: LEVEL_WORDS }, text);

/** Of a scale that ends at 5, 1 and 2 are low and 4 and 5 high; of one up to 10, up to 4 and from 8. */
const onScale = (number: Sql, top: Sql): Sql =>
  sql`CASE WHEN ${number} <= 0.4 * ${top} THEN 'low' WHEN ${number} >= 0.8 * ${top} THEN 'high' WHEN ${number} < ${top} THEN 'medium' END`;

/**
 * Makes a table with what purchases tell: spending level by the net spend a day of purchase against that of the others,
 * attention to price by the share of spend bought at a discount, to quality by the share of spend in the upper third of
 * prices, by returns and by complaints.
 */
async function createBoughtTraits(card: Scorecard, customers: string, table: string): Promise<string[]> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const { attention } = rules.lifecycle;
  // As a text: a decimal literal would not be the same double again.
  const number = (value: number): Sql => sql`${literal(String(value))}::DOUBLE`;
  const facts = `${table}_facts`;
  const thirds = await priceThirds(book, asOf);
  // The amount of a whole line is no price: who buys much would seem to buy dear.
  const hasPrices = thirds.price !== "amount" || thirds.within === "category";
  const spends = hasPrices
    ? thirds.relation
    : raw(
        "SELECT NULL::VARCHAR AS customer_id, NULL::DOUBLE AS low, NULL::DOUBLE AS middle, NULL::DOUBLE AS high WHERE false",
      );
  const alive = await card.alive(asOf);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(facts)} AS
    SELECT k.customer_id, k.purchase_days, a.historic_value / k.purchase_days AS spend,
      d.discounted / nullif(d.bought, 0) AS discounted, d.returned / nullif(d.bought, 0) AS returned,
      t.high / nullif(t.low + t.middle + t.high, 0) AS premium, coalesce(i.complaints, 0) AS complaints
    FROM ${raw(customers)} k JOIN ${raw(alive.table)} a USING (customer_id)
      LEFT JOIN (${await discountsAndReturns(book, asOf)}) d USING (customer_id)
      LEFT JOIN (${spends}) t USING (customer_id)
      LEFT JOIN (${book.records.has("interactions") ? COMPLAINTS : NO_COMPLAINTS}) i USING (customer_id)`);
  const { discounted, returned, premium, complaints, low, high } = await engine.row<Record<string, number | null>>(sql`
    SELECT max(discounted) AS discounted, max(returned) AS returned, max(premium) AS premium, max(complaints) AS complaints,
      quantile_cont(spend, ${number(attention.lowSpending)})::DOUBLE AS low,
      quantile_cont(spend, ${number(attention.highSpending)})::DOUBLE AS high FROM ${raw(facts)}`);
  const knowsDiscounts = (discounted ?? 0) > 0;
  const knowsPrices = (premium ?? 0) > 0;
  const knowsFaults = (returned ?? 0) > 0 || (complaints ?? 0) > 0;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, CASE WHEN spend < ${number(low ?? 0)} THEN 'low' WHEN spend > ${number(high ?? 0)} THEN 'high'
        WHEN spend IS NOT NULL THEN 'medium' END AS spending_level,
      CASE WHEN purchase_days < ${number(attention.leastDays)} OR NOT ${raw(String(knowsDiscounts))} THEN NULL
        WHEN discounted >= ${number(attention.highDiscount)} THEN 'high' WHEN discounted < ${number(attention.lowDiscount)} THEN 'low'
        WHEN discounted IS NOT NULL THEN 'medium' END AS price_attention,
      CASE WHEN purchase_days < ${number(attention.leastDays)} THEN NULL
        WHEN premium >= ${number(attention.highPremium)} OR returned >= ${number(attention.highReturns)}
          OR complaints >= ${number(attention.highComplaints)} THEN 'high'
        WHEN NOT ${raw(String(knowsPrices))} THEN NULL WHEN premium < ${number(attention.lowPremium)} THEN 'low'
        WHEN premium IS NOT NULL THEN 'medium' END AS quality_attention
    FROM ${raw(facts)}`);
  await engine.run(sql`DROP TABLE ${raw(facts)}`);
  return [
    ...(knowsDiscounts ? [] : ["no discounts are known: attention to price cannot be told from purchases"]),
    ...(knowsPrices ? [] : ["no prices are known that differ within a category: no premium share can be told"]),
    ...(knowsFaults
      ? []
      : ["neither returns nor complaints are known: attention to quality is told from prices alone"]),
  ];
}
