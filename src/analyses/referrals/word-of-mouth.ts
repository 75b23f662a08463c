import type { Column } from "../../columns/column.js";
import { join, literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";
import { readAnswers, satisfiedFrom } from "../survey/answers.js";

/** What of referrals was really seen. */
export interface SeenReferrals {
  /** People who were brought. */
  readonly people: number;
  /** Those of them who became customers. */
  readonly converted: number;
}

/**
 * Word of mouth as the rule of thumb 1:25:8:1 estimates it (one satisfied customer reaches 25 people, 8 of them think of
 * buying, 1 buys) beside what was seen. Who is satisfied is known from answers; where there are none, it is not, and the
 * estimate is left empty instead of taking everybody for satisfied.
 */
export async function wordOfMouthTable(card: Scorecard, seen: SeenReferrals): Promise<ResultTable> {
  const { reach } = card.rules.referrals;
  const { asked, satisfied } = await satisfiedCustomers(card);
  const from = satisfiedFrom(card.rules);
  const estimate = (each: number): number | null => (satisfied === null ? null : satisfied * each);
  const columns: readonly Column[] = [
    { name: "step", type: "text", description: "Step of word of mouth" },
    {
      name: "estimate",
      type: "number",
      description: "Rule of thumb times the customers who say that they are satisfied",
    },
    { name: "seen", type: "integer", description: "What the records show; empty where they cannot show it" },
    { name: "basis", type: "text", prose: true, description: "Where the numbers come from" },
  ];
  const basis =
    satisfied === null
      ? "no answers to how satisfied customers are, or whether they would recommend us"
      : `customers whose latest answer is at least ${from.nps} of 10 (recommend) or ${from.csat} of 5 (satisfied), of ${asked} asked`;
  return {
    name: "word_of_mouth",
    title: "Word of mouth: 1:25:8:1 as an estimate, beside what was seen",
    columns,
    everyRow: true,
    query: valuesQuery(columns, [
      ["satisfied customers", satisfied, satisfied, basis],
      [
        "people who hear of us",
        estimate(reach.hear),
        null,
        `${reach.hear} each, an assumption; hearing leaves no record`,
      ],
      [
        "people who think of buying",
        estimate(reach.intend),
        seen.people,
        `${reach.intend} each, an assumption; seen: people whom somebody brought`,
      ],
      [
        "people who buy",
        estimate(reach.buy),
        seen.converted,
        `${reach.buy} each, an assumption; seen: those of them who became customers`,
      ],
    ]),
  };
}

/** How many customers were asked, and how many of them are satisfied; null where nobody was asked. */
async function satisfiedCustomers(card: Scorecard): Promise<{ asked: number; satisfied: number | null }> {
  if (!card.book.records.has("responses")) return { asked: 0, satisfied: null };
  const { latest } = await readAnswers(card);
  const cases = Object.entries(satisfiedFrom(card.rules)).map(
    ([kind, from]) => sql`WHEN ${literal(kind)} THEN score >= ${raw(String(from))}`,
  );
  const row = await card.book.engine.row<{ asked: number; satisfied: number }>(sql`
    SELECT count(*) AS asked, count(*) FILTER (is_satisfied) AS satisfied FROM (
      SELECT customer_id, bool_or(CASE kind ${join(cases, " ")} END) AS is_satisfied FROM ${raw(latest)}
      WHERE score IS NOT NULL AND kind IN (${join(Object.keys(satisfiedFrom(card.rules)).map((kind) => literal(kind)))})
        AND customer_id IN (SELECT customer_id FROM ${raw(await everyCustomer(card))})
      GROUP BY customer_id)`);
  return row.asked === 0 ? { asked: 0, satisfied: null } : row;
}
