import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { FACTS } from "./facts.js";
import { PLAYS } from "./plays/index.js";
import type { Play, PlayContext } from "./plays/play.js";

/** Table of every play that is for a customer: `play`, `customer_id`, `reason`, `points`, `deadline`, `stake`. */
export const CANDIDATES = "followup_candidates";
/** Table of the plays of this list: `play`, `place`, `title`, `stage`, `is_service`, `speaks_to`, `uplift`, `uplift_source`. */
export const PLAYS_USED = "followup_plays";

/** How much a play does, and how that is known. */
export interface Uplift {
  readonly uplift: number;
  readonly source: "assumed" | "measured";
}

/**
 * Makes both tables: each play that is used, with its uplift, and whom it is for, given their level of relationship.
 *
 * @param measured uplifts that take the place of assumptions
 */
export async function createCandidates(
  context: PlayContext,
  plays: readonly Play[],
  measured: ReadonlyMap<string, Uplift>,
): Promise<void> {
  const { engine } = context.card.book;
  const rules = context.card.rules.followup.plays;
  const rows = plays.map((play) => {
    const { uplift, source } = measured.get(play.id) ?? { uplift: rules[play.id].uplift, source: "assumed" };
    const values = [play.id, play.title, play.stage, play.speaksTo, source].map((value) => literal(value).text);
    return `(${values.join(", ")}, ${PLAYS.indexOf(play)}, ${play.isService === true}, ${uplift}::DOUBLE)`;
  });
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(PLAYS_USED)} AS
    SELECT * FROM (VALUES ${raw(rows.join(", "))}) v(play, title, stage, speaks_to, uplift_source, place, is_service, uplift)`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(CANDIDATES)}
    (play VARCHAR, customer_id VARCHAR, reason VARCHAR, points VARCHAR, deadline DATE, stake DOUBLE)`);
  for (const play of plays) {
    const query = play.candidates(context);
    if (query === null) continue;
    await engine.run(sql`INSERT INTO ${raw(CANDIDATES)} SELECT ${literal(play.id)}, customer_id, reason, points, deadline, coalesce(stake, 0)
      FROM (${query}) WHERE customer_id IN (SELECT customer_id FROM ${raw(FACTS)} WHERE ${isOfLevel(rules[play.id].levels)})`);
  }
}

/** SQL that holds for customers at one of some levels of relationship; `none` is who has not bought. */
function isOfLevel(levels: readonly string[]): Sql {
  const named = levels.filter((level) => level !== "none").map(literal);
  const parts = [
    ...(named.length === 0 ? [] : [sql`level IN (${join(named)})`]),
    ...(levels.includes("none") ? [raw("level IS NULL")] : []),
  ];
  return parts.length === 0 ? raw("false") : sql`(${join(parts, " OR ")})`;
}
