const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO day. */
export const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY;

const known = new Map<number, string>();

/** The ISO day of a number of days since 1970-01-01; days are written millions of times, so each is worked out once. */
export function isoOf(day: number): string {
  const found = known.get(day);
  if (found !== undefined) return found;
  const iso = new Date(day * DAY).toISOString().slice(0, 10);
  known.set(day, iso);
  return iso;
}

/** The first and the last day of the sample company's data. They are fixed: the clock plays no part. */
export const FIRST_DAY = dayOf("2023-11-01");
export const LAST_DAY = dayOf("2026-10-31");

/** The first day of the year that ends with the last day. */
export const YEAR_START = LAST_DAY - 364;
