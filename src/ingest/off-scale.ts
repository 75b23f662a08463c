import type { Engine } from "../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { bareNumber } from "./formats/number-format.js";
import { scaleOf } from "./question-kind-of.js";
import { ROW_STATES } from "./row-state.js";
import { answerColumn } from "./spread-answers.js";
import type { WideForm } from "./wide-form.js";

/** SQL that holds for an answer that begins with a number beyond the scale of its question. */
function isOff(answer: Sql, [least, greatest]: readonly [number, number]): Sql {
  const number = sql`try_cast(regexp_extract(${bareNumber(answer)}, '^-?\\d+(?:\\.\\d+)?') AS DOUBLE)`;
  return sql`coalesce(${number} NOT BETWEEN ${raw(String(least))} AND ${raw(String(greatest))}, false)`;
}

/**
 * Takes out answers that cannot be: 11 of 10, 6 of 5. In the long form each is a rejected record. In the wide form the
 * answer is taken out of its record, which is rejected where it has no other.
 *
 * @returns what to tell of answers that were taken out of records
 */
export async function rejectOffScale(engine: Engine, table: string, wide: WideForm | null): Promise<string[]> {
  const records = identifier(table);
  const outOfRange = raw(String(ROW_STATES["out-of-range"]));
  if (wide === null) {
    const rows = await engine.rows<{ question: string }>(
      sql`SELECT DISTINCT question FROM ${records} WHERE state = 0 ORDER BY question`,
    );
    const tests = rows.flatMap(({ question }) => {
      const scale = scaleOf(question);
      return scale === null ? [] : [sql`(question = ${literal(question)} AND ${isOff(identifier("answer"), scale)})`];
    });
    if (tests.length === 0) return [];
    await engine.run(sql`UPDATE ${records} SET state = ${outOfRange} WHERE state = 0 AND (${join(tests, " OR ")})`);
    return [];
  }
  const remarks: string[] = [];
  for (const { index, question } of wide.questions) {
    const scale = scaleOf(question);
    if (scale === null) continue;
    const column = answerColumn(index);
    const off = sql`state = 0 AND ${isOff(column, scale)}`;
    const rows = await engine.rows<{ answer: string; count: number }>(
      sql`SELECT ${column} AS answer, count(*) AS count FROM ${records} WHERE ${off} GROUP BY 1 ORDER BY count DESC, answer`,
    );
    if (rows.length === 0) continue;
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    const named = rows.slice(0, 5).map((row) => `"${row.answer}" (${row.count})`);
    remarks.push(
      `${count} ${count === 1 ? "answer" : "answers"} to "${question}" outside of ${scale[0]} to ${scale[1]} left out: ${named.join(", ")}${rows.length > 5 ? ", …" : ""}`,
    );
    const others = wide.questions.filter((one) => one.index !== index).map((one) => answerColumn(one.index));
    const empty = others.length === 0 ? raw("true") : sql`coalesce(${join(others)}) IS NULL`;
    await engine.run(
      sql`UPDATE ${records} SET ${column} = NULL, state = CASE WHEN ${empty} THEN ${outOfRange} ELSE 0 END WHERE ${off}`,
    );
  }
  return remarks;
}
