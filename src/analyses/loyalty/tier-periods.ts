import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Rules } from "../../rules/index.js";

export type TierRules = Rules["tiers"];

/*
 * Both yield one row a customer: `measure` of the present period, its `period_start` and `period_end`, `earned_rank` (what it
 * deserves), `held_rank` (what the customer holds), `kept_measure` (what of the measure still counts on the day by which
 * the tier has to be earned again) and `keep_by`, that day.
 */

/**
 * Tiers by years that follow one another. A year's tier is held through the next one; at its end the customer gets what that
 * year deserved, or with a soft landing one tier less at most. So with the tiers e(0) of the present year so far, e(1) of
 * the last, … the held tier is max(e(0), e(1)), or with a soft landing max(e(0), max over j ≥ 1 of e(j) − (j − 1)); within the
 * grace it is what was held at the end of the last year as well.
 *
 * @param days relation of `customer_id`, `day` and `measure`
 * @param enrolled relation of `customer_id` and `enrolled`, the day on which years begin, before which nothing counts; null
 *   for calendar years
 */
export function calendarTiers(tiers: TierRules, days: Sql, asOf: string, enrolled: Sql | null): Sql {
  const end = sql`DATE ${literal(asOf)}`;
  const grace = raw(String(tiers.graceDays));
  const start = enrolled === null ? raw("DATE '1900-01-01'") : raw("n.enrolled");
  const lost = tiers.softLanding
    ? raw("e.rank - (e.years_ago - 1)")
    : raw("CASE WHEN e.years_ago = 1 THEN e.rank ELSE 0 END");
  // What was held at the end of the last year: its own tier, or what it had begun with.
  const lostBefore = tiers.softLanding
    ? raw("CASE WHEN e.years_ago = 1 THEN e.rank ELSE e.rank - (e.years_ago - 2) END")
    : raw("CASE WHEN e.years_ago IN (1, 2) THEN e.rank ELSE 0 END");
  return sql`
    SELECT customer_id, measure, period_start, period_end, earned_rank, greatest(lasting_rank, graced_rank) AS held_rank,
      NULL::DECIMAL(28, 4) AS kept_measure,
      -- What the grace alone keeps ends with the grace.
      CASE WHEN graced_rank > lasting_rank THEN period_start + ${grace} - 1 ELSE period_end END AS keep_by
    FROM (SELECT e.customer_id, coalesce(max(e.measure) FILTER (e.years_ago = 0), 0) AS measure,
      any_value(e.period_start) AS period_start, any_value(e.period_end) AS period_end,
      coalesce(max(e.rank) FILTER (e.years_ago = 0), 0) AS earned_rank,
      greatest(0, coalesce(max(e.rank) FILTER (e.years_ago = 0), 0), coalesce(max(${lost}) FILTER (e.years_ago >= 1), 0)) AS lasting_rank,
      CASE WHEN any_value(e.period_start) + ${grace} > ${end}
        THEN coalesce(max(${lostBefore}) FILTER (e.years_ago >= 1), 0) ELSE 0 END AS graced_rank
    FROM (
      SELECT customer_id, years_ago, sum(measure) AS measure, ${rankOf(tiers, raw("sum(measure)"))} AS rank,
        any_value(period_start) AS period_start, any_value(period_end) AS period_end
      FROM (
        SELECT d.customer_id, d.measure, datesub('year', ${start}, ${end}) - datesub('year', ${start}, d.day) AS years_ago,
          (${start} + to_years(datesub('year', ${start}, ${end})::INTEGER))::DATE AS period_start,
          (${start} + to_years(datesub('year', ${start}, ${end})::INTEGER + 1))::DATE - 1 AS period_end
        FROM (${days}) d ${enrolled === null ? raw("") : sql`JOIN (${enrolled}) n ON n.customer_id = d.customer_id AND n.enrolled <= d.day`})
      GROUP BY customer_id, years_ago) e
    GROUP BY e.customer_id)`;
}

/**
 * Tiers by the 365 days up to each day: a tier that the sum reaches on a day of purchase is held for 365 days from then on,
 * and its grace; with a soft landing it is one tier less for each further 365 days. The tier is earned again by a purchase
 * with which the sum reaches it once more, for which what lies in the 365 days up to the last day still counts.
 */
export function rollingTiers(tiers: TierRules, days: Sql, asOf: string): Sql {
  const end = sql`DATE ${literal(asOf)}`;
  const grace = raw(String(tiers.graceDays));
  const steps = sql`greatest(0, ceil((${end} - r.day - ${grace}) / 365.0) - 1)::INTEGER`;
  const left = tiers.softLanding
    ? sql`greatest(0, r.rank - ${steps})`
    : sql`CASE WHEN ${end} - r.day <= 365 + ${grace} THEN r.rank ELSE 0 END`;
  return sql`
    WITH days AS MATERIALIZED (${days}),
    reached AS (
      SELECT customer_id, day, ${rankOf(tiers, raw("running"))} AS rank FROM (
        SELECT customer_id, day, measure,
          sum(measure) OVER (PARTITION BY customer_id ORDER BY day RANGE BETWEEN INTERVAL 364 DAYS PRECEDING AND CURRENT ROW) AS running
        FROM days) WHERE measure > 0),
    held AS (SELECT customer_id, ${left} AS rank, day + 365 * (${steps} + 1) + ${grace} AS until FROM reached r),
    best AS (SELECT customer_id, max(rank) AS rank, arg_max(until, (rank, until)) AS until FROM held GROUP BY customer_id)
    SELECT d.customer_id, coalesce(sum(d.measure) FILTER (d.day > ${end} - 365), 0) AS measure,
      ${end} - 364 AS period_start, ${end} AS period_end,
      ${rankOf(tiers, sql`coalesce(sum(d.measure) FILTER (d.day > ${end} - 365), 0)`)} AS earned_rank,
      coalesce(any_value(b.rank), 0) AS held_rank,
      coalesce(sum(d.measure) FILTER (d.day > b.until - 365), 0) AS kept_measure, any_value(b.until) AS keep_by
    FROM days d LEFT JOIN best b USING (customer_id)
    GROUP BY d.customer_id`;
}

/** SQL for the rank of the tier that a sum deserves: 0 for none, 1 for the lowest. */
export function rankOf({ levels }: TierRules, measure: Sql): Sql {
  const cases = levels.map(
    ({ from }, index) => sql`WHEN ${measure} >= ${raw(String(from))} THEN ${raw(String(index + 1))}`,
  );
  return sql`(CASE ${join(cases.toReversed(), " ")} ELSE 0 END)`;
}
