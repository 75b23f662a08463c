import { customerSummary, customersUpTo } from "../../book/summaries.js";
import { raw, type Sql, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import type { Answers } from "./answers.js";
import { MEASURES } from "./measures.js";
import { isJudged, isKept } from "./promise.js";

/** Kinds whose latest score stands in the list of customers. */
const SCORES = ["nps", "csat", "ces", "expected", "perceived", "price_level", "service_quality"] as const;

const DAY = 86_400_000;

/**
 * Makes the table of every customer with the latest answers. Where neither a customer file nor a transaction is known, those
 * who answered are the customers.
 */
export async function createSurveyCustomers(
  card: Scorecard,
  answers: Answers,
  complaints: string,
  isTrading: boolean,
  table: string,
): Promise<void> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const latest = SCORES.map((kind) => `max(score) FILTER (kind = '${kind}') AS ${kind}`);
  const groups = MEASURES.find((measure) => measure.id === "nps")!.classOf(rules.survey);
  const clv: Sql = isTrading
    ? sql`SELECT customer_id, clv::DOUBLE AS clv FROM ${raw((await card.clv()).table)}`
    : raw("SELECT NULL::VARCHAR AS customer_id, NULL::DOUBLE AS clv WHERE false");
  const from = new Date(Date.parse(asOf) - (rules.survey.revenueDays - 1) * DAY).toISOString().slice(0, 10);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH known AS (${customersUpTo(asOf)}),
      people AS (FROM known UNION SELECT DISTINCT customer_id FROM ${raw(answers.table)}
        WHERE customer_id IS NOT NULL AND NOT EXISTS (FROM known)),
      scores AS (SELECT customer_id, ${raw(latest.join(", "))}, max(days) FILTER (kind = 'response_time') AS promise_days
        FROM ${raw(answers.latest)} GROUP BY customer_id),
      said AS (SELECT customer_id, count(*) AS answers, max(day) AS last_answer FROM ${raw(answers.table)}
        WHERE customer_id IS NOT NULL GROUP BY customer_id),
      held AS (SELECT c.customer_id, count(*) AS complaints,
          sum(working_days) FILTER (is_settled)::DOUBLE / nullif(count(*) FILTER (is_settled), 0) AS resolved_days,
          bool_and(${raw(isKept("promise_days"))}) FILTER (${raw(isJudged("promise_days"))}) AS promise_kept
        FROM ${raw(complaints)} c LEFT JOIN scores USING (customer_id) GROUP BY c.customer_id)
    SELECT p.customer_id, nps, (SELECT ${groups} FROM (SELECT nps AS score) WHERE score IS NOT NULL) AS nps_group, csat, ces,
      expected, perceived, perceived - expected AS gap, price_level, service_quality, promise_days,
      ${book.records.has("interactions") ? raw("coalesce(complaints, 0)") : raw("NULL")}::BIGINT AS complaints, resolved_days, promise_kept,
      coalesce(answers, 0) AS answers, last_answer,
      ${isTrading ? raw("coalesce(r.monetary, 0)") : raw("NULL")}::DECIMAL(38, 4) AS revenue, v.clv
    FROM people p LEFT JOIN scores USING (customer_id) LEFT JOIN said USING (customer_id) LEFT JOIN held USING (customer_id)
      LEFT JOIN (${customerSummary(book, { asOf, from })}) r USING (customer_id) LEFT JOIN (${clv}) v USING (customer_id)`);
}
