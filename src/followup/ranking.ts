import type { Scorecard } from "../analyses/scorecard.js";
import { literal, raw, type Sql, sql } from "../engine/sql.js";
import { UNASSIGNED } from "./call-list.js";
import { CANDIDATES, PLAYS_USED } from "./candidates.js";
import { OFFERS } from "./contact-policy.js";
import { FACTS } from "./facts.js";

/**
 * Table of who may be contacted, one row a customer: the play that leads with its channel, cost and `expected_value`, `owner`,
 * `not_before`, `deadline`, `is_service`, `other_plays` and `other_reasons` (the plays that come after it).
 */
export const RANKED = "followup_ranked";
/** Table of whom a play is for and who may not be contacted, or is not worth it: `customer_id`, `play`, `reason`. */
export const LEFT_ALONE = "followup_left_alone";

/** SQL for the order of the list: service first, then by expected value. */
export const LIST_ORDER: Sql = raw("is_service DESC, expected_value DESC, customer_id");

/**
 * Makes both tables from the offers. Of each play the best channel that is not blocked counts; of a customer's plays service
 * leads, the one due first, then the one of the highest expected value. Nobody is in both tables.
 */
export async function rank(card: Scorecard): Promise<void> {
  const { engine } = card.book;
  const { leastValue, staff } = card.rules.followup;
  const isWorth = sql`(is_service OR expected_value >= ${raw(String(leastValue))})`;
  await engine.run(sql`CREATE OR REPLACE TABLE followup_open AS
    SELECT o.*, c.deadline, c.reason, p.title, p.stage,
      row_number() OVER (PARTITION BY customer_id ORDER BY o.is_service DESC, CASE WHEN o.is_service THEN c.deadline END,
        expected_value DESC, play_place) AS turn
    FROM (SELECT * FROM ${raw(OFFERS)} WHERE blocked IS NULL AND ${isWorth}
        QUALIFY row_number() OVER (PARTITION BY customer_id, play ORDER BY place, channel) = 1) o
      JOIN ${raw(CANDIDATES)} c USING (customer_id, play) JOIN ${raw(PLAYS_USED)} p USING (play)`);
  const groups = Object.entries(staff).filter(([, names]) => names.length > 0);
  const list = (names: readonly string[]): string => `[${names.map((name) => literal(name).text).join(", ")}]`;
  // One of the group, the same for a customer every time.
  const oneOf = (names: readonly string[]): string =>
    `${list(names)}[1 + (md5_number_lower(f.customer_id) % ${names.length})::INTEGER]`;
  const wanted = groups
    .map(
      ([group, names]) =>
        `WHEN f.staff_group = '${group}' THEN CASE WHEN list_contains(${list(names)}, f.owner) THEN f.owner ELSE ${oneOf(names)} END`,
    )
    .join(" ");
  const service =
    staff.after_sales.length > 0
      ? `WHEN f.owner IS NULL AND o.stage = 'after_sales' THEN ${oneOf(staff.after_sales)}`
      : "";
  const owner = raw(`CASE ${wanted} ${service} ELSE coalesce(f.owner, ${literal(UNASSIGNED).text}) END`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(RANKED)} AS
    SELECT o.* EXCLUDE (turn, blocked, place, play_place), ${wanted === "" && service === "" ? sql`coalesce(f.owner, ${literal(UNASSIGNED)})` : owner} AS owner,
      m.other_reasons
    FROM (SELECT * FROM followup_open WHERE turn = 1) o JOIN ${raw(FACTS)} f USING (customer_id)
      LEFT JOIN (SELECT customer_id, string_agg(title || ': ' || reason, '; ' ORDER BY turn) AS other_reasons
        FROM followup_open WHERE turn > 1 GROUP BY customer_id) m USING (customer_id)`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(LEFT_ALONE)} AS
    SELECT customer_id, play, reasons AS reason FROM (
      SELECT customer_id, play, string_agg(DISTINCT why, '; ' ORDER BY why) AS reasons, bool_or(is_service) AS is_service,
        max(expected_value) AS expected_value, min(play_place) AS play_place
      FROM (SELECT *, coalesce(blocked, 'worth ' || printf('%,.2f', expected_value::DOUBLE) || ' by ' || channel || ', and ${raw(String(leastValue))} is the least') AS why FROM ${raw(OFFERS)} ANTI JOIN ${raw(RANKED)} USING (customer_id))
      GROUP BY customer_id, play)
    QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY is_service DESC, expected_value DESC, play_place) = 1`);
  await engine.run(sql`DROP TABLE followup_open`);
}
