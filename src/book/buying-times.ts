import { literal, raw, type Sql, sql } from "../engine/sql.js";

/**
 * One row a customer: `weekday` (1 Monday to 7 Sunday) on which the customer bought most often up to a day, and `hour`
 * likewise, null where no purchase says it. Purchases of one day and hour count once; of equal ones the first counts.
 */
export function buyingTimes(asOf: string, hasHours: boolean): Sql {
  const hour = hasHours ? raw("try_cast(hour AS INTEGER)") : raw("NULL::INTEGER");
  return sql`
    WITH times AS (SELECT DISTINCT customer_id, day, ${hour} AS hour FROM transactions
      WHERE state = 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)}),
    weekdays AS (SELECT customer_id, isodow(day)::INTEGER AS weekday, count(DISTINCT day) AS days FROM times GROUP BY ALL),
    hours AS (SELECT customer_id, hour, count(*) AS days FROM times WHERE hour IS NOT NULL GROUP BY ALL)
    SELECT customer_id, w.weekday, h.hour
    FROM (SELECT customer_id, arg_min(weekday, (-days, weekday)) AS weekday FROM weekdays GROUP BY 1) w
      LEFT JOIN (SELECT customer_id, arg_min(hour, (-days, hour)) AS hour FROM hours GROUP BY 1) h USING (customer_id)`;
}

/** Net spend of each customer in the `days` up to and with each of two days: `spend_before` and `spend_now`. */
export const spendInWindows = (now: string, before: string, days: number): Sql => sql`
  SELECT customer_id, coalesce(sum(amount) FILTER (${inWindow(before, days)}), 0) AS spend_before,
    coalesce(sum(amount) FILTER (${inWindow(now, days)}), 0) AS spend_now
  FROM transactions WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(now)} GROUP BY customer_id`;

const inWindow = (end: string, days: number): Sql =>
  sql`day > DATE ${literal(end)} - ${raw(String(days))} AND day <= DATE ${literal(end)}`;
