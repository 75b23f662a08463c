import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { questionKindOf } from "../../ingest/question-kind-of.js";

/* What questions ask: the registry is ingest/fields/question-kinds.ts, since files are recognised by it too. */
export { QUESTION_KINDS, type QuestionKind } from "../../ingest/fields/question-kinds.js";
export { type QuestionKindId, questionKey, questionKindOf } from "../../ingest/question-kind-of.js";

/** A relation of the distinct questions of `responses`: `question` and `kind`, of those that are of a kind. */
export function kindsOfQuestions(questions: readonly string[]): Sql {
  const rows = questions.flatMap((question) => {
    const kind = questionKindOf(question);
    return kind === null ? [] : [sql`(${literal(question)}, ${literal(kind)})`];
  });
  return rows.length === 0
    ? raw("(SELECT NULL::VARCHAR AS question, NULL::VARCHAR AS kind WHERE false)")
    : sql`(SELECT * FROM (VALUES ${join(rows)}) v(question, kind))`;
}
