import { open } from "node:fs/promises";
import type { Format, WriteContext } from "../../output/format.js";
import { BETWEEN_POINTS } from "../call-list.js";
import { icsLine, icsText } from "./ics-lines.js";
import { type ListFacts, listFacts, MINUTES_PER_CALL, nextDay, type TimedCall, timedCalls } from "./timed-calls.js";
import { clockAt } from "./zoned-time.js";

const MINUTE = 60_000;
/** Characters that are written at once. */
const CHUNK = 1 << 18;

/** What is done, by channel, as the event's title begins. */
const DEEDS: Readonly<Record<string, string>> = { phone: "Call", email: "Write to", post: "Write to", visit: "Visit" };

/**
 * A calendar (RFC 5545) with one event a row.
 *
 * Times are UTC, not local times with a VTIMEZONE: a call happens once, so an instant says all there is to say, and every
 * calendar shows it in the zone of who looks at it. Time zones that a file brings along are where programs differ: Outlook
 * does not read observances that are listed with RDATE (iCalcreator issue 106), Google Calendar refuses some definitions
 * (jasvrcek/ICS issue 53, ics-py issue 419). The customer's own time stands in the description.
 *
 * What is written or visited has a day and no hour: an event of the whole day that leaves the time free. VTODO would be the
 * nearer component, but Google Calendar and Outlook leave it out on import without a word.
 *
 * There is no METHOD: it would make the file a message between calendars, which wants an organiser (RFC 5546).
 *
 * @param minutes from one call of an owner to the next, which is how long an event lasts
 */
export const icsFormat = (minutes = MINUTES_PER_CALL): Format => ({
  id: "ics",
  extensions: [".ics"],
  title: "calendar with an event for each call, in the customer's hours",
  binary: false,
  holds: "main",
  write: (context) => writeCalendar(context, minutes),
});

async function writeCalendar(context: WriteContext, minutes: number): Promise<void> {
  const list = await listFacts(context.engine);
  const file = await open(context.path, "w");
  try {
    let text = lines(calendarHead(list));
    for await (const call of timedCalls(context, minutes)) {
      text += lines(eventOf(call, list, minutes));
      if (text.length < CHUNK) continue;
      await file.appendFile(text);
      text = "";
    }
    await file.appendFile(text + lines(["END:VCALENDAR"]));
  } finally {
    await file.close();
  }
}

const lines = (contents: readonly string[]): string => contents.map(icsLine).join("");

function calendarHead({ as_of, campaign, phase }: ListFacts): string[] {
  const name = ["Call list", as_of, campaign, phase].filter((part) => part !== null && part !== "").join(" ");
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//crm//Call list//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${icsText(name)}`,
  ];
}

/**
 * The identifier is the row's own, so that a list that is made again moves its events rather than doubling them; `.invalid`
 * belongs to nobody (RFC 2606). The time stamp is the list's day: of two lists the later one holds.
 */
function eventOf(call: TimedCall, list: ListFacts, minutes: number): string[] {
  const day = call.due ?? list.as_of;
  const whole = [`DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(nextDay(day))}`];
  const timed = (start: number): string[] => [`DTSTART:${stamp(start)}`, `DTEND:${stamp(start + minutes * MINUTE)}`];
  return [
    "BEGIN:VEVENT",
    `UID:${icsText(`${call.call_id}@call-list.invalid`)}`,
    `DTSTAMP:${compact(list.as_of)}T000000Z`,
    ...(call.start === null ? whole : timed(call.start)),
    `SUMMARY:${icsText(titleOf(call))}`,
    `DESCRIPTION:${icsText(descriptionOf(call))}`,
    ...(call.play_title === null ? [] : [`CATEGORIES:${icsText(call.play_title)}`]),
    `TRANSP:${call.start === null ? "TRANSPARENT" : "OPAQUE"}`,
    "END:VEVENT",
  ];
}

const compact = (day: string): string => day.replaceAll("-", "");
const stamp = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** Whom the row is about, on one line: `Jane Doe (Acme Ltd)`. */
export function whoOf({ name, contact, customer_id }: Pick<TimedCall, "name" | "contact" | "customer_id">): string {
  const customer = name ?? customer_id ?? "";
  const who = contact === null || contact === "" || contact === customer ? customer : `${contact} (${customer})`;
  return who.replaceAll(/\s+/g, " ").trim();
}

const titleOf = (call: TimedCall): string => {
  const title = `${DEEDS[call.channel ?? ""] ?? "Contact"} ${whoOf(call)}`;
  return call.play_title === null ? title : `${title}: ${call.play_title}`;
};

/** What one has to know while making the call; absent facts have no line. */
function descriptionOf(call: TimedCall): string {
  const fact = (label: string, value: string | null): string[] =>
    value === null || value === "" ? [] : [`${label}: ${value.replaceAll(/\s+/g, " ").trim()}`];
  const points = (call.talking_points ?? "").split(BETWEEN_POINTS).filter((point) => point.trim() !== "");
  const time = call.start === null ? null : `${clockAt(call.start, call.zone)} (${call.zone})`;
  return [
    ...[call.reason].filter((reason) => reason !== null),
    ...points.map((point) => `- ${point}`),
    ...fact("Phone", call.phone),
    ...fact("E-mail", call.email),
    ...fact("Customer's time", time),
    ...fact("Customer", call.customer_id),
    ...fact("Owner", call.owner),
    ...fact("Also", call.other_reasons),
  ].join("\n");
}
