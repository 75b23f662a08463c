const DAY = 86_400_000;

/** A zone's clock, with what it has shown: a list asks for few instants, and for each of them many times. */
interface Clock {
  readonly format: Intl.DateTimeFormat;
  readonly shown: Map<number, number>;
}

const clocks = new Map<string, Clock>();

/** Whether the running system knows a time zone by this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const made = { format, shown: new Map<number, number>() };
  clocks.set(zone, made);
  return made;
}

/** What a clock in the zone shows at an instant, as milliseconds since 1970 as if the clock were in UTC. */
function shownIn(zone: string, instant: number): number {
  const { format, shown } = clockOf(zone);
  const known = shown.get(instant);
  if (known !== undefined) return known;
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const now = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!);
  shown.set(instant, now);
  return now;
}

/**
 * The instant at which clocks in a time zone show a time of day, in milliseconds since 1970. As RFC 5545 (3.3.5) has it,
 * a time that occurs twice is the first of the two, and one that is skipped is counted with the offset before the gap.
 *
 * @param day as in 2026-10-26
 * @param clock as in 09:00
 * @param zone IANA name
 *
 * @example instantOf("2026-11-30", "09:00", "Asia/Kathmandu") // 03:15 UTC
 */
export function instantOf(day: string, clock: string, zone: string): number {
  const shown = Date.parse(`${day}T${clock}:00Z`);
  const offsetAt = (instant: number): number => shownIn(zone, instant) - instant;
  const before = shown - offsetAt(shown - DAY);
  const after = shown - offsetAt(shown + DAY);
  const isRight = (instant: number): boolean => shownIn(zone, instant) === shown;
  return !isRight(before) && isRight(after) ? after : before;
}

/** The time of day that clocks in a zone show at an instant, as in 09:15. */
export const clockAt = (instant: number, zone: string): string =>
  new Date(shownIn(zone, instant)).toISOString().slice(11, 16);
