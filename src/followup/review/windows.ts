import { costedInteractions } from "../../analyses/contact-costs.js";
import type { Scorecard } from "../../analyses/scorecard.js";
import { grossProfit } from "../../book/gross-profit.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { outcomeExpression, outcomesThat } from "../outcomes.js";

/** Table of every listing with what came of it in its window, one row each. */
export const WINDOWS = "review_windows";

/**
 * Makes the table of listings: `list_id`, `customer_id`, `listed_on`, `arm`, `play`, `channel`, `owner`, `campaign`, `phase`,
 * `assumed` (uplift), `expected_value`, `is_over` (the window has ended by the as-of day), `bought`, `revenue` (net, in the
 * window), and of the listed `contacted`, `reached`, `won`, `amount` (as the caller said), `cost`, `contacted_on`.
 *
 * The window is the same for both arms: so many days from the day after the list's day. Who was listed counts as listed
 * whether anybody called or not (intention to treat), once for each list that it was on.
 *
 * @returns whether transactions say a profit, which `profit` then is in the window
 */
export async function createWindows(card: Scorecard): Promise<{ readonly hasProfit: boolean }> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const days = raw(String(rules.followup.review.windowDays));
  const profit = await grossProfit(book);
  const set = (test: Parameters<typeof outcomesThat>[0]) => outcomesThat(test);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(WINDOWS)} AS
    WITH listed AS (
      SELECT record_id, list_id, customer_id, day AS listed_on, arm, coalesce(play, '(unknown)') AS play, coalesce(channel, '(unknown)') AS channel,
        coalesce(owner, '(unknown)') AS owner, campaign, phase, uplift AS assumed, expected_value,
        day + ${days} <= DATE ${literal(asOf)} AS is_over
      FROM listings WHERE customer_id IS NOT NULL AND day IS NOT NULL AND arm IS NOT NULL AND day <= DATE ${literal(asOf)}
    ), bought AS (
      SELECT l.customer_id, l.listed_on, bool_or(t.state = 0) AS bought, sum(t.amount) AS revenue, sum(${profit?.profit ?? raw("NULL")}::DECIMAL(18, 4)) AS profit
      FROM (SELECT DISTINCT customer_id, listed_on FROM listed) l JOIN transactions t ON t.customer_id = l.customer_id
        AND t.state < 2 AND t.day > l.listed_on AND t.day <= l.listed_on + ${days} AND t.day <= DATE ${literal(asOf)} GROUP BY ALL
    ), worked AS (
      SELECT record_id, day, full_cost, amount, ${outcomeExpression(raw("outcome"))} AS outcome
      FROM (${costedInteractions(rules.contact)}) WHERE record_id IN (SELECT record_id FROM listed) AND day <= DATE ${literal(asOf)}
    ), came AS (
      SELECT record_id, min(day) AS contacted_on, bool_or(outcome IN (${set((one) => one.isReached)})) AS reached,
        bool_or(outcome IN (${set((one) => one.isWon)})) AS won, sum(amount) FILTER (outcome IN (${set((one) => one.isWon)})) AS amount,
        sum(full_cost::DECIMAL(18, 4)) AS cost
      FROM worked GROUP BY record_id
    )
    SELECT l.*, coalesce(b.bought, false) AS bought, coalesce(b.revenue, 0) AS revenue, b.profit,
      c.record_id IS NOT NULL AS contacted, coalesce(c.reached, false) AS reached, coalesce(c.won, false) AS won, c.amount, c.cost, c.contacted_on
    FROM listed l LEFT JOIN bought b ON b.customer_id = l.customer_id AND b.listed_on = l.listed_on LEFT JOIN came c ON c.record_id = l.record_id`);
  return { hasProfit: profit !== null };
}
