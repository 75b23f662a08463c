import type { FollowupRules } from "../rules/followup-rules.js";

/** Hours of a customer's own day in which it may be called, as `HH:MM`. */
export interface CallingHours {
  readonly from: string;
  readonly to: string;
}

/** A call is not begun where less than this is left. Minutes. */
const LEAST = 15;

/**
 * The hours of a day in which the staff works and a customer is not in its quiet hours, in the customer's time zone; null
 * where there are none on that day. Without a time zone of the staff they work in the customer's own hours; without one of
 * the customer it is in theirs.
 *
 * @param day ISO day, in both zones
 * @param zone the customer's time zone, an IANA name
 * @example callingHours({ timeZone: "Europe/Berlin", … 09:00 to 17:00, quiet 20:00 to 09:00 }, "2026-11-02", "America/New_York")
 *   // { from: "09:00", to: "11:00" }: 17:00 in Berlin is 11:00 in New York
 */
export function callingHours(
  { workingHours, quietHours, timeZone }: Pick<FollowupRules, "workingHours" | "quietHours" | "timeZone">,
  day: string,
  zone: string | null,
): CallingHours | null {
  const shift = timeZone === null || zone === null ? 0 : minutesAhead(zone, day) - minutesAhead(timeZone, day);
  const from = minutes(workingHours.from) + shift;
  const to = minutes(workingHours.to) + shift;
  const free = freeHours(minutes(quietHours.from), minutes(quietHours.to))
    .map(([start, end]) => [Math.max(start, from), Math.min(end, to)] as const)
    .filter(([start, end]) => end - start >= LEAST)
    .sort((one, other) => other[1] - other[0] - (one[1] - one[0]) || one[0] - other[0]);
  const [longest] = free;
  return longest === undefined ? null : { from: clock(longest[0]), to: clock(longest[1]) };
}

/** What of a day is not quiet; quiet hours that begin later than they end go over midnight. Equal ones are none. */
function freeHours(from: number, to: number): readonly (readonly [number, number])[] {
  if (from === to) return [[0, 1440]];
  if (from > to) return [[to, from]];
  return [
    [0, from],
    [to, 1440],
  ];
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** By how many minutes a zone is ahead of UTC at noon of a day: changes of the clock are made at night. */
export function minutesAhead(zone: string, day: string): number {
  const noon = new Date(`${day}T12:00:00Z`);
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
  }).formatToParts(noon);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return (Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute")) - noon.getTime()) / 60_000;
}
