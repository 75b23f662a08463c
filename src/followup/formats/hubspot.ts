import { literal, raw, sql } from "../../engine/sql.js";
import type { WriteContext } from "../../output/format.js";
import { BETWEEN_POINTS, UNASSIGNED } from "../call-list.js";
import { keyColumn, textColumn } from "./import-file.js";
import { listFacts, timedCalls } from "./timed-calls.js";
import { instantOf, isTimeZone } from "./zoned-time.js";

/** Table of the rows' times: `call_id`, `due_ms`. */
export const HUBSPOT_TIMES = "followup_hubspot_times";

/** HubSpot takes a user's name or e-mail address. */
export const OWNER = textColumn("Activity assigned to", "Owner: a HubSpot user's name or e-mail address");

/** By what HubSpot finds the record that the activity belongs to: its contacts by e-mail, or a property made for it. */
export const RECORD_KEYS = [
  textColumn("Email", "The contact's e-mail address"),
  keyColumn("customer_id", "The customer, where HubSpot has a property of unique values for it"),
];

/** The columns `OWNER` and `RECORD_KEYS`. Work that nobody has yet is assigned to nobody: no user is called so. */
export const recordKeys = sql`nullif(owner, ${literal(UNASSIGNED)}) AS "Activity assigned to", email AS "Email", customer_id`;

const who = sql`CASE WHEN contact IS NULL OR contact = coalesce(name, customer_id) THEN coalesce(name, customer_id)
  ELSE concat(contact, ' (', coalesce(name, customer_id), ')') END`;

/** What is done and with whom, on one line. */
export const hubspotTitle = sql`regexp_replace(concat(CASE channel WHEN 'phone' THEN 'Call' WHEN 'visit' THEN 'Visit'
  WHEN 'email' THEN 'Write to' WHEN 'post' THEN 'Write to' ELSE 'Contact' END, ' ', ${who}, ': ' || play_title), '\\s+', ' ', 'g')`;

/** What one has to know, a line each. */
export const hubspotNotes = sql`concat_ws(chr(10), reason,
  '- ' || replace(talking_points, ${literal(BETWEEN_POINTS)}, chr(10) || '- '),
  'Phone: ' || coalesce(phone_e164, phone), 'Hours: ' || "window", 'Also: ' || other_reasons)`;

/**
 * Fills `HUBSPOT_TIMES`. Milliseconds since 1970 are the one way to write a time for HubSpot's import that does not depend
 * on the time zone of whoever imports. What is not telephoned is due by the end of the staff's day.
 */
export async function hubspotTimes(context: Pick<WriteContext, "engine" | "note">, minutes: number): Promise<void> {
  const { engine } = context;
  const list = await listFacts(engine);
  const staff = isTimeZone(list.time_zone) ? list.time_zone : "UTC";
  // The engine works at one thing at a time: the rows are read before any is written.
  const times: (readonly [string | null, number])[] = [];
  for await (const { call_id, due, start } of timedCalls(context, minutes)) {
    times.push([call_id, start ?? instantOf(due ?? list.as_of, list.working_to, staff)]);
  }
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE ${raw(HUBSPOT_TIMES)} (call_id VARCHAR, due_ms DOUBLE)`);
  const appender = await engine.appender(HUBSPOT_TIMES);
  for (const [id, instant] of times) {
    appender.text(id);
    appender.double(instant);
    appender.endRow();
  }
  appender.close();
}
