const MINUTE = 60_000;

/** Finds the time of a call; all times are instants in milliseconds since 1970. */
export type Diary = (owner: string, from: number, to: number) => number;

/**
 * Gives each call the first time within its hours at which its owner has no other, so that calls entered in the order of
 * rank are spread over the day in that order and do not all begin at the same minute. When the hours are full, they are
 * begun again from the front: two calls at once are better than one outside the hours.
 *
 * @param minutes that a call takes
 *
 * @example
 * const diary = openDiary(15);
 * diary("Ann", 0, 3_600_000); // 0
 * diary("Ann", 0, 3_600_000); // 900_000, a quarter of an hour later
 */
export function openDiary(minutes: number): Diary {
  const taken = new Map<string, Set<number>>();
  // Times are only ever taken, so the search of like hours goes on where it last ended.
  const reached = new Map<string, number>();
  return (owner, from, to) => {
    const begins = taken.get(owner) ?? new Set<number>();
    taken.set(owner, begins);
    const isFree = (start: number): boolean => {
      for (let other = start - minutes + 1; other < start + minutes; other++) if (begins.has(other)) return false;
      return true;
    };
    const first = Math.ceil(from / MINUTE);
    const places = Math.max(1, Math.floor((to / MINUTE - first) / minutes));
    const hours = JSON.stringify([owner, from, to]);
    let place = reached.get(hours) ?? 0;
    while (place < places && !isFree(first + place * minutes)) place++;
    reached.set(hours, place + 1);
    const start = first + (place % places) * minutes;
    begins.add(start);
    return start * MINUTE;
  };
}
