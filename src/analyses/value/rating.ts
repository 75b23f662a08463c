import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { RATINGS, type ValueRules } from "../../rules/value-rules.js";

const LOWEST = RATINGS[RATINGS.length - 1]!;
/** The ratings that a score has to reach, best first. */
const REACHED = RATINGS.slice(0, -1) as readonly Exclude<(typeof RATINGS)[number], "E">[];

/** SQL for the rating of a `score` alone. */
export const ratingOfScore = ({ ratings }: ValueRules): Sql =>
  sql`CASE WHEN score IS NULL THEN NULL ${join(
    REACHED.map((rating) => sql`WHEN score >= ${raw(String(ratings[rating]))} THEN ${literal(rating)}`),
    " ",
  )} ELSE ${literal(LOWEST)} END`;

/** SQL that holds for a `score` that is below the least of a rating, by no more points than keep it. */
const isWithinReach = (least: number, { hysteresis }: ValueRules): Sql =>
  sql`score < ${raw(String(least))} AND score >= ${raw(keptFrom(least, hysteresis.ratingPoints))}`;

const keptFrom = (least: number, points: number): string => (least - points).toFixed(6);

/** SQL that holds for a `score` that an earlier rating could still hold up. */
export const mayBeHeld = (rules: ValueRules): Sql =>
  sql`(${join(
    REACHED.map((rating) => sql`(${isWithinReach(rules.ratings[rating], rules)})`),
    " OR ",
  )})`;

/**
 * Query of `customer_id` and `rating`: the best rating whose least the score reached at some step and has at no step since
 * fallen below by more than the points of the hysteresis.
 *
 * @param scores yields `customer_id`, `step` and `score` at every step up to the last
 */
export function heldRatings(scores: Sql, { ratings, hysteresis }: ValueRules): Sql {
  const holds = REACHED.map((rating) => {
    const least = ratings[rating];
    return sql`WHEN max(step) FILTER (score >= ${raw(String(least))})
      > coalesce(max(step) FILTER (score < ${raw(keptFrom(least, hysteresis.ratingPoints))}), -1) THEN ${literal(rating)}`;
  });
  return sql`SELECT customer_id, CASE ${join(holds, " ")} ELSE ${literal(LOWEST)} END AS rating FROM (${scores}) GROUP BY customer_id`;
}
