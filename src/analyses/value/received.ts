import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { bareNumber } from "../../ingest/formats/number-format.js";
import type { Scorecard } from "../scorecard.js";
import { readAnswers } from "../survey/answers.js";
import { QUESTION_KINDS, type QuestionKindId, questionKindOf } from "../survey/question-kind.js";

/** The kinds of answers that say how satisfied a customer is. */
const SATISFACTION = ["csat", "nps", "perceived"] as const satisfies readonly QuestionKindId[];

const USED: readonly QuestionKindId[] = [...SATISFACTION, "expected", "expected_minimum"];

/** How the value that a customer received stands against what the customer expected, the worst first. */
export const RECEIVED = ["below minimum", "between", "met", "exceeded"] as const;

/** What is known of the value that customers received. */
export interface Received {
  /** Kinds of answers that there are. */
  readonly kinds: ReadonlySet<string>;
  /** Whether some are from columns of the customer file, which no survey asked. */
  readonly isFromFile: boolean;
}

/**
 * Makes the table of what customers received up to a day, one row a customer with an answer: `satisfaction` (mean of
 * their latest answers on satisfaction, recommendation and perceived quality, each from 0 to 1 along its scale),
 * `received_actual`, `received_expected`, `received_minimum` (latest scores) and `value_received`. An answer comes from the
 * responses or from a column of the customer file whose header asks the question.
 */
export async function createReceived(card: Scorecard, day: string, table: string): Promise<Received> {
  const { engine } = card.book;
  const { table: answers } = await readAnswers(card);
  const columns = card.book.attributes.flatMap((header) => {
    const kind = questionKindOf(header);
    return kind !== null && USED.includes(kind) ? [{ header, kind }] : [];
  });
  const fromFile = columns.map(
    ({ header, kind }) => sql`SELECT customer_id, ${literal(kind)} AS kind, NULL::DATE AS day,
      try_cast(regexp_extract(${bareNumber(sql`attributes[${literal(header)}]`)}, '^\\d+(?:\\.\\d+)?') AS DOUBLE) AS score
      FROM customers`,
  );
  const scale = (kind: QuestionKindId): readonly [number, number] => {
    const found = QUESTION_KINDS.find(({ id }) => id === kind)!;
    return "scale" in found ? found.scale : [0, 1];
  };
  const onScale = join(
    USED.map((kind) => {
      const [least, most] = scale(kind);
      return sql`kind = ${literal(kind)} AND score BETWEEN ${raw(String(least))} AND ${raw(String(most))}`;
    }),
    " OR ",
  );
  const scaled = join(
    SATISFACTION.map((kind) => {
      const [least, most] = scale(kind);
      return sql`CASE WHEN ${raw(kind)} IS NOT NULL THEN (${raw(kind)} - ${raw(String(least))}) / ${raw(String(most - least))}::DOUBLE END`;
    }),
  );
  // Answers of one day to one kind are averaged, so that their order in the file is nothing.
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH said AS (
      SELECT customer_id, kind, day, score FROM ${raw(answers)}
      WHERE customer_id IS NOT NULL AND (day IS NULL OR day <= DATE ${literal(day)})
      ${join(
        fromFile.map((one) => sql`UNION ALL ${one}`),
        " ",
      )}
    ), latest AS (
      SELECT customer_id, kind, avg(score::DECIMAL(18, 6))::DOUBLE AS score FROM (
        SELECT *, rank() OVER (PARTITION BY customer_id, kind ORDER BY day DESC NULLS LAST) AS place FROM said WHERE ${onScale})
      WHERE place = 1 GROUP BY customer_id, kind
    ), wide AS (
      SELECT customer_id, ${join(USED.map((kind) => sql`max(score) FILTER (kind = ${literal(kind)}) AS ${identifier(kind)}`))}
      FROM latest GROUP BY customer_id
    )
    SELECT customer_id, list_avg([${scaled}]) AS satisfaction, perceived AS received_actual,
      expected AS received_expected, expected_minimum AS received_minimum, ${verdict()} AS value_received
    FROM wide`);
  const found = await engine.row<Record<string, boolean>>(sql`
    SELECT count(satisfaction) > 0 AS satisfaction, count(value_received) > 0 AS value_received FROM ${raw(table)}`);
  return { kinds: new Set(Object.keys(found).filter((name) => found[name])), isFromFile: columns.length > 0 };
}

/** SQL for the place of the perceived against both expectations; null where that cannot be told. */
function verdict(): Sql {
  const [below, between, met, exceeded] = RECEIVED.map(literal);
  return sql`CASE WHEN perceived < expected_minimum THEN ${below!} WHEN perceived > expected THEN ${exceeded!}
    WHEN perceived = expected THEN ${met!} WHEN perceived < expected AND perceived >= expected_minimum THEN ${between!} END`;
}
