import type { Engine } from "../../engine/engine.js";
import { raw, type Sql, sql } from "../../engine/sql.js";
import type { ValueRules } from "../../rules/value-rules.js";

/**
 * Customers by Pareto's rule within each step: all columns of the relation, `place` (descending by profit, ties by
 * customer_id), `reached` (running sum of the positive profits), `total` (their sum), `enters` (one of the fewest customers
 * who make the share of them) and `keeps` (the same with the share of the hysteresis). Without a positive profit nobody is.
 *
 * @param relation yields `customer_id`, `step` and `profit`, decimal: so sums and ties are exact
 */
export function paretoOf(relation: Sql, { strategicShare, hysteresis }: ValueRules): Sql {
  const within = (share: number): Sql =>
    sql`profit > 0 AND reached - profit < total::DECIMAL(30, 4) * ${raw(share.toFixed(6))}::DECIMAL(7, 6)`;
  return sql`
    SELECT *, ${within(strategicShare)} AS enters, ${within(hysteresis.strategicShare)} AS keeps FROM (
      SELECT *, row_number() OVER best AS place,
        sum(greatest(profit, 0)) OVER (best ROWS UNBOUNDED PRECEDING) AS reached,
        sum(greatest(profit, 0)) OVER (PARTITION BY step) AS total
      FROM ${relation} WINDOW best AS (PARTITION BY step ORDER BY profit DESC, customer_id))`;
}

/**
 * Makes the table of the customers who stay strategic, `customer_id`: today they are only in the wider circle, but they were
 * among the fewest who make the share at an earlier step and have at no step since fallen out of the wider circle.
 *
 * @param now table of `paretoOf` as of the day
 * @param earlier yields `customer_id`, `step` and `profit` of the steps before; null without any
 */
export async function createStayed(
  engine: Engine,
  now: string,
  earlier: Sql | null,
  rules: ValueRules,
  table: string,
): Promise<void> {
  const open = sql`(SELECT customer_id FROM ${raw(now)} WHERE keeps AND NOT enters)`;
  const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count FROM ${open}`);
  await engine.run(
    earlier === null || count === 0
      ? sql`CREATE OR REPLACE TABLE ${raw(table)} (customer_id VARCHAR)`
      : sql`CREATE OR REPLACE TABLE ${raw(table)} AS
          SELECT customer_id FROM (${paretoOf(earlier, rules)}) SEMI JOIN ${open} USING (customer_id)
          GROUP BY customer_id HAVING max(step) FILTER (enters) > coalesce(max(step) FILTER (NOT keeps), -1)`,
  );
}
