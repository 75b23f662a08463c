import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { rawColumn } from "./raw-table.js";

/**
 * SQL that holds for a record which says the header again, as where exports were put one behind another: each of the
 * given columns has its own header for a value.
 */
export function repeatedHeader(headers: readonly string[], indexes: readonly number[]): Sql {
  const tests = indexes.map((index) => {
    const column = raw(rawColumn(index));
    // The second export may bring a byte order mark of its own.
    const text = index === 0 ? sql`ltrim(${column}, chr(65279))` : column;
    return sql`coalesce(${text} = ${literal(headers[index] ?? "")}, false)`;
  });
  return tests.length === 0 ? raw("false") : sql`(${join(tests, " AND ")})`;
}
