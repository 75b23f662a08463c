import { raw, type Sql, sql } from "../../engine/sql.js";

/** Space, tab, no-break space, ideographic space and a byte order mark that strayed into the text. */
const BLANKS = raw("' ' || chr(9) || chr(160) || chr(12288) || chr(65279)");

/** The same for a cell of a sample, with the apostrophe taken off. */
export const bareSample = (cell: string): string =>
  cell
    .trim()
    .replace(/^="(.*)"$/, "$1")
    .replace(/^'/, "")
    .trim();

/**
 * SQL for a cell's text without the blanks around it, null where nothing is left. Most cells need no trimming, and
 * comparing the first byte is many times cheaper than trimming, so the trim only runs where that says it may matter:
 * where the text begins below `(`, with `=` or above ASCII, or ends in a blank. `="00123"`, as spreadsheets are told
 * to keep a text, is that text.
 *
 * @param leading `identifier` also takes off the apostrophe with which spreadsheets mark text
 */
export function bareText(cell: Sql, leading: "text" | "identifier" = "text"): Sql {
  const trimmed = sql`trim(regexp_replace(trim(${cell}, ${BLANKS}), '^="(.*)"$', '\\1'), ${BLANKS})`;
  const bare = leading === "identifier" ? sql`ltrim(${trimmed}, '''')` : trimmed;
  return sql`CASE WHEN ${cell} >= '(' AND ${cell} < chr(128) AND NOT starts_with(${cell}, '=')
      AND NOT suffix(${cell}, ' ') AND NOT suffix(${cell}, chr(9)) AND NOT suffix(${cell}, chr(160))
    THEN ${cell} ELSE nullif(${bare}, '') END`;
}
