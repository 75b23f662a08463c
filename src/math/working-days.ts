/** ISO days of the week: 1 Monday to 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface WorkingCalendar {
  /** Days of the week without work; default Saturday and Sunday. */
  readonly weekend?: readonly Weekday[];
  /** ISO days (YYYY-MM-DD) without work. Those on a weekend change nothing. */
  readonly holidays?: Iterable<string>;
}

/**
 * Counts the working days from one ISO day (YYYY-MM-DD) to another, in a calendar.
 *
 * The first day is not counted, the last is, if it is a working day: the same day gives 0, Friday to Monday 1, Friday to
 * Saturday 0. A last day before the first gives the negative count. Makes the counter once, since holidays are sorted
 * once; a count is then two binary searches. A day that is not a calendar date throws a RangeError.
 *
 * Days are numbered by Hinnant's days_from_civil (2013), proleptic Gregorian.
 *
 * @example workingDaysCounter({ holidays: ["2026-12-25"] })("2026-12-24", "2026-12-28") // 1
 */
export const workingDaysCounter = (calendar: WorkingCalendar = {}): ((from: string, to: string) => number) => {
  const weekend = new Set<number>(calendar.weekend ?? [6, 7]);
  // Working weekdays from Monday up to and with each day of the week.
  const upTo = new Array<number>(7).fill(0);
  for (let weekday = 1; weekday <= 7; weekday += 1)
    upTo[weekday - 1] = (upTo[weekday - 2] ?? 0) + (weekend.has(weekday) ? 0 : 1);
  const holidays = Float64Array.from(new Set([...(calendar.holidays ?? [])].map(dayNumber)))
    .filter((day) => !weekend.has(sinceMonday(day) + 1))
    .sort();
  const workedBy = (day: number): number =>
    Math.floor((day + MONDAY_OFFSET) / 7) * upTo[6]! + upTo[sinceMonday(day)]! - countUpTo(holidays, day);
  return (from, to) => workedBy(dayNumber(to)) - workedBy(dayNumber(from));
};

/**
 * The first so many working days after an ISO day, in order.
 *
 * @example workingDaysLater({}, "2026-10-30", 2) // ["2026-11-02", "2026-11-03"]
 */
export function workingDaysLater(calendar: WorkingCalendar, after: string, count: number): string[] {
  const weekend = new Set<number>(calendar.weekend ?? [6, 7]);
  if (count > 0 && weekend.size >= 7) throw new RangeError("a week without a working day");
  const holidays = new Set(calendar.holidays ?? []);
  const found: string[] = [];
  for (let day = dayNumber(after) + 1; found.length < count; day += 1) {
    const iso = isoDay(day);
    if (!weekend.has(sinceMonday(day) + 1) && !holidays.has(iso)) found.push(iso);
  }
  return found;
}

/** 1970-01-01, day 0, was a Thursday, three days after a Monday. */
const MONDAY_OFFSET = 3;

const sinceMonday = (day: number): number => (((day + MONDAY_OFFSET) % 7) + 7) % 7;

/** How many of the sorted days are at most `day`. */
const countUpTo = (sorted: Float64Array, day: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
};

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days since 1970-01-01. */
const dayNumber = (isoDay: string): number => {
  const [, year = 0, month = 0, day = 0] = (ISO_DAY.exec(isoDay) ?? []).map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && isLeap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  if (day < 1 || day > length) throw new RangeError(`not a calendar day: ${isoDay}`);
  // Years begin in March here, so the leap day comes last.
  const civilYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(civilYear / 400);
  const yearOfEra = civilYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The inverse of `dayNumber`: Hinnant's civil_from_days. */
const isoDay = (number: number): string => {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
};
