import { literal, raw, type Sql, sql } from "../engine/sql.js";

/**
 * The days on which it changes whether the net spend of a customer in the 365 days up to the day comes to a share of what
 * it spends with everybody in a year: `customer_id`, `day` and `holds`, from then on.
 *
 * @param customers relation of `customer_id`, `category_spend` (above 0) and `since`, the day before which nothing is asked
 * @param share from 0 to 1
 * @param asOf the last day
 */
export const shareChanges = (customers: Sql, share: number, asOf: string): Sql => sql`
  WITH asked AS (${customers}),
  net AS (
    SELECT customer_id, t.day, sum(t.amount) AS net FROM transactions t JOIN asked USING (customer_id)
    WHERE t.state < 2 AND t.day <= DATE ${literal(asOf)} AND t.day > asked.since - 365 GROUP BY ALL),
  moves AS (
    SELECT customer_id, day, net FROM net
    UNION ALL SELECT customer_id, day + 365, -net FROM net WHERE day + 365 <= DATE ${literal(asOf)}),
  summed AS (
    SELECT customer_id, day, sum(sum(net)) OVER (PARTITION BY customer_id ORDER BY day) AS recent FROM moves GROUP BY customer_id, day),
  held AS (
    SELECT customer_id, day, least(1, greatest(0, recent::DOUBLE / category_spend)) >= ${raw(String(share))} AS holds
    FROM summed JOIN asked USING (customer_id))
  SELECT customer_id, day, holds FROM held
  QUALIFY holds IS DISTINCT FROM lag(holds) OVER (PARTITION BY customer_id ORDER BY day)`;
