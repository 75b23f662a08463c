import type { Engine } from "../../engine/engine.js";
import { raw, sql } from "../../engine/sql.js";
import { CALLS, LIST } from "../call-list.js";

/** What the workbook says of the list as a whole. */
export interface ListFacts {
  readonly listId: string;
  /** The list's day, ISO. */
  readonly asOf: string;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Time zone of the staff. */
  readonly timeZone: string | null;
  readonly campaign: string | null;
  readonly phase: string | null;
  readonly currency: string | null;
  readonly rows: number;
}

/** Reads the row about the list. */
export async function listFacts(engine: Engine): Promise<ListFacts> {
  const row = await engine.row<
    Record<"list_id" | "as_of", string> &
      Record<"first_day" | "last_day" | "time_zone" | "campaign" | "phase" | "currency", string | null> & {
        rows: number;
      }
  >(sql`SELECT list_id, as_of::VARCHAR AS as_of, first_day::VARCHAR AS first_day, last_day::VARCHAR AS last_day, time_zone,
    campaign, phase, currency, (SELECT count(*) FROM ${raw(CALLS)}) AS "rows" FROM ${raw(LIST)}`);
  const { list_id: listId, as_of: asOf, first_day: firstDay, last_day: lastDay, time_zone: timeZone } = row;
  const { campaign, phase, currency, rows } = row;
  return { listId, asOf, firstDay, lastDay, timeZone, campaign, phase, currency, rows };
}
