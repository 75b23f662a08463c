/** To whom indirect customers belong in the end. */
export interface Roots {
  /** For each indirect customer who is rolled up: the one at the end of the chain. */
  readonly rootOf: ReadonlyMap<string, string>;
  /** Customers who serve one another in a circle, each circle from its smallest id on; they are rolled up to nobody. */
  readonly circles: readonly (readonly string[])[];
}

/**
 * Follows who serves whom to the end of each chain: a customer whose dealer buys from another dealer belongs to that one.
 * A chain that leads into a circle ends at the first customer of the circle that it reaches.
 *
 * @param servedBy for each indirect customer who serves it; a customer who serves itself is a circle of one
 * @example rootsOf(new Map([["A", "B"], ["B", "C"]])) // A and B belong to C
 */
export function rootsOf(servedBy: ReadonlyMap<string, string>): Roots {
  const circles: string[][] = [];
  const inCircle = new Set<string>();
  const seen = new Set<string>();
  for (const start of servedBy.keys()) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && servedBy.has(at) && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = servedBy.get(at);
    }
    const from = at === undefined ? -1 : path.indexOf(at);
    if (from < 0) continue;
    const members = path.slice(from);
    for (const member of members) inCircle.add(member);
    const least = members.indexOf([...members].sort()[0]!);
    circles.push([...members.slice(least), ...members.slice(0, least)]);
  }
  const rootOf = new Map<string, string>();
  for (const start of servedBy.keys()) {
    if (inCircle.has(start)) continue;
    const path: string[] = [];
    let at = start;
    while (servedBy.has(at) && !inCircle.has(at) && !rootOf.has(at)) {
      path.push(at);
      at = servedBy.get(at)!;
    }
    const root = rootOf.get(at) ?? at;
    for (const one of path) rootOf.set(one, root);
  }
  circles.sort((one, other) => (one[0]! < other[0]! ? -1 : 1));
  return { rootOf, circles };
}
