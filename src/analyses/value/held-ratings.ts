import type { Engine } from "../../engine/engine.js";
import { identifier, join, raw, sql } from "../../engine/sql.js";
import type { ValueRules } from "../../rules/value-rules.js";
import type { Figures } from "./figures.js";
import { weighed } from "./indicators.js";
import { heldRatings, mayBeHeld } from "./rating.js";
import { pointsColumns, scoreOf } from "./score.js";
import { settleStandards } from "./standards.js";

/**
 * Makes the table of ratings that an earlier one may hold up: `customer_id` and `rating`. Each month end is scored by the
 * standards of its own, as it was then; what does not follow from the transactions counts as of the day. Only customers
 * little below a cut-off need it.
 *
 * @param scores table of the day with `score` and all points
 */
export async function createHeldRatings(
  engine: Engine,
  { last, earlier, values }: Figures,
  rules: ValueRules,
  scores: string,
  table: string,
): Promise<void> {
  const indicators = weighed(rules);
  const others = indicators.filter(({ isTraded }) => isTraded !== true);
  const points = others.map(({ id }) => identifier(`points_${id}`));
  const open = sql`(SELECT ${join([raw("customer_id, score"), ...points])} FROM ${raw(scores)} WHERE ${mayBeHeld(rules)})`;
  const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count FROM ${open}`);
  if (earlier.length === 0 || count === 0) {
    await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} (customer_id VARCHAR, rating VARCHAR)`);
    return;
  }
  const traded = indicators.filter(({ isTraded }) => isTraded === true);
  const everyValue = join(
    earlier.map((step) => values(step, traded)),
    " UNION ALL ",
  );
  const standards = await settleStandards(engine, sql`(${everyValue})`, earlier, traded, rules);
  const before = earlier.map((step) => {
    const columns = [...(traded.length === 0 ? [] : [pointsColumns(traded, standards.get(step)!)]), ...points];
    return sql`SELECT customer_id, step, ${scoreOf(indicators)} AS score FROM (
      SELECT ${join([raw("customer_id, step"), ...columns])} FROM (${values(step, traded)}) JOIN ${open} USING (customer_id))`;
  });
  const today = sql`SELECT customer_id, ${raw(String(last))}::UTINYINT AS step, score FROM ${open}`;
  await engine.run(
    sql`CREATE OR REPLACE TABLE ${raw(table)} AS ${heldRatings(join([...before, today], " UNION ALL "), rules)}`,
  );
}
