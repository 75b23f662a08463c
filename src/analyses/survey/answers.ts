import { identifier, literal, raw, sql } from "../../engine/sql.js";
import { bareNumber } from "../../ingest/formats/number-format.js";
import type { Scorecard } from "../scorecard.js";
import { kindsOfQuestions, QUESTION_KINDS } from "./question-kind.js";

/** The answers of known kinds, ready to be counted. */
export interface Answers {
  /**
   * Table with one row an answer: `record_id`, `customer_id` (null where it is anonymous), `question`, `kind` (null for other
   * questions), `stage`, `day`, `answer` (text) and `score` (a number on the scale of the kind, else null).
   */
  readonly table: string;
  /** Table with one row a customer and kind: the latest answer; `customer_id`, `kind`, `answer`, `score`, `day`. */
  readonly latest: string;
}

/**
 * Reads the answers up to the scorecard's day, once for all analyses. A score is the number with which the answer begins
 * (`9 - very likely`), where it is on the scale of its question. Of several answers of a customer to one kind the latest
 * counts, of one day the one that is last by its text.
 */
export function readAnswers(card: Scorecard): Promise<Answers> {
  return card.once("answers", async () => {
    const { engine } = card.book;
    const questions = await engine.rows<{ question: string }>(
      sql`SELECT DISTINCT question FROM responses WHERE question IS NOT NULL ORDER BY question`,
    );
    const scales = QUESTION_KINDS.flatMap((kind) =>
      "scale" in kind
        ? [sql`WHEN ${literal(kind.id)} THEN n BETWEEN ${raw(String(kind.scale[0]))} AND ${raw(String(kind.scale[1]))}`]
        : [],
    );
    const cases = raw(scales.map((one) => one.text).join(" "));
    const leading = sql`try_cast(regexp_extract(${bareNumber(identifier("answer"))}, '^\\d+(?:\\.\\d+)?') AS DOUBLE)`;
    await engine.run(sql`CREATE OR REPLACE TABLE answers AS
      SELECT * EXCLUDE (n), CASE WHEN CASE kind ${cases} ELSE false END THEN n END AS score
      FROM (SELECT r.record_id, r.customer_id, r.question, k.kind, r.stage, r.day, r.answer, ${leading} AS n
        FROM responses r LEFT JOIN ${kindsOfQuestions(questions.map((row) => row.question))} k USING (question)
        WHERE r.answer IS NOT NULL)`);
    await engine.run(sql`CREATE OR REPLACE TABLE latest_answers AS
      SELECT customer_id, kind, max(entry).answer AS answer, max(entry).score AS score, max(entry).day AS day FROM (
        SELECT customer_id, kind, {'order': coalesce(day, DATE '0001-01-01'), 'answer': answer, 'score': score, 'day': day} AS entry
        FROM answers WHERE customer_id IS NOT NULL AND kind IS NOT NULL)
      GROUP BY customer_id, kind`);
    return { table: "answers", latest: "latest_answers" };
  });
}

/** The score, least, from which a customer counts as satisfied, by the kind of question: top of NPS, top two of CSAT. */
export const SATISFIED_FROM = { nps: 9, csat: 4 } as const;
