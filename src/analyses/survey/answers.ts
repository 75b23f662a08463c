import type { Engine } from "../../engine/engine.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { questionKind } from "../../ingest/question-kind-of.js";
import type { Rules } from "../../rules/index.js";
import type { Scorecard } from "../scorecard.js";
import { answerMeaning } from "./answer-meaning.js";
import { QUESTION_KINDS, type QuestionKind, questionKindOf } from "./question-kind.js";

/** The answers of known kinds, ready to be counted. */
export interface Answers {
  /**
   * Table with one row an answer: `respondent` (the customer, else the record of an anonymous answer), `record_id`,
   * `customer_id` (null where it is anonymous), `question`, `kind` (null for other questions), `stage` (as the record says
   * it, else of the kind; of a record that is a whole questionnaire the other way round), `day`, `answer` (as written), `choice` (the answer to be counted), `score` (a number on the scale of
   * the kind, else null), `days` (of a response time), and whether it belongs to the latest answer of its respondent to the
   * question in the stage: `is_latest`, `is_latest_of_month` and, with a day to compare with, `is_latest_then`.
   */
  readonly table: string;
  /** Table with one row a customer and kind: the latest answer; `customer_id`, `kind`, `answer`, `score`, `days`, `day`. */
  readonly latest: string;
}

/**
 * Reads the answers up to the scorecard's day, once for all analyses. A score is the number with which the answer begins
 * (`9 - very likely`) or that its words stand for (`very satisfied`), where it is on the scale of its question. Of several
 * answers of a customer to one kind the latest counts, of one day the one that is last by its text.
 */
export function readAnswers(card: Scorecard): Promise<Answers> {
  return card.once("answers", async () => {
    const { engine } = card.book;
    await createQuestions(engine);
    await createMeanings(engine);
    await engine.run(sql`CREATE OR REPLACE TABLE answers AS ${answersQuery(card.compareTo)}`);
    await engine.run(sql`CREATE OR REPLACE TABLE latest_answers AS
      SELECT customer_id, kind, max(entry).answer AS answer, max(entry).score AS score, max(entry).days AS days, max(entry).day AS day FROM (
        SELECT customer_id, kind, {'order': coalesce(day, DATE '0001-01-01'), 'answer': answer, 'score': score, 'days': days, 'day': day} AS entry
        FROM answers WHERE customer_id IS NOT NULL AND kind IS NOT NULL)
      GROUP BY customer_id, kind`);
    return { table: "answers", latest: "latest_answers" };
  });
}

/**
 * The key of a record is of its contents where it has no identifier, so that the order of records is nothing. A topic, what
 * one respondent says to one question in one stage, is a 64-bit hash: sorting numbers takes a fraction of sorting texts.
 */
const answersQuery = (then: string | null): Sql => sql`
  WITH said AS (
    SELECT r.*, q.kind, CASE WHEN r.record_number IS NULL THEN coalesce(r.stage, q.stage)
        ELSE coalesce(q.stage, r.stage) END AS asked_in,
      coalesce('c ' || r.customer_id, 'r ' || r.file_number || ' ' || r.record_id,
        'n ' || r.file_number || ' ' || r.record_number, 'a ' || row_number() OVER ()) AS respondent,
      coalesce(r.record_id, r.file_number || ' ' || r.record_number, r.answer) AS record
    FROM responses r LEFT JOIN survey_questions q USING (question)
    WHERE r.answer IS NOT NULL AND r.question IS NOT NULL
  ), keyed AS MATERIALIZED (SELECT *, hash(respondent, question, asked_in) AS topic FROM said),
  records AS (
    SELECT topic, record, coalesce(max(day), DATE '0001-01-01') AS day, coalesce(max(record_id), '') AS id,
      max(answer) AS last, min(answer) AS first, sum(hash(answer)) AS contents
    FROM keyed GROUP BY topic, record
  ), ranked AS (
    SELECT topic, record, ${isLatest("true")} AS is_latest, ${isLatest("day > DATE '0001-01-01'", "date_trunc('month', day)")} AS is_latest_of_month,
      ${then === null ? raw("false") : isLatest(`day <= DATE ${literal(then).text}`)} AS is_latest_then
    FROM records
  ), spelt AS (
    SELECT question, lower(answer) AS folded, arg_max(answer, (count, answer)) AS spelling
    FROM (SELECT question, answer, count(*) AS count FROM keyed GROUP BY ALL) GROUP BY 1, 2 HAVING count(*) > 1
  )
  SELECT k.respondent, k.record_id, k.customer_id, k.question, k.kind, k.asked_in AS stage, k.day, k.answer,
    coalesce(m.choice, s.spelling, k.answer) AS choice, m.score, m.days, r.is_latest, r.is_latest_of_month, r.is_latest_then
  FROM keyed k JOIN ranked r ON r.topic = k.topic AND r.record = k.record
    LEFT JOIN survey_meanings m ON m.question = k.question AND m.answer = k.answer
    LEFT JOIN spelt s ON s.question = k.question AND s.folded = lower(k.answer)`;

