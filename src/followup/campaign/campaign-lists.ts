import type { Scorecard } from "../../analyses/scorecard.js";
import type { Column } from "../../columns/column.js";
import type { Cell } from "../../engine/engine.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { holdOutFor, sampleSize } from "../../math/sample-size.js";
import { type Weekday, workingDaysCounter } from "../../math/working-days.js";
import type { ResultTable } from "../../output/result.js";
import { buildCallList, type CallList, type CallListRequest, dayBefore } from "../build-call-list.js";
import { CALLS, LIST, LISTINGS, SUPPRESSED } from "../call-list.js";
import { CONTACTS } from "../contact-state.js";
import { FACTS } from "../facts.js";
import { playNamed } from "../plays/index.js";
import type { CampaignPlan } from "./plan.js";

/** A phase's list, in tables of its own. */
export interface PhaseList extends CallList {
  readonly phase: string;
  /** The condition of the phase, as the plan has it. */
  readonly where: string | null;
}

const KEPT = [CALLS, LISTINGS, SUPPRESSED] as const;

/**
 * Builds the list of every phase of a campaign, in order. What an earlier phase lists or keeps aside counts as had by the
 * customer: nobody is in more phases than the plan allows, and caps and rests hold from phase to phase. What the interactions
 * already know of the campaign counts too.
 *
 * @param request what all phases share
 * @param only the phase whose list is wanted; those before it count as had
 */
export async function buildCampaignLists(
  card: Scorecard,
  plan: CampaignPlan,
  request: Omit<CallListRequest, "campaign" | "plays" | "from" | "days" | "where">,
  only?: string,
): Promise<readonly PhaseList[]> {
  const { engine } = card.book;
  await engine.run(sql`CREATE OR REPLACE TABLE campaign_had AS
    SELECT customer_id, count(*) AS many FROM listings WHERE campaign = ${literal(plan.name)} AND day <= DATE ${literal(card.asOf)}
      AND customer_id IS NOT NULL GROUP BY customer_id`);
  const lists: PhaseList[] = [];
  for (const phase of plan.phases) {
    const days = workingDaysAhead(card, phase.from, phase.to);
    if (days === 0) {
      card.say(`the phase ${phase.phase} has no working day after ${card.asOf}, and no list`);
      continue;
    }
    const built = await buildCallList(card, {
      ...request,
      plays: [playNamed("campaign")],
      from: phase.from,
      days,
      where: phase.where,
      most: phase.most ?? request.most,
      campaign: {
        campaign: plan.name,
        phase: phase.phase,
        message: phase.message,
        channel: phase.channel ?? null,
        excluded: sql`SELECT customer_id FROM campaign_had WHERE many >= ${raw(String(plan.perCustomer))}`,
      },
    });
    for (const table of KEPT) await keep(card, table, phase.phase, lists.length);
    await countAsHad(card);
    lists.push({ phase: phase.phase, ...built, where: phase.where ?? null });
  }
  if (lists.length > 0) await combine(card, plan, lists, only);
  return lists;
}

/** Adds the phase's rows to those of the phases before. */
async function keep({ book }: Scorecard, table: string, phase: string, place: number): Promise<void> {
  const rows = sql`SELECT ${literal(phase)} AS list_phase, ${raw(String(place))} AS list_place, rowid AS list_row, * FROM ${raw(table)}`;
  const all = raw(`campaign_${table}`);
  await book.engine.run(
    place === 0 ? sql`CREATE OR REPLACE TABLE ${all} AS ${rows}` : sql`INSERT INTO ${all} BY NAME ${rows}`,
  );
}

/**
 * Puts the lists of all phases, or of one, in the place of the last one's, so that they are written as one list: ranked
 * phase after phase.
 */
