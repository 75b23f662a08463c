import type { Scorecard } from "../analyses/scorecard.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { CallListCounts, CallListRequest } from "./build-call-list.js";
import { CALLS, LIST, LISTINGS, SUPPRESSED } from "./call-list.js";
import { CANDIDATES, PLAYS_USED } from "./candidates.js";
import { callColumns, listingColumns } from "./columns.js";
import { FACTS } from "./facts.js";
import { LEFT_ALONE, RANKED } from "./ranking.js";
import { HOURS } from "./reachable.js";
import type { Schedule } from "./schedule.js";

/** Table of who is left over for want of capacity: `customer_id`, `owner`, `play`, `expected_value`. */
export const LEFT_OVER = "followup_left_over";

/**
 * Makes the tables of a list from what was ranked and placed, and counts what became of every candidate.
 *
 * @param control customers who are kept aside
 */
export async function createListTables(
  card: Scorecard,
  request: CallListRequest,
  { id, days }: { readonly id: string; readonly days: readonly string[] },
  plan: Schedule,
  control: ReadonlySet<string>,
): Promise<CallListCounts> {
  const { engine } = card.book;
  await createPlaces(card, plan, control);
  await createCalls(card, request, id);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(SUPPRESSED)} AS
    SELECT l.customer_id, f.name, l.play, l.reason FROM ${raw(LEFT_ALONE)} l JOIN ${raw(FACTS)} f USING (customer_id)
    ORDER BY l.customer_id`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(LEFT_OVER)} AS
    SELECT customer_id, owner, play, expected_value FROM ${raw(RANKED)} ANTI JOIN followup_places USING (customer_id)`);
  await createListings(card, request, id, days[0]!);
  await createList(card, request, id, days);
  const counts = await engine.row<
    Record<"candidates" | "listed" | "control" | "left_over" | "left_alone" | "value", number>
  >(sql`
    SELECT (SELECT count(DISTINCT customer_id) FROM ${raw(CANDIDATES)}) AS candidates, (SELECT count(*) FROM ${raw(CALLS)}) AS listed,
      (SELECT count(*) FROM followup_places WHERE is_control) AS control, (SELECT count(*) FROM ${raw(LEFT_OVER)}) AS left_over,
      (SELECT count(*) FROM ${raw(SUPPRESSED)}) AS left_alone,
      (SELECT coalesce(sum(expected_value), 0)::DOUBLE FROM ${raw(LEFT_OVER)}) AS value`);
  const { candidates, listed, left_over: leftOver, left_alone: leftAlone, value } = counts;
  if (candidates !== listed + counts.control + leftOver + leftAlone) {
    throw new Error(`a call list does not add up: ${JSON.stringify(counts)}`);
  }
  return { candidates, listed, control: counts.control, leftOver, leftAlone, leftOverValue: value };
}

/** Puts what was placed into the engine: `customer_id`, `caller`, `due`, `from_owner`, `is_control`. */
async function createPlaces({ book }: Scorecard, plan: Schedule, control: ReadonlySet<string>): Promise<void> {
  await book.engine.run(sql`CREATE OR REPLACE TEMP TABLE followup_places_text
    (customer_id VARCHAR, caller VARCHAR, due VARCHAR, from_owner VARCHAR, is_control INTEGER)`);
  const appender = await book.engine.appender("followup_places_text");
  for (const { id, owner, day, takenOverFrom } of plan.placed) {
    for (const text of [id, owner, day, takenOverFrom]) appender.text(text);
    appender.integer(control.has(id) ? 1 : 0);
    appender.endRow();
  }
  appender.close();
  await book.engine.run(sql`CREATE OR REPLACE TABLE followup_places AS
    SELECT customer_id, caller, due::DATE AS due, from_owner, is_control = 1 AS is_control FROM followup_places_text`);
  await book.engine.run(sql`DROP TABLE followup_places_text`);
}