/** SQL that holds for the latest record of a topic, among those that meet a condition, in a period. */
const isLatest = (condition: string, period = "NULL"): Sql =>
  raw(`(${condition} AND rank() OVER (PARTITION BY topic, ${condition}, ${period}
    ORDER BY day DESC, id DESC, last DESC, first DESC, contents DESC, record DESC) = 1)`);

/** The questions with what they ask and the stage that they are about. */
async function createQuestions(engine: Engine): Promise<void> {
  const rows = await engine.rows<{ question: string }>(
    sql`SELECT DISTINCT question FROM responses WHERE question IS NOT NULL ORDER BY question`,
  );
  await engine.run(sql`CREATE OR REPLACE TABLE survey_questions (question VARCHAR, kind VARCHAR, stage VARCHAR)`);
  const appender = await engine.appender("survey_questions");
  for (const { question } of rows) {
    const kind = questionKindOf(question);
    appender.text(question);
    appender.text(kind);
    appender.text(kind === null ? null : (questionKind(kind).stage ?? null));
    appender.endRow();
  }
  appender.close();
}

const KINDS: readonly QuestionKind[] = QUESTION_KINDS;

/** The different answers to questions of kinds whose answers are numbers or choices, with what they mean. */
async function createMeanings(engine: Engine): Promise<void> {
  const kinds = KINDS.filter((kind) => kind.scale !== undefined || kind.answers !== undefined).map((kind) => kind.id);
  const rows = await engine.rows<{ question: string; answer: string }>(sql`
    SELECT DISTINCT question, answer FROM responses JOIN survey_questions USING (question)
    WHERE answer IS NOT NULL AND kind IN (${raw(kinds.map((kind) => literal(kind).text).join(", "))}) ORDER BY question, answer`);
  await engine.run(sql`CREATE OR REPLACE TABLE survey_meanings
    (question VARCHAR, answer VARCHAR, choice VARCHAR, score DOUBLE, days INTEGER)`);
  const appender = await engine.appender("survey_meanings");
  for (const { question, answer } of rows) {
    const { choice, score, days } = answerMeaning(questionKindOf(question)!, question, answer);
    appender.text(question);
    appender.text(answer);
    appender.text(choice);
    appender.double(score);
    appender.integer(days);
    appender.endRow();
  }
  appender.close();
}

/** Names the answers that are none of the choices of their question, in sentences. */
export async function strangeAnswers(
  engine: Engine,
  { table }: Answers,
  besides: readonly string[],
): Promise<string[]> {
  const kinds = KINDS.filter((kind) => kind.answers !== undefined && !besides.includes(kind.id)).map(({ id }) => id);
  const rows = await engine.rows<{ question: string; answer: string; count: number }>(sql`
    SELECT question, a.answer, count(*) AS count FROM ${raw(table)} a JOIN survey_meanings m USING (question, answer)
    WHERE m.choice IS NULL AND m.days IS NULL AND a.kind IN (${raw(kinds.map((kind) => literal(kind).text).join(", "))})
    GROUP BY ALL ORDER BY question, count DESC, a.answer`);
  return [...new Set(rows.map(({ question }) => question))].map((question) => {
    const strange = rows.filter((row) => row.question === question);
    const named = strange.slice(0, 5).map(({ answer, count }) => `"${answer}" (${count})`);
    return `answers to "${question}" that are none of its choices are counted as they are: ${named.join(", ")}${strange.length > 5 ? ", …" : ""}`;
  });
}

/** The score, least, from which a customer counts as satisfied, by the kind of question. */
export const satisfiedFrom = ({ survey }: Rules): Readonly<Record<"nps" | "csat", number>> => ({
  nps: survey.promotersFrom,
  csat: survey.satisfiedFrom,
});
