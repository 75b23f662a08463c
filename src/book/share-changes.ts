import { literal, raw, type Sql, sql } from "../engine/sql.js";

/**
 * The days on which it changes whether the net spend of a customer in the 365 days up to the day comes to a share of what
 * it spends with everybody in a year: `customer_id`, `day` and `holds`, from then on. Before the first of them it does not.
 *
 * @param customers relation of `customer_id`, `category_spend` (above 0) and `since`, the day before which nothing is asked
 * @param share from 0 to 1
 * @param asOf the last day
 */
export const shareChanges = (customers: Sql, share: number, asOf: string): Sql => sql`
  WITH asked AS (SELECT *, row_number() OVER () AS number FROM (${customers})),
  net AS (
    SELECT number, t.day, sum(t.amount) AS net FROM transactions t JOIN asked USING (customer_id)
    WHERE t.state < 2 AND t.day <= DATE ${literal(asOf)} AND t.day > asked.since - 365 GROUP BY ALL),
  moves AS (
    SELECT number, day, sum(net) AS net FROM (
      FROM net UNION ALL SELECT number, day + 365, -net FROM net WHERE day + 365 <= DATE ${literal(asOf)}) GROUP BY ALL),
  summed AS (SELECT number, day, net, sum(net) OVER (PARTITION BY number ORDER BY day) AS recent FROM moves)
  SELECT customer_id, day, ${comesTo(raw("recent"), share)} AS holds FROM summed JOIN asked USING (number)
  WHERE ${comesTo(raw("recent"), share)} <> ${comesTo(sql`(recent - net)`, share)}`;

const comesTo = (spend: Sql, share: number): Sql =>
  sql`(least(1, greatest(0, ${spend}::DOUBLE / category_spend)) >= ${raw(String(share))})`;
