import type { Engine } from "../engine/engine.js";
import { identifier, sql } from "../engine/sql.js";
import { CrmError } from "../errors/crm-error.js";
import type { ImportedFile, ImportOptions } from "../ingest/import-files.js";

/** Records that count by the currency of their amount, where the files name one; the commonest first. */
export async function currenciesOf(
  engine: Engine,
  files: readonly ImportedFile[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const file of files) {
    if (file.transactions?.formats.currency == null) continue;
    const rows = await engine.rows<{ unit: string; count: number }>(sql`
      SELECT money_unit AS unit, count(*) AS count FROM ${identifier(file.table)}
      WHERE state < 2 AND money_unit IS NOT NULL GROUP BY 1`);
    for (const row of rows) found.set(row.unit, (found.get(row.unit) ?? 0) + row.count);
  }
  return new Map(
    [...found].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : one > other ? 1 : 0)),
  );
}

/** `EUR in 3 records, USD in 2 records`. */
export const currencyEvidence = (found: ReadonlyMap<string, number>): string =>
  [...found].map(([unit, count]) => `${unit} in ${count} records`).join(", ");

/**
 * The currency of all amounts that count.
 *
 * @throws CrmError `mixed-currency` where there are several and nothing says what to do about it
 */
export function onlyCurrency(found: ReadonlyMap<string, number>, options: ImportOptions): string | null {
  if (options.rates !== undefined) return options.currency ?? null;
  if (found.size <= 1) return options.currency?.toUpperCase() ?? [...found.keys()][0] ?? null;
  throw new CrmError("mixed-currency", { evidence: currencyEvidence(found) });
}