async function createCalls({ book }: Scorecard, { byOwner, campaign }: CallListRequest, id: string): Promise<void> {
  const ranked = raw(`r.is_service DESC, r.expected_value DESC, r.customer_id`);
  const order = byOwner ? sql`k.caller, ${ranked}` : ranked;
  const voice = (value: Sql): Sql => sql`CASE WHEN r.channel IN ('phone', 'visit') THEN ${value} END`;
  const columns = callColumns(null).map(({ name }) => identifier(name));
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(CALLS)} AS
    SELECT ${join(columns)}, * EXCLUDE (${join(columns)}) FROM (
      SELECT row_number() OVER (ORDER BY ${order}) AS rank, r.customer_id, f.name, r.contact, r.phone, r.email, r.channel, k.caller AS owner, k.due,
        ${voice(sql`h.opens || '-' || h.closes || coalesce(' ' || h.zone, '')`)} AS "window", r.stage, r.play, r.reason, c.points AS talking_points,
        r.expected_value, p.uplift, c.stake::DECIMAL(18, 2) AS value_at_stake, r.cost, f.segment, f.loyalty_class, f.value_group, f.last_purchase,
        f.last_contact, coalesce(f.attempts, 0)::INTEGER AS attempts,
        nullif(concat_ws('; ', CASE WHEN k.from_owner IS NOT NULL THEN 'taken over from ' || k.from_owner END, r.other_reasons), '') AS other_reasons,
        ${literal(`${id}-`)} || r.customer_id AS call_id, r.title AS play_title, r.phone_e164, f.country, f.region, f.city, f.postal_code, f.address,
        f.gender, f.birth_date, f.language, h.zone AS time_zone, ${voice(raw("h.opens"))} AS window_start, ${voice(raw("h.closes"))} AS window_end,
        ${textOrNull(campaign?.campaign)} AS campaign, ${textOrNull(campaign?.phase)} AS phase, f.margin_share AS margin, r.deadline
      FROM ${raw(RANKED)} r JOIN followup_places k USING (customer_id) JOIN ${raw(FACTS)} f USING (customer_id)
        JOIN ${raw(CANDIDATES)} c ON c.customer_id = r.customer_id AND c.play = r.play JOIN ${raw(PLAYS_USED)} p ON p.play = r.play
        LEFT JOIN ${raw(HOURS)} h ON h.time_zone IS NOT DISTINCT FROM f.time_zone AND h.country IS NOT DISTINCT FROM f.country AND h.day = k.due
      WHERE NOT k.is_control)
    ORDER BY rank`);
}

const textOrNull = (text: string | undefined): Sql => sql`${text === undefined ? raw("NULL") : literal(text)}::VARCHAR`;

/** A listing's day is the one before the list's first: from the day after it purchases count. */
async function createListings(
  { book }: Scorecard,
  { campaign }: CallListRequest,
  id: string,
  first: string,
): Promise<void> {
  const columns = join(listingColumns(null).map(({ name }) => identifier(name)));
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(LISTINGS)} AS SELECT ${columns} FROM (
    SELECT ${literal(`${id}-`)} || r.customer_id AS call_id, ${literal(id)} AS list_id, r.customer_id, DATE ${literal(first)} - 1 AS date,
      CASE WHEN k.is_control THEN 'control' ELSE 'listed' END AS arm, r.play, r.channel, k.caller AS owner,
      ${textOrNull(campaign?.campaign)} AS campaign, ${textOrNull(campaign?.phase)} AS phase, p.uplift,
      c.stake::DECIMAL(18, 2) AS value_at_stake, r.expected_value, r.cost
    FROM ${raw(RANKED)} r JOIN followup_places k USING (customer_id) JOIN ${raw(PLAYS_USED)} p USING (play)
      JOIN ${raw(CANDIDATES)} c ON c.customer_id = r.customer_id AND c.play = r.play)
    ORDER BY customer_id`);
}

async function createList(
  { book, asOf, rules }: Scorecard,
  { campaign }: CallListRequest,
  id: string,
  days: readonly string[],
): Promise<void> {
  const { workingHours, timeZone } = rules.followup;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(LIST)} AS
    SELECT ${literal(id)} AS list_id, DATE ${literal(asOf)} AS as_of, DATE ${literal(days[0]!)} AS first_day, DATE ${literal(days.at(-1)!)} AS last_day,
      ${textOrNull(timeZone ?? undefined)} AS time_zone, ${literal(workingHours.from)} AS working_from, ${literal(workingHours.to)} AS working_to,
      ${textOrNull(campaign?.campaign)} AS campaign, ${textOrNull(campaign?.phase)} AS phase, ${textOrNull(book.currency ?? undefined)} AS currency`);
}
