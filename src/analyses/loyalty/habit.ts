import { literal, raw, sql } from "../../engine/sql.js";
import type { History } from "../../models/index.js";
import { purchaseDaysOf } from "../purchase-days-of.js";
import type { Scorecard } from "../scorecard.js";

/** Days without a purchase beyond which nobody is looked for a habit. */
const FAR = 36_525;

/**
 * For how many days without a purchase a habit lasts: the first gap, in days, at which it is broken; 0 where there is none
 * even on the day of the purchase. P(alive) falls with every day without a purchase, so the gap is found by bisection.
 * Where no P(alive) is known, a habit lasts for so many times the mean own gap.
 *
 * @param repeats days of purchase after the first
 * @param sinceFirst days from the first to the last purchase
 */
export function habitLasts(
  repeats: number,
  sinceFirst: number,
  rules: { readonly alive: number; readonly gaps: number },
  chance: ((history: History) => number) | null,
): number {
  if (chance === null) return Math.floor((rules.gaps * sinceFirst) / repeats + 1e-9) + 1;
  let [low, high] = [0, FAR];
  while (low < high) {
    const gap = Math.floor((low + high) / 2);
    if (chance({ frequency: repeats, recency: sinceFirst, age: sinceFirst + gap }) < rules.alive) high = gap;
    else low = gap + 1;
  }
  return low;
}

/**
 * Makes the table of habits as of a day, one row a customer with a purchase: `purchase_days`, `regularity`
 * (1 / (1 + CV²) of the own gaps, CV their standard deviation over their mean; null with fewer than two gaps),
 * `is_habitual`, `habit_since` (first day of the present or last stretch of a habit), `broken_on` (the day on which the last
 * stretch ended, null where it has not), `is_unbroken` (one stretch, from the first day on which there could be one) and
 * `first_purchase`. P(alive) of earlier days is by the fit as of the day, so that a customer's past is seen as its present is.
 */
export async function createHabits(card: Scorecard, day: string, table: string): Promise<void> {
  const { engine } = card.book;
  const { habit } = card.rules.loyalty;
  const alive = await card.alive(day);
  const [days, lasts] = [`${table}_days`, `${table}_lasts`];
  await purchaseDaysOf(card, day, days);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(lasts)} (number INTEGER, since_first INTEGER, lasts INTEGER)`);
  const appender = await engine.appender(lasts);
  const least = habit.purchaseDays - 1;
  const distinct = sql`SELECT DISTINCT number, since_first FROM ${raw(days)} WHERE number >= ${raw(String(least))} ORDER BY ALL`;
  for await (const rows of engine.batches(distinct)) {
    for (const [number, sinceFirst] of rows as [number, number][]) {
      appender.integer(number);
      appender.integer(sinceFirst);
      appender.integer(habitLasts(number, sinceFirst, habit, alive.chance));
      appender.endRow();
    }
  }
  appender.close();
  const end = sql`DATE ${literal(day)}`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH steps AS (
      SELECT d.customer_id, d.number, d.day, (d.since_first - d.previous_since_first)::DOUBLE AS gap, coalesce(l.lasts, 0) AS lasts,
        d.number >= ${raw(String(least))} AND coalesce(l.lasts, 0) > 0 AS is_habit,
        d.previous_number >= ${raw(String(least))} AND p.lasts > d.since_first - d.previous_since_first - 1 AS goes_on
      FROM ${raw(days)} d LEFT JOIN ${raw(lasts)} l USING (number, since_first)
        LEFT JOIN ${raw(lasts)} p ON p.number = d.previous_number AND p.since_first = d.previous_since_first)
    SELECT customer_id, count(*)::INTEGER AS purchase_days, min(day) AS first_purchase,
      -- 1 / (1 + CV²) = (Σ gap)² / (n Σ gap²): of whole numbers, so that no order of rows is to be seen in it.
      CASE WHEN count(gap) > 1 THEN (sum(gap) * sum(gap)) / (count(gap) * sum(gap * gap)) END AS regularity,
      arg_max(is_habit AND ${end} - day < lasts, number) AS is_habitual,
      max(day) FILTER (is_habit AND NOT coalesce(goes_on, false)) AS habit_since,
      CASE WHEN NOT arg_max(is_habit AND ${end} - day < lasts, number)
        THEN arg_max(day + lasts, number) FILTER (is_habit) END AS broken_on,
      count(*) FILTER (is_habit AND NOT coalesce(goes_on, false)) = 1
        AND bool_and(is_habit) FILTER (number >= ${raw(String(least))}) AS is_unbroken
    FROM steps GROUP BY customer_id`);
  for (const name of [days, lasts]) await engine.run(sql`DROP TABLE ${raw(name)}`);
}
