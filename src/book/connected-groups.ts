/**
 * Groups of names that pairs connect, directly or through others (union-find with path halving). Names and groups are in
 * the order of code units, whatever the order of the pairs.
 *
 * @example connectedGroups([["b", "a"], ["c", "b"], ["y", "x"]]) // [["a", "b", "c"], ["x", "y"]]
 */
export function connectedGroups(pairs: Iterable<readonly [string, string]>): string[][] {
  const parent = new Map<string, string>();
  const rootOf = (name: string): string => {
    let at = name;
    for (;;) {
      const up = parent.get(at) ?? at;
      if (up === at) return at;
      const over = parent.get(up) ?? up;
      parent.set(at, over);
      at = over;
    }
  };
  for (const [one, other] of pairs) {
    for (const name of [one, other]) if (!parent.has(name)) parent.set(name, name);
    const [first, second] = [rootOf(one), rootOf(other)].sort();
    parent.set(second!, first!);
  }
  const groups = new Map<string, string[]>();
  for (const name of [...parent.keys()].sort()) {
    const root = rootOf(name);
    groups.set(root, [...(groups.get(root) ?? []), name]);
  }
  return [...groups.values()];
}
