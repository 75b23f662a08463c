import type { Engine } from "../engine/engine.js";
import { join, raw, type Sql, sql } from "../engine/sql.js";
import { rawColumn } from "../ingest/raw-table.js";

/** Rows of one file that are equal in every cell. */
export interface DuplicateRows {
  /** Rows beyond the first of their kind. */
  readonly extra: number;
  /** Kinds of row that stand more than once. */
  readonly groups: number;
  /** The beginning of the most repeated ones, with how often each stands. */
  readonly examples: readonly string[];
}

/** Wider tables are not compared row by row. */
const MOST_COLUMNS = 1500;
const EXAMPLES = 3;

/** Counts rows that say the same in every column; null for a table too wide. Rows without content do not count. */
export async function findDuplicateRows(engine: Engine, relation: Sql, width: number): Promise<DuplicateRows | null> {
  if (width === 0 || width > MOST_COLUMNS) return null;
  const columns = Array.from({ length: width }, (_, index) => raw(rawColumn(index)));
  // 64 bits: in ten million rows two unequal ones are taken for equal with a chance below one in 100,000.
  const key = sql`hash(${join(columns)})`;
  const groups = sql`SELECT ${key} AS key, count(*) AS rows FROM ${relation}
    WHERE coalesce(${join(columns)}) IS NOT NULL GROUP BY 1 HAVING count(*) > 1`;
  const found = await engine.row<{ extra: number | null; groups: number }>(
    sql`SELECT sum(rows - 1) AS extra, count(*) AS groups FROM (${groups})`,
  );
  if (found.groups === 0) return { extra: 0, groups: 0, examples: [] };
  const shown = await engine.rows<{ text: string; rows: number }>(sql`
    WITH most AS (SELECT key, rows FROM (${groups}) ORDER BY rows DESC, key LIMIT ${raw(String(EXAMPLES))})
    SELECT min(concat_ws(', ', ${join(columns.slice(0, 8))})) AS text, any_value(rows) AS rows
    FROM ${relation} r JOIN most ON ${key} = most.key GROUP BY most.key ORDER BY rows DESC, text`);
  return {
    extra: found.extra ?? 0,
    groups: found.groups,
    examples: shown.map(({ text, rows }) => `${text} (${rows} times)`),
  };
}
