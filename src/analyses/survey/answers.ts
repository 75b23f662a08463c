import type { Engine } from "../../engine/engine.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { questionKind } from "../../ingest/question-kind-of.js";
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
    const then = card.compareTo === null ? raw("false") : sql`coalesce(day <= DATE ${literal(card.compareTo)}, true)`;
    await engine.run(sql`CREATE OR REPLACE TABLE answers AS ${answersQuery(then)}`);
    await engine.run(sql`CREATE OR REPLACE TABLE latest_answers AS
      SELECT customer_id, kind, max(entry).answer AS answer, max(entry).score AS score, max(entry).days AS days, max(entry).day AS day FROM (
        SELECT customer_id, kind, {'order': coalesce(day, DATE '0001-01-01'), 'answer': answer, 'score': score, 'days': days, 'day': day} AS entry
        FROM answers WHERE customer_id IS NOT NULL AND kind IS NOT NULL)
      GROUP BY customer_id, kind`);
    return { table: "answers", latest: "latest_answers" };
  });
}

/** The key of a record is of its contents where it has no identifier, so that the order of records is nothing. */
const answersQuery = (then: Sql): Sql => sql`
  WITH said AS (
    SELECT r.*, q.kind, CASE WHEN r.record_number IS NULL THEN coalesce(r.stage, q.stage)
        ELSE coalesce(q.stage, r.stage) END AS asked_in, m.choice AS meant, m.score, m.days,
      coalesce('c ' || r.customer_id, 'r ' || r.file_number || ' ' || r.record_id,
        'n ' || r.file_number || ' ' || r.record_number, 'a ' || row_number() OVER ()) AS respondent,
      coalesce(r.record_id, r.file_number || ' ' || r.record_number, r.answer) AS record
    FROM responses r LEFT JOIN survey_questions q USING (question)
      LEFT JOIN survey_meanings m ON m.question = r.question AND m.answer = r.answer
    WHERE r.answer IS NOT NULL AND r.question IS NOT NULL
  ), spelt AS (
    SELECT question, lower(answer) AS folded, arg_max(answer, (count, answer)) AS spelling
    FROM (SELECT question, answer, count(*) AS count FROM said GROUP BY ALL) GROUP BY 1, 2
  ), whole AS (
    SELECT *, list_sort(list(answer) OVER (PARTITION BY respondent, question, asked_in, record)) AS answers FROM said
  )
  SELECT respondent, record_id, customer_id, whole.question, kind, asked_in AS stage, day, answer,
    coalesce(meant, spelling) AS choice, score, days,
    ${isLatest(raw("true"), raw("NULL"))} AS is_latest,
    ${isLatest(raw("day IS NOT NULL"), raw("date_trunc('month', day)"))} AS is_latest_of_month,
    ${isLatest(then, raw("NULL"))} AS is_latest_then
  FROM whole LEFT JOIN spelt ON spelt.question = whole.question AND spelt.folded = lower(whole.answer)`;

/** SQL that holds for answers of the latest record of their respondent, among those that meet a condition, in a period. */
const isLatest = (condition: Sql, period: Sql): Sql => sql`(${condition} AND rank() OVER (
  PARTITION BY respondent, whole.question, asked_in, ${condition}, ${period}
  ORDER BY coalesce(day, DATE '0001-01-01') DESC, coalesce(record_id, '') DESC, answers DESC, record DESC) = 1)`;

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

/** The score, least, from which a customer counts as satisfied, by the kind of question: top of NPS, top two of CSAT. */
export const SATISFIED_FROM = { nps: 9, csat: 4 } as const;
