import type { Engine } from "../engine/engine.js";
import { identifier, raw, sql } from "../engine/sql.js";
import type { ImportedFile } from "../ingest/import-files.js";
import { ROW_STATES, type RowState, stateName } from "../ingest/row-state.js";
import { classifyStatus } from "../ingest/row-status.js";

/** A status text of a file, and what its records were taken for. */
export interface StatusClass {
  readonly file: string;
  readonly status: string;
  readonly takenFor: RowState;
  readonly records: number;
  /** False where the text says nothing, so that the record counts as a purchase. */
  readonly isKnown: boolean;
}

/** The statuses of all transactions files with what each is taken for, the commonest first. */
export async function statusClasses(engine: Engine, files: readonly ImportedFile[]): Promise<StatusClass[]> {
  const found: StatusClass[] = [];
  for (const file of files) {
    if (file.transactions?.fields.includes("status") !== true) continue;
    const rows = await engine.rows<{ status: string; state: number; records: number }>(sql`
      SELECT status, state, count(*) AS records FROM ${identifier(file.table)}
      WHERE status IS NOT NULL AND state <= ${raw(String(ROW_STATES["not-a-sale"]))}
      GROUP BY status, state ORDER BY records DESC, status, state`);
    const byRules = file.mapping.preset?.rules !== undefined;
    for (const { status, state, records } of rows) {
      const isKnown = byRules || classifyStatus(status) !== undefined;
      found.push({ file: file.name, status, takenFor: stateName(state), records, isKnown });
    }
  }
  return found;
}
