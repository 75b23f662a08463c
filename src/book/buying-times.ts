import { join, literal, raw, type Sql, sql } from "../engine/sql.js";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/**
 * One row a customer: `weekday` (1 Monday to 7 Sunday) on which the customer bought most often up to a day, and `hour`
 * likewise, null where no purchase says it. Purchases of one day and hour count once; of equal ones the first counts.
 *
 * @param lists table of `createPurchaseDayLists` as of the day
 */
export function buyingTimes(asOf: string, lists: string, hasHours: boolean): Sql {
  // A day counts as 8, and what is left over tells the weekday: more for an earlier one, which so wins where counts are equal.
  const counts = WEEKDAYS.map(
    (day) => sql`8 * count(*) FILTER (weekday = ${raw(String(day))}) + ${raw(String(8 - day))}`,
  );
  const weekdays = sql`SELECT customer_id, (8 - greatest(${join(counts)}) % 8)::INTEGER AS weekday
    FROM (SELECT customer_id, isodow(unnest(days)) AS weekday FROM ${raw(lists)}) GROUP BY customer_id`;
  if (!hasHours) return sql`SELECT customer_id, weekday, NULL::INTEGER AS hour FROM (${weekdays})`;
  return sql`
    WITH times AS (SELECT DISTINCT customer_id, day, try_cast(hour AS INTEGER) AS hour FROM transactions
      WHERE state = 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)}),
    hours AS (SELECT customer_id, hour, count(*) AS days FROM times WHERE hour IS NOT NULL GROUP BY ALL)
    SELECT customer_id, w.weekday, h.hour
    FROM (${weekdays}) w
      LEFT JOIN (SELECT customer_id, arg_min(hour, (-days, hour)) AS hour FROM hours GROUP BY 1) h USING (customer_id)`;
}

/** Net spend of each customer in the `days` up to and with each of two days: `spend_before` and `spend_now`. */
export const spendInWindows = (now: string, before: string, days: number): Sql => sql`
  SELECT customer_id, coalesce(sum(amount) FILTER (${inWindow(before, days)}), 0) AS spend_before,
    coalesce(sum(amount) FILTER (${inWindow(now, days)}), 0) AS spend_now
  FROM transactions WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(now)} GROUP BY customer_id`;

const inWindow = (end: string, days: number): Sql =>
  sql`day > DATE ${literal(end)} - ${raw(String(days))} AND day <= DATE ${literal(end)}`;
