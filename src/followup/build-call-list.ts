import { createHash } from "node:crypto";
import { customersMeeting } from "../analyses/customer-condition.js";
import type { Scorecard } from "../analyses/scorecard.js";
import { literal, raw, type Sql, sql } from "../engine/sql.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { listIdOf } from "../ingest/call-list/list-id.js";
import { type Weekday, workingDaysLater } from "../math/working-days.js";
import type { Channel } from "../rules/contact-rules.js";
import { UNASSIGNED } from "./call-list.js";
import { CANDIDATES, createCandidates, type Uplift } from "./candidates.js";
import { createOffers } from "./contact-policy.js";
import { createFacts, FACTS } from "./facts.js";
import { keptAside } from "./keep-aside.js";
import { createListTables } from "./list-tables.js";
import { createPeople, PEOPLE } from "./people.js";
import type { Play } from "./plays/play.js";
import { LEFT_ALONE, LIST_ORDER, RANKED, rank } from "./ranking.js";
import { createHours, createPhones } from "./reachable.js";
import { type Placed, type Schedule, schedule, type Task } from "./schedule.js";

/** What a call list is asked for. */
export interface CallListRequest {
  readonly plays: readonly Play[];
  /** Contacts an owner and day; null for as many as there are. */
  readonly capacity: number | null;
  /** Working days of the list. */
  readonly days: number;
  /** The first day that may be a day of the list; the day after the as-of day when left out. */
  readonly from?: string | undefined;
  /** Share kept aside to measure what the list does. */
  readonly control: number;
  /** Condition over the facts and attributes of customers. */
  readonly where?: string | undefined;
  /** Only what this owner is to do. */
  readonly owner?: string | undefined;
  readonly byOwner: boolean;
  /** The most rows of the list; what comes after them is left over. */
  readonly most?: number | undefined;
  /** Customers, e-mail addresses and telephone numbers that are never contacted. */
  readonly never: readonly string[];
  readonly measured: ReadonlyMap<string, Uplift>;
  /** The phase of a campaign that the list is of. */
  readonly campaign?: CampaignPhase | undefined;
}

/** What a phase of a campaign asks of its list. */
export interface CampaignPhase {
  readonly campaign: string;
  readonly phase: string;
  readonly message: string;
  readonly channel: Channel | null;
  /** Customers who have had as many contacts of the campaign as one may have. */
  readonly excluded: Sql | null;
}

/** What became of everybody whom a play is for: the four add up to `candidates`. */
export interface CallListCounts {
  readonly candidates: number;
  readonly listed: number;
  readonly control: number;
  readonly leftOver: number;
  readonly leftAlone: number;
  /** Sum of the expected value of those left over. */
  readonly leftOverValue: number;
}

export interface CallList {
  readonly id: string;
  readonly days: readonly string[];
  readonly counts: CallListCounts;
  /** Entries of the do-not-contact lists, and how many of them stand for a customer. */
  readonly neverSaid: number;
  readonly neverMatched: number;
}

/** The working days that a list is for. */
function workingDays({ rules, asOf }: Scorecard, request: CallListRequest): string[] {
  const { weekend, holidays } = rules.followup;
  // A phase of a campaign may have begun already: what is past is past.
  const after = request.from === undefined || request.from <= asOf ? asOf : dayBefore(request.from);
  return workingDaysLater({ weekend: weekend as readonly Weekday[], holidays }, after, request.days);
}

/** The ISO day before another. */
export const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/**
 * A name that tells a list from every other: of what was asked for, and of whom it holds for what, so that lists of two
 * companies, or of one before and after a change, are never taken for each other.
 */
