import type { Engine } from "../../engine/engine.js";
import { join, raw, type Sql, sql } from "../../engine/sql.js";
import { fieldsOf } from "../fields/index.js";
import { fileMapping } from "../file-mapping.js";
import type { LoadOptions } from "../load-options.js";
import { matchColumns } from "../match-columns.js";
import type { RawTable } from "../raw-table.js";
import { readingOf } from "../record-readings.js";

/** The listings that stand beside a call list. */
export interface KnownListings {
  /** A relation of one row a listing: `call_id`, `list_id`, `customer_id`, `campaign`, `phase`, and `cost` of the contact. */
  readonly relation: Sql;
}

/** The first two tell a listing; what of the others a sheet has lost is not known. */
const READ = ["call_id", "list_id", "campaign", "phase", "customer_id", "cost"] as const;

/** What the sheets of listings beside a call list say of its rows; null where there are none, or they name no listing. */
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
    if (fields.slice(0, 2).some(({ name }) => mapping.indexOf(name) === undefined)) return null;
    const values: Sql[] = [];
    for (const field of fields) {
      const isThere = mapping.indexOf(field.name) !== undefined;
      values.push(isThere ? (await readingOf(engine, table, mapping, field, options)).value : raw("NULL"));
    }
    const [callId, listId, campaign, phase, customerId, cost] = values as [Sql, Sql, Sql, Sql, Sql, Sql];
    parts.push(sql`SELECT ${callId} AS call_id, ${listId} AS list_id, ${campaign} AS campaign, ${phase} AS phase,
      ${customerId} AS customer_id, ${cost} AS cost FROM ${await table.relation()}`);
  }
  if (parts.length === 0) return null;
  return {
    relation: sql`(SELECT call_id, max(list_id) AS list_id, max(campaign) AS campaign, max(phase) AS phase,
      max(customer_id) AS customer_id, max(cost) AS cost FROM (${join(parts, " UNION ALL ")}) WHERE call_id IS NOT NULL GROUP BY call_id)`,
  };
}
