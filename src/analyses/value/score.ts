import { identifier, join, raw, type Sql, sql } from "../../engine/sql.js";
import type { ValueIndicatorId } from "../../rules/value-rules.js";
import { contributionColumn, type Indicator } from "./indicators.js";
import { pointsOf, type Standards } from "./standards.js";

type Weighed = Indicator & { readonly weight: number };

/** The column of an indicator's points. */
const pointsColumn = (id: ValueIndicatorId): Sql => identifier(`points_${id}`);

/** The columns of points, to be selected from a relation with each indicator's value under its id. */
export const pointsColumns = (indicators: readonly Weighed[], standards: Standards): Sql =>
  join(indicators.map(({ id }) => sql`${pointsOf(identifier(id), standards.get(id)!)} AS ${pointsColumn(id)}`));

/** SQL for the sum of the weights of the indicators that are known of a customer; null where none is. */
const knownWeight = (indicators: readonly Weighed[]): Sql =>
  sql`nullif(${join([raw("0"), ...indicators.map(({ id, weight }) => sql`CASE WHEN ${pointsColumn(id)} IS NOT NULL THEN ${raw(String(weight))}::DOUBLE ELSE 0 END`)], " + ")}, 0)`;

/**
 * SQL for the weighted mean of the first so many indicators' points over the known weight of all of them, to two decimals.
 * With all of them it is the score.
 */
const runningScore = (indicators: readonly Weighed[], many = indicators.length): Sql => {
  const parts = indicators
    .slice(0, many)
    .map(({ id, weight }) => sql`${raw(String(weight))}::DOUBLE * coalesce(${pointsColumn(id)}, 0)`);
  // The inner rounding takes the noise of the division away, so that exact halves round up on every machine.
  return sql`round(round((${join([raw("0"), ...parts], " + ")}) / ${knownWeight(indicators)}, 9), 2)::DECIMAL(7, 2)`;
};

/** SQL for the score from 0 to 100, from the columns of points; null where no indicator is known. */
export const scoreOf = (indicators: readonly Weighed[]): Sql =>
  indicators.length === 0 ? raw("NULL::DECIMAL(7, 2)") : runningScore(indicators);

/**
 * The columns of contributions. Each is the difference of two neighbouring running sums, both rounded to two decimals:
 * so they add up to the score exactly, and none is more than 0.01 from its unrounded value. Null where the indicator is
 * not known of the customer.
 */
export const contributionColumns = (indicators: readonly Weighed[]): Sql[] =>
  indicators.map(({ id }, place) => {
    const before = place === 0 ? raw("0") : runningScore(indicators, place);
    return sql`CASE WHEN ${pointsColumn(id)} IS NOT NULL THEN ${runningScore(indicators, place + 1)} - ${before} END::DECIMAL(7, 2)
      AS ${identifier(contributionColumn(id))}`;
  });

/** SQL for the ids of the indicators that are not known of a customer, parted by commas; empty where all are. */
export const missingOf = (indicators: readonly Weighed[]): Sql =>
  sql`concat_ws(', ', ${join(indicators.map(({ id }) => sql`CASE WHEN ${pointsColumn(id)} IS NULL THEN ${raw(`'${id}'`)} END`))})`;