async function identify(
  card: Scorecard,
  request: CallListRequest,
  days: readonly string[],
  placed: readonly Placed[],
): Promise<string> {
  const { where = null, owner = null, most = null, capacity, control, campaign } = request;
  const plays = await card.book.engine.rows<{ customer_id: string; play: string; stake: number }>(sql`
    SELECT customer_id, play, expected_value::DOUBLE AS stake FROM ${raw(RANKED)} ORDER BY customer_id`);
  const asked = [
    card.asOf,
    card.seed,
    days,
    where,
    owner,
    most,
    capacity,
    control,
    campaign?.campaign,
    campaign?.phase,
  ];
  const digest = createHash("sha256");
  digest.update(JSON.stringify([asked, placed.map(({ id, owner: by, day }) => [id, by, day])]));
  for (const { customer_id: id, play, stake } of plays) digest.update(`${id}\t${play}\t${stake}\n`);
  return listIdOf(card.asOf, digest.digest("hex").slice(0, 8));
}

/**
 * Builds the call list in the engine: facts, plays, policy, ranking, capacity, control, in this order, and leaves the tables
 * of `call-list.ts` and `followup_left_over`.
 *
 * @throws CrmError `bad-option` for a condition that cannot be held against customers
 */
export async function buildCallList(card: Scorecard, request: CallListRequest): Promise<CallList> {
  const { engine } = card.book;
  const days = workingDays(card, request);
  const [first, last] = [days[0]!, days.at(-1)!];
  const means = await card.once("followup_facts", () => createFacts(card));
  await card.once("followup_people", () => createPeople(card));
  const context = { card, means, firstDay: first, lastDay: last, message: request.campaign?.message ?? null };
  await createCandidates(context, request.plays, request.measured);
  await restrict(card, request);
  await createPhones(engine, numbersOfCandidates(), card.rules.followup);
  await createHours(engine, FACTS, days, card.rules.followup);
  const never = [...request.never, ...card.rules.followup.doNotContact];
  const neverMatched = await createOffers(card, { first, last }, never, request.campaign?.channel);
  await rank(card);
  if (request.owner !== undefined) await keepOnly(card, request.owner);
  const plan = await place(card, request, days);
  const id = await identify(card, request, days, plan.placed);
  const control = await keepAside(card, request, plan.placed, id);
  const counts = await createListTables(card, request, { id, days }, plan, control);
  return { id, days, counts, neverSaid: never.length, neverMatched };
}

/** Takes out of the candidates who does not meet the condition, or has had its share of the campaign. */
async function restrict(card: Scorecard, { where, campaign }: CallListRequest): Promise<void> {
  const { engine } = card.book;
  if (where !== undefined) {
    const rows = await engine.rows<{ name: string }>(
      sql`SELECT column_name AS name FROM duckdb_columns() WHERE table_name = ${FACTS} AND column_name <> 'customer_id'`,
    );
    const meeting = await customersMeeting(card.book, where, {
      table: FACTS,
      columns: rows.map(({ name }) => name),
      asOf: card.asOf,
    });
    await engine.run(
      sql`DELETE FROM ${raw(CANDIDATES)} WHERE customer_id NOT IN (SELECT customer_id FROM ${raw(meeting)})`,
    );
  }
  if (campaign?.excluded != null) {
    await engine.run(sql`DELETE FROM ${raw(CANDIDATES)} WHERE customer_id IN (${campaign.excluded})`);
  }
}

/**
 * Leaves what one owner is to do, and those of its customers who are left alone.
 *
 * @throws CrmError `bad-option` where nobody of that name owns anything
 */
