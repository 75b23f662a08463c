import type { Engine } from "../../engine/engine.js";
import { type Sql, sql } from "../../engine/sql.js";
import { bareNumber, type DecimalMark, decimalEvidenceOf } from "./number-format.js";

/** The decimal mark of a column and, where the values themselves do not show it, what was assumed. */
export interface SettledMark {
  readonly mark: DecimalMark;
  readonly assumption?: string;
}

/**
 * Settles which sign stands before the decimals of a column: by the sample where it shows it, otherwise by the whole
 * column. Values such as `1.234` alone do not show it: a file parted by semicolons is then read with the comma, as
 * such files come from places that write it; any other with the point, and both are said.
 */
export async function settleDecimalMark(
  engine: Engine,
  column: Sql,
  relation: () => Promise<Sql>,
  samples: readonly string[],
  semicolons: boolean,
): Promise<SettledMark> {
  const counts = { point: 0, comma: 0, either: 0, none: 0 };
  for (const text of samples) counts[decimalEvidenceOf(text)] += 1;
  if (counts.point + counts.comma > 0) return { mark: counts.comma > counts.point ? "," : "." };
  // Looking for either sign costs a tenth of telling which it is.
  const { marked } = await engine.row<{ marked: number }>(
    sql`SELECT count(*) FILTER (contains(${column}, ',') OR contains(${column}, '.')) AS marked FROM ${await relation()}`,
  );
  if (marked === 0) return { mark: semicolons ? "," : "." };
  const whole = await engine.row<{ point: number; comma: number; either: number; example: string | null }>(sql`
    WITH bare AS (SELECT ${bareNumber(column)} AS b FROM ${await relation()} WHERE ${column} IS NOT NULL),
    judged AS (SELECT b,
      regexp_matches(b, '\\.\\d{1,2}\\D?$|\\.\\d{4,}|,\\d{3}\\.|,\\d+,|(^|\\D)0\\.') AS point,
      regexp_matches(b, ',\\d{1,2}\\D?$|,\\d{4,}|\\.\\d{3},|\\.\\d+\\.|(^|\\D)0,') AS comma,
      regexp_matches(b, '^\\D?[1-9]\\d{0,2}[.,]\\d{3}\\D?$') AS either FROM bare)
    SELECT count(*) FILTER (point AND NOT comma) AS point, count(*) FILTER (comma AND NOT point) AS comma,
      count(*) FILTER (either) AS either, min(b) FILTER (either) AS example FROM judged`);
  if (whole.point + whole.comma > 0) return { mark: whole.comma > whole.point ? "," : "." };
  const mark = semicolons ? "," : ".";
  if (whole.either === 0) return { mark };
  return {
    mark,
    assumption: `values such as ${whole.example} are read with "${mark}" before the decimals (--decimal)`,
  };
}
