import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Rules } from "../../rules/index.js";
import type { Rhythm } from "./rhythm.js";

/** The stages of a customer's life, in order. */
export const STAGES = ["prospect", "new", "developing", "mature", "slipping", "lapsed"] as const;

export type Stage = (typeof STAGES)[number];

/**
 * One row a customer with a purchase up to a day: its stage on that day (`stage`), the first day of the time in which it
 * has been in it without a break (`since`), and what both follow from: `own_gap`, `gap_now`, `tenure_days`,
 * `purchase_days`.
 *
 * While no purchase comes, a customer can turn from active to slipping to lapsed and never back, and only the tenure can
 * make it mature. So a slipping or lapsed customer has been so since its turning point, and an active one since the
 * latest of three days: on which it had enough days of purchase, on which it had enough tenure, and on which it came
 * back after having slipped.
 */
export function stagesOn(day: string, { days, turns, usualGap }: Rhythm, rules: Rules["lifecycle"]["stages"]): Sql {
  const on = sql`DATE ${literal(day)}`;
  const whole = (value: number): Sql => raw(String(value));
  const tenure = Math.ceil(rules.matureGaps * usualGap - 1e-9);
  const purchase = (number: number): Sql => sql`max(day) FILTER (number = ${whole(number)})`;
  return sql`
    WITH last AS (
      SELECT customer_id, max(number)::INTEGER AS number, min(day) AS first, max(day) AS last,
        max(day) FILTER (is_return) AS returned, ${purchase(rules.developingDays - 1)} AS developed,
        ${purchase(rules.matureDays - 1)} AS grown
      FROM ${raw(days)} WHERE day <= ${on} GROUP BY customer_id
    ), turned AS (
      SELECT l.*, t.own_gap, t.slips_after, t.lapses_after, ${on} - last AS gap_now, ${on} - first AS tenure_days
      FROM last l JOIN ${raw(turns)} t ON t.number = l.number AND t.since_first = l.last - l.first
    ), staged AS (
      SELECT *, CASE WHEN gap_now >= lapses_after THEN 'lapsed' WHEN gap_now >= slips_after THEN 'slipping'
        WHEN grown IS NOT NULL AND tenure_days >= ${whole(tenure)} THEN 'mature'
        WHEN developed IS NOT NULL THEN 'developing' ELSE 'new' END AS stage FROM turned
    )
    SELECT customer_id, stage,
      CASE stage WHEN 'lapsed' THEN last + lapses_after WHEN 'slipping' THEN last + slips_after
        WHEN 'mature' THEN greatest(grown, first + ${whole(tenure)}, returned)
        WHEN 'developing' THEN greatest(developed, returned) ELSE greatest(first, returned) END AS since,
      own_gap, gap_now, tenure_days, number + 1 AS purchase_days
    FROM staged`;
}
