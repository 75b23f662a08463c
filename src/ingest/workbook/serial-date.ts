import type { NumberKind } from "./number-format.js";

const DAY_SECONDS = 86_400;
/** Days from 1899-12-30 and from 1904-01-01 to 1970-01-01. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
/** The first day of the year 10000, where Excel stops, in each date system. */
const END_1900 = 2_958_466;
const END_1904 = END_1900 - (EPOCH_1900 - EPOCH_1904);

/**
 * The text of a date-styled number: `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` when there is a time of day, `HH:MM:SS` when
 * there is no day, and `H:MM:SS` with any number of hours for elapsed time. Rounded to the second, because serials
 * are fractions of days. Whole-number arithmetic on days, so no time zone can shift a date. Undefined for a number
 * outside the calendar; Excel shows those as ####.
 *
 * In the 1900 system serial 60 is 1900-02-29, a day that never was (kept from Lotus 1-2-3): it is spelt as Excel
 * shows it, and fails later as the impossible date it is.
 */
export function serialText(serial: number, kind: Exclude<NumberKind, "number">, date1904: boolean): string | undefined {
  if (kind === "duration") return durationText(serial);
  if (serial < 0 || serial >= (date1904 ? END_1904 : END_1900)) return undefined;
  // Day 0 exists in the 1904 system only; in the 1900 system a fraction of a day is a time.
  const isTime = serial < 1 && (kind === "time" || !date1904);
  const total = Math.round(serial * DAY_SECONDS);
  if (isTime) return clockText(Math.min(total, DAY_SECONDS - 1));
  const day = Math.floor(total / DAY_SECONDS);
  if (day >= (date1904 ? END_1904 : END_1900)) return undefined;
  const date = dayText(day, date1904);
  const seconds = total % DAY_SECONDS;
  return seconds === 0 ? date : `${date} ${clockText(seconds)}`;
}

/** Dates repeat from row to row; a short memory saves most of the work. */
const known = new Map<number, string>();
const KNOWN_DAYS = 20_000;

function dayText(day: number, date1904: boolean): string {
  if (!date1904 && day === 60) return "1900-02-29";
  // Before the day that never was, serials are one lower than the calendar says.
  const epochDay = date1904 ? day - EPOCH_1904 : day - EPOCH_1900 + (day < 60 ? 1 : 0);
  let text = known.get(epochDay);
  if (text === undefined) {
    text = civilText(epochDay);
    if (known.size >= KNOWN_DAYS) known.clear();
    known.set(epochDay, text);
  }
  return text;
}

/** Days since 1970-01-01 to a Gregorian date, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
function civilText(epochDay: number): string {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function durationText(serial: number): string | undefined {
  const total = Math.round(Math.abs(serial) * DAY_SECONDS);
  if (total > Number.MAX_SAFE_INTEGER) return undefined;
  const sign = serial < 0 && total > 0 ? "-" : "";
  return sign + clockText(total);
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/**
 * The text of a cell that stores its date in ISO 8601 (`t="d"`), in the same form as a serial: fractions of a second
 * and a trailing Z dropped, midnight left out. Anything else comes back as it is.
 */
export function isoDateText(stored: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d)?(?:T?(\d\d:\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?Z?$/.exec(stored.trim());
  if (!parts) return stored;
  const [, date, minutes, seconds = "00"] = parts;
  if (!minutes) return date ?? stored;
  const clock = `${minutes}:${seconds}`;
  if (!date) return clock;
  return clock === "00:00:00" ? date : `${date} ${clock}`;
}
