import { type Sql, sql } from "../../engine/sql.js";

/**
 * The name of a call list: it says as of which day the list was made.
 *
 * @param asOf ISO
 * @param digest tells lists of one day apart
 * @example listIdOf("2026-10-30", "0a1b2c") // "L20261030-0a1b2c"
 */
export const listIdOf = (asOf: string, digest: string): string => `L${asOf.replaceAll("-", "")}-${digest}`;

/** SQL for the as-of day in the name of a call list; null where the name has none. */
export const asOfDayOf = (listId: Sql): Sql =>
  sql`try_strptime(regexp_extract(${listId}, '^L([0-9]{8})-', 1), '%Y%m%d')::DATE`;
