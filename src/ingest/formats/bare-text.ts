import { type Sql, sql } from "../../engine/sql.js";

/**
 * SQL for a cell's text without the blanks around it, null where nothing is left. Most cells need no trimming, and
 * comparing the first byte is many times cheaper than trimming, so the trim only runs where that says it may matter:
 * where the text begins below `(` or above ASCII, or ends in a blank.
 *
 * @param leading `identifier` also takes off the apostrophe with which spreadsheets mark text
 */
export function bareText(cell: Sql, leading: "text" | "identifier" = "text"): Sql {
  const trimmed = sql`trim(${cell}, ' ' || chr(9) || chr(160))`;
  const bare = leading === "identifier" ? sql`ltrim(${trimmed}, '''')` : trimmed;
  return sql`CASE WHEN ${cell} >= '(' AND ${cell} < chr(128) AND NOT suffix(${cell}, ' ') AND NOT suffix(${cell}, chr(9))
    THEN ${cell} ELSE nullif(${bare}, '') END`;
}
