import type { Engine } from "../../engine/engine.js";
import { join, type Sql, sql } from "../../engine/sql.js";
import { fieldsOf } from "../fields/index.js";
import { fileMapping } from "../file-mapping.js";
import type { LoadOptions } from "../load-options.js";
import { matchColumns } from "../match-columns.js";
import type { RawTable } from "../raw-table.js";
import { readingOf } from "../record-readings.js";

/** The listings that stand beside a call list. */
export interface KnownListings {
  /** A relation of one row a listing: `call_id`, `list_id`, `campaign`, `phase` and `day` of its list. */
  readonly relation: Sql;
}

const READ = ["call_id", "list_id", "campaign", "phase", "date"] as const;

/** What the sheets of listings beside a call list say of its rows; null where there are none, or they lack a column. */
export async function knownListings(
  engine: Engine,
  tables: readonly RawTable[],
  options: LoadOptions,
): Promise<KnownListings | null> {
  const parts: Sql[] = [];
  for (const table of tables) {
    const { columns } = matchColumns(table.headers, "listings", { samples: table.samples });
    const mapping = fileMapping("listings", undefined, columns, false);
    const fields = READ.map((name) => fieldsOf("listings").find((field) => field.name === name)!);
    if (fields.some(({ name }) => mapping.indexOf(name) === undefined)) return null;
    const values: Sql[] = [];
    for (const field of fields) values.push((await readingOf(engine, table, mapping, field, options)).value);
    const [callId, listId, campaign, phase, day] = values as [Sql, Sql, Sql, Sql, Sql];
    parts.push(sql`SELECT ${callId} AS call_id, ${listId} AS list_id, ${campaign} AS campaign, ${phase} AS phase,
      ${day} AS day FROM ${await table.relation()}`);
  }
  if (parts.length === 0) return null;
  return {
    relation: sql`(SELECT call_id, max(list_id) AS list_id, max(campaign) AS campaign, max(phase) AS phase,
      max(day) AS day FROM (${join(parts, " UNION ALL ")}) WHERE call_id IS NOT NULL GROUP BY call_id)`,
  };
}
