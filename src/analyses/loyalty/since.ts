import { shareChanges } from "../../book/share-changes.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";

/** For what holds with no day of its own: before every day. */
export const EVER = raw("DATE '0001-01-01'");

/**
 * Since when those with a habit have had their class within it: `customer_id` and `since`, null where since the habit began.
 * Evidence comes and goes (answers change, a share is reached and lost), so that its days are gone through one after
 * another: the class began on the first of them after the last on which it was another.
 *
 * @param judged table of `classify` with those as of `day`
 * @param answers relation of `customer_id`, `placed` and `promoter`: what was answered when
 */
export function sinceOf({ rules }: Scorecard, day: string, judged: string, answers: Sql): Sql {
  const last = (kind: string): Sql =>
    raw(`coalesce(last_value(CASE WHEN kind = '${kind}' THEN holds END IGNORE NULLS) OVER spell, false)`);
  // Where the other kinds are too few, the share has never decided the class.
  const asked = sql`SELECT customer_id, category_spend, habit_since AS since FROM ${raw(judged)}
    WHERE is_habitual AND share_of_category IS NOT NULL AND needed - 1 <= (forgave_on IS NOT NULL)::INTEGER
      + (referred_on IS NOT NULL OR customer_id IN (SELECT customer_id FROM (${answers}) WHERE promoter))::INTEGER`;
  return sql`
    WITH events AS (
      SELECT customer_id, forgave_on AS placed, 'forgiveness' AS kind, true AS holds FROM ${raw(judged)} WHERE is_habitual AND forgave
      UNION ALL SELECT customer_id, referred_on, 'referrals', true FROM ${raw(judged)} WHERE is_habitual AND referred_on IS NOT NULL
      UNION ALL SELECT customer_id, tenure_on, 'exclusivity', true FROM ${raw(judged)}
        WHERE is_habitual AND share_of_category IS NULL AND exclusivity
      UNION ALL SELECT customer_id, day, 'exclusivity', holds FROM (${shareChanges(asked, rules.loyalty.exclusivity.share, day)})
      UNION ALL SELECT customer_id, placed, 'promoter', promoter FROM (${answers})
        SEMI JOIN (SELECT customer_id FROM ${raw(judged)} WHERE is_habitual) USING (customer_id) WHERE placed <= DATE ${literal(day)}),
    states AS (
      SELECT customer_id, placed, ${last("forgiveness")}::INTEGER + ${last("exclusivity")}::INTEGER
        + (${last("referrals")} OR ${last("promoter")})::INTEGER AS kinds
      FROM events WINDOW spell AS (PARTITION BY customer_id ORDER BY placed)),
    classed AS (
      SELECT customer_id, placed, j.loyalty_class = 'loyalist' AS is_loyalist, s.kinds >= j.needed AS was_loyalist
      FROM states s JOIN ${raw(judged)} j USING (customer_id)),
    changed AS (
      SELECT *, max(placed) FILTER (was_loyalist <> is_loyalist) OVER (PARTITION BY customer_id) AS otherwise_on FROM classed)
    SELECT customer_id, min(placed) AS since FROM changed
    WHERE placed > otherwise_on OR (otherwise_on IS NULL AND is_loyalist) GROUP BY customer_id`;
}
