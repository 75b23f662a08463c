import type { Cell, Engine } from "../../engine/engine.js";
import { join, raw, type Sql, sql } from "../../engine/sql.js";
import type { WriteContext } from "../../output/format.js";
import { CALLS, LIST } from "../call-list.js";
import { openDiary } from "./diary.js";
import { instantOf, isTimeZone } from "./zoned-time.js";

/** Minutes from one call of an owner to the next, where nothing else is said. */
export const MINUTES_PER_CALL = 15;

const TEXTS = [
  ...["call_id", "customer_id", "name", "contact", "phone", "email", "channel", "owner", "due", "play_title", "reason"],
  ...["talking_points", "other_reasons", "time_zone", "window_start", "window_end"],
] as const;

/** A row of the list with the time at which it is to be made. */
export interface TimedCall extends Readonly<Record<(typeof TEXTS)[number], string | null>> {
  /** Milliseconds since 1970; null for what is not made by telephone, which has a day and no hour. */
  readonly start: number | null;
  /** The customer's time zone, or the staff's where that is not known. */
  readonly zone: string;
}

/** The one row about the list. */
export interface ListFacts extends Record<string, string | null> {
  readonly list_id: string;
  readonly as_of: string;
  readonly time_zone: string;
  readonly working_from: string;
  readonly working_to: string;
  readonly campaign: string | null;
  readonly phase: string | null;
}

/** What the list says of itself, as text. */
export function listFacts(engine: Engine): Promise<ListFacts> {
  return engine.row<ListFacts>(sql`SELECT list_id::VARCHAR AS list_id, as_of::VARCHAR AS as_of,
    coalesce(time_zone, 'UTC') AS time_zone, working_from, working_to, campaign, phase FROM ${raw(LIST)}`);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const COLUMNS: Sql = join(TEXTS.map((name) => raw(`${name}::VARCHAR`)));

/** A time zone of which the running system knows nothing is told once and stands for the staff's. */
function knownZone(fallback: string, note: WriteContext["note"]): (zone: string | null) => string {
  const told = new Set<string>();
  const staff = isTimeZone(fallback) ? fallback : "UTC";
  return (zone) => {
    if (zone === null || zone === "") return staff;
    if (isTimeZone(zone)) return zone;
    if (!told.has(zone)) note?.(`time zone ${zone} is not known; calls there are timed by ${staff}`);
    told.add(zone);
    return staff;
  };
}

/**
 * The rows of the list in the order of rank, each telephone call with its time: within its hours in the customer's own
 * time zone on the day it is due, an owner's calls one after another.
 *
 * @param minutes from one call of an owner to the next
 */
export async function* timedCalls(
  { engine, note }: Pick<WriteContext, "engine" | "note">,
  minutes = MINUTES_PER_CALL,
): AsyncIterable<TimedCall> {
  const list = await listFacts(engine);
  const zoneOf = knownZone(list.time_zone, note);
  const diary = openDiary(minutes);
  const rows = engine.batches(sql`SELECT ${COLUMNS} FROM ${raw(CALLS)} ORDER BY rank, customer_id, call_id`);
  for await (const batch of rows) {
    for (const cells of batch) {
      const call: Record<string, Cell> = {};
      for (const [index, name] of TEXTS.entries()) call[name] = cells[index] ?? null;
      const timed = call as unknown as Mutable<TimedCall>;
      timed.zone = zoneOf(timed.time_zone);
      timed.start = timed.channel === "phone" ? startOf(timed, list, diary) : null;
      yield timed;
    }
  }
}

function startOf(call: TimedCall, list: ListFacts, diary: ReturnType<typeof openDiary>): number | null {
  if (call.due === null) return null;
  const hasHours = call.window_start !== null && call.window_end !== null;
  const zone = hasHours ? call.zone : list.time_zone;
  const [open, close] = hasHours ? [call.window_start!, call.window_end!] : [list.working_from, list.working_to];
  const from = instantOf(call.due, open, zone);
  const sameDay = instantOf(call.due, close, zone);
  const to = sameDay > from ? sameDay : instantOf(nextDay(call.due), close, zone);
  return diary(call.owner ?? "", from, to);
}

/** The day after one of the calendar. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