async function keepOnly({ book, rules }: Scorecard, owner: string): Promise<void> {
  const { engine } = book;
  const rows = await engine.rows<{ owner: string }>(sql`
    SELECT DISTINCT owner FROM ${raw(RANKED)} UNION SELECT DISTINCT coalesce(owner, ${literal(UNASSIGNED)}) FROM ${raw(FACTS)} ORDER BY 1`);
  const known = [...rows.map((row) => row.owner), ...rules.followup.owners];
  if (!known.includes(owner)) {
    const near = closest(owner, known);
    throw new CrmError("bad-option", {
      option: "--owner",
      detail: `nobody is called "${owner}"`,
      fix: near === undefined ? `There are ${known.slice(0, 20).join(", ")}.` : `Did you mean ${near}?`,
    });
  }
  await engine.run(sql`DELETE FROM ${raw(RANKED)} WHERE owner <> ${literal(owner)}`);
  await engine.run(sql`DELETE FROM ${raw(LEFT_ALONE)} WHERE customer_id NOT IN
    (SELECT customer_id FROM ${raw(FACTS)} WHERE coalesce(owner, ${literal(UNASSIGNED)}) = ${literal(owner)})`);
  await engine.run(sql`DELETE FROM ${raw(CANDIDATES)} WHERE customer_id NOT IN
    (SELECT customer_id FROM ${raw(RANKED)} UNION SELECT customer_id FROM ${raw(LEFT_ALONE)})`);
}

/** The telephone numbers of candidates, and of the people to speak to. */
const numbersOfCandidates = (): Sql => sql`
  SELECT phone, country FROM ${raw(FACTS)} SEMI JOIN ${raw(CANDIDATES)} USING (customer_id)
  UNION ALL SELECT contact_phone, country FROM ${raw(PEOPLE)} JOIN ${raw(FACTS)} USING (customer_id) SEMI JOIN ${raw(CANDIDATES)} USING (customer_id)`;

/** Shares the ranked customers out over owners and days. */
async function place(card: Scorecard, request: CallListRequest, days: readonly string[]): Promise<Schedule> {
  const { owners, spillOver } = card.rules.followup;
  const rows = await card.book.engine.rows<{
    customer_id: string;
    owner: string;
    not_before: string | null;
    deadline: string;
    is_service: boolean;
    value: number;
  }>(sql`SELECT customer_id, owner, not_before::VARCHAR AS not_before, coalesce(deadline, DATE '9999-12-31')::VARCHAR AS deadline, is_service,
      expected_value::DOUBLE AS value
    FROM ${raw(RANKED)} ORDER BY ${LIST_ORDER} ${request.most === undefined ? raw("") : raw(`LIMIT ${request.most}`)}`);
  const tasks = rows.map(
    (row): Task => ({
      id: row.customer_id,
      owner: row.owner,
      notBefore: row.not_before,
      deadline: row.deadline,
      isService: row.is_service,
      value: row.value,
    }),
  );
  return schedule(tasks, {
    days,
    capacity: request.capacity ?? enoughFor(tasks, days),
    colleagues: request.owner === undefined ? owners : [],
    unassigned: UNASSIGNED,
    spillsOver: spillOver && request.owner === undefined && request.capacity !== null,
  });
}

/** Contacts a day with which every task has a place, whoever owns it: shared out evenly, and more where many must wait. */
const enoughFor = (tasks: readonly Task[], days: readonly string[]): number =>
  Math.max(
    1,
    ...days.map((_, index) => {
      const before = days[index - 1];
      const late =
        before === undefined ? tasks : tasks.filter(({ notBefore }) => notBefore !== null && notBefore > before);
      return Math.ceil(late.length / (days.length - index));
    }),
  );

/** The customers among those placed who are kept aside: by hash of seed, list and customer, the same share of every play. */
async function keepAside(
  card: Scorecard,
  { control }: CallListRequest,
  placed: readonly Placed[],
  listId: string,
): Promise<ReadonlySet<string>> {
  if (control === 0) return new Set();
  const plays = await card.book.engine.rows<{ customer_id: string; play: string }>(
    sql`SELECT customer_id, play FROM ${raw(RANKED)} WHERE NOT is_service`,
  );
  const play = new Map(plays.map((row) => [row.customer_id, row.play]));
  const lot = (id: string): string => createHash("sha256").update(`${card.seed}\n${listId}\n${id}`).digest("hex");
  return keptAside(
    placed.flatMap(({ id }) => (play.has(id) ? [{ id, stratum: play.get(id)!, lot: lot(id) }] : [])),
    control,
  );
}
