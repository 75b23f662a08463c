/** A row of a list that could be kept aside. */
export interface Listed {
  readonly id: string;
  /** What it is stratified by: the play. */
  readonly stratum: string;
  /** A text that orders rows by chance, the same every time. */
  readonly lot: string;
}

/**
 * The rows that are kept aside to measure what a list does: the same share of every stratum, as near as whole rows come, and
 * of all rows together exactly the rounded share. What a stratum has a right to beyond whole rows goes, one each, to the
 * strata with the largest remainders (Hamilton's method), of equal ones by the lot; within a stratum the lots decide.
 *
 * @param share 0 to 1
 */
export function keptAside(rows: readonly Listed[], share: number): ReadonlySet<string> {
  const strata = new Map<string, Listed[]>();
  for (const row of rows) {
    const members = strata.get(row.stratum);
    if (members === undefined) strata.set(row.stratum, [row]);
    else members.push(row);
  }
  const quotas = [...strata.values()].map((members) => {
    const drawn = members.toSorted((one, other) => (one.lot < other.lot ? -1 : one.lot > other.lot ? 1 : 0));
    // A tenth of 30 rows is 3, not 2.9999999999999996.
    const right = Number((members.length * share).toFixed(9));
    return { drawn, whole: Math.floor(right), rest: right - Math.floor(right) };
  });
  const open = Math.round(Number((rows.length * share).toFixed(9))) - quotas.reduce((sum, { whole }) => sum + whole, 0);
  const further = new Set(
    quotas
      .filter(({ rest }) => rest > 0)
      .toSorted((one, other) => other.rest - one.rest || (one.drawn[0]!.lot < other.drawn[0]!.lot ? -1 : 1))
      .slice(0, Math.max(0, open)),
  );
  return new Set(
    quotas.flatMap((quota) => quota.drawn.slice(0, quota.whole + (further.has(quota) ? 1 : 0)).map(({ id }) => id)),
  );
}
