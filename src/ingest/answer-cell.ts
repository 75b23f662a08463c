import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { bareText } from "./formats/bare-text.js";
import { rawColumn } from "./raw-table.js";

/** What 问卷星 writes where nothing was answered, or the question was not shown. */
const NO_ANSWER = ["(空)", "（空）", "(跳过)", "（跳过）"].map(literal);

/** SQL for the answer in a column of a question; null where there is none. */
export const answerCell = (index: number): Sql => {
  const text = bareText(raw(rawColumn(index)));
  return sql`(CASE WHEN ${raw(rawColumn(index))} NOT IN (${join(NO_ANSWER)}) THEN ${text} END)`;
};
