/** The last so many ends of months before a day, ascending, and the day itself; ISO dates. */
export function monthEndsUpTo(day: string, many: number): string[] {
  const [year, month] = day.split("-").map(Number) as [number, number];
  const ends = Array.from({ length: many }, (_, index) =>
    // Day 0 of a month is the last of the one before.
    new Date(Date.UTC(year, month - 1 - (many - 1 - index), 0)).toISOString().slice(0, 10),
  );
  return [...ends, day];
}