async function combine(
  { book }: Scorecard,
  plan: CampaignPlan,
  lists: readonly PhaseList[],
  only: string | undefined,
): Promise<void> {
  const { engine } = book;
  const chosen = only === undefined ? raw("true") : sql`list_phase = ${literal(only)}`;
  const rank = raw("row_number() OVER (ORDER BY list_place, list_row) AS rank");
  for (const table of KEPT) {
    const columns =
      table === CALLS
        ? sql`* EXCLUDE (list_phase, list_place, list_row) REPLACE (${rank})`
        : raw("* EXCLUDE (list_phase, list_place, list_row)");
    await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
      SELECT ${columns} FROM ${raw(`campaign_${table}`)} WHERE ${chosen} ORDER BY list_place, list_row`);
    await engine.run(sql`DROP TABLE ${raw(`campaign_${table}`)}`);
  }
  const shown = lists.filter(({ phase }) => only === undefined || phase === only);
  if (shown.length === 0) return;
  await engine.run(sql`UPDATE ${raw(LIST)} SET list_id = ${literal(only === undefined ? plan.name : shown[0]!.id)},
    first_day = DATE ${literal(shown[0]!.days[0]!)}, last_day = DATE ${literal(shown.at(-1)!.days.at(-1)!)}${only === undefined ? raw(", phase = NULL") : sql`, phase = ${literal(only)}`}`);
}

/** The phase's contacts as if they had been made: they count for caps, rests and the share of the campaign. */
async function countAsHad({ book, rules }: Scorecard): Promise<void> {
  const { engine } = book;
  await engine.run(sql`INSERT INTO ${raw(CONTACTS)} BY NAME
    SELECT customer_id, due AS day, channel, NULL AS outcome, NULL AS next_contact, play, false AS is_exempt FROM ${raw(CALLS)}`);
  await engine.run(sql`CREATE OR REPLACE TABLE campaign_had AS SELECT customer_id, sum(many)::BIGINT AS many FROM (
    FROM campaign_had UNION ALL SELECT customer_id, 1 FROM ${raw(LISTINGS)}) GROUP BY customer_id`);
  const rest = Object.entries(rules.contact.restDays).map(([channel, days]) => `WHEN '${channel}' THEN ${days}`);
  await engine.run(sql`UPDATE ${raw(FACTS)} SET rest_until = greatest(rest_until, c.until),
      rest_reason = CASE WHEN rest_until IS NULL OR c.until > rest_until THEN 'to be contacted by ' || c.channel || ' on ' || c.due ELSE rest_reason END
    FROM (SELECT customer_id, channel, due, due + CASE channel ${raw(rest.join(" "))} ELSE 0 END AS until FROM ${raw(CALLS)}) c
    WHERE c.customer_id = ${raw(FACTS)}.customer_id`);
}

/** The working days of a phase that lie ahead. */
function workingDaysAhead({ rules, asOf }: Scorecard, from: string, to: string): number {
  const { weekend, holidays } = rules.followup;
  const count = workingDaysCounter({ weekend: weekend as readonly Weekday[], holidays });
  return Math.max(0, count(from > asOf ? dayBefore(from) : asOf, to));
}

/** What each phase has, and how many it would need to see the effect that is assumed. */
export function phasesTable(card: Scorecard, lists: readonly PhaseList[], baseline: number): ResultTable {
  const { uplift } = card.rules.followup.plays.campaign;
  const integer = (name: string, description: string): Column => ({ name, type: "integer", description });
  const columns: readonly Column[] = [
    { name: "phase", type: "text", description: "Phase of the campaign" },
    { name: "first_day", type: "date", description: "First working day" },
    { name: "last_day", type: "date", description: "Last working day" },
    { name: "audience", type: "text", description: "Condition that the audience meets" },
    integer("candidates", "Customers of the audience who have not had their share of the campaign"),
    integer("listed", "Customers listed"),
    integer("control", "Customers kept aside"),
    integer("left_over", "Customers for whom nobody has room"),
    integer("left_alone", "Customers who are not to be contacted"),
    {
      name: "baseline",
      type: "share",
      description:
        "Share of customers who buy in the days of the review without being contacted, as in the days before the as-of day",
    },
    { name: "uplift", type: "share", description: "Effect that is assumed" },
    integer(
      "needed_each",
      "Listed, and as many kept aside, with which it would be seen in 8 of 10 cases (two-sided 5 %)",
    ),
    integer(
      "needed_aside",
      "To be kept aside of this phase's customers so that it is seen; empty where they are too few for any split",
    ),
  ];
  const rows = lists.map(({ phase, days, counts, where }): Cell[] => {
    const wanted = { baseline, difference: uplift };
    return [
      ...[
        phase,
        days[0]!,
        days.at(-1)!,
        where,
        counts.candidates,
        counts.listed,
        counts.control,
        counts.leftOver,
        counts.leftAlone,
      ],
      ...[baseline, uplift, sampleSize(wanted)?.first ?? null, holdOutFor(counts.listed + counts.control, wanted)],
    ];
  });
  return { name: "phases", title: "Phases", columns, everyRow: true, query: valuesQuery(columns, rows) };
}

/** Share of all customers who bought in as many days as a review looks at, up to the as-of day. */
export async function purchaseRate({ book, asOf, rules }: Scorecard): Promise<number> {
  const { share } = await book.engine.row<{ share: number | null }>(sql`
    SELECT count(*) FILTER (last_purchase > DATE ${literal(asOf)} - ${raw(String(rules.followup.review.windowDays))}) / nullif(count(*), 0)::DOUBLE AS share
    FROM ${raw(FACTS)}`);
  return share ?? 0;
}
