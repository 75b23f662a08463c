import type { Column } from "../../columns/column.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { wilsonInterval } from "../../math/wilson-interval.js";
import { type Weekday, workingDaysCounter } from "../../math/working-days.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";
import { promiseClass } from "./answer-meaning.js";

const COLUMNS: readonly Column[] = [
  { name: "promise", type: "text", description: "Acceptable response time after a fault, as answered" },
  { name: "days", type: "integer", unit: "working days", description: "The same as a number; 0 is the same day" },
  { name: "answers", type: "integer", description: "Respondents whose latest answer it is" },
  { name: "share", type: "share", description: "Share of the answers" },
  { name: "low", type: "share", description: "Lower end of its 95 % interval (Wilson)" },
  { name: "high", type: "share", description: "Upper end of its 95 % interval (Wilson)" },
  {
    name: "complaints",
    type: "integer",
    description: "Complaints of all customers that are settled, or open for longer",
  },
  { name: "kept", type: "integer", description: "Those settled within the time" },
  { name: "kept_share", type: "share", description: "Share of them" },
  { name: "kept_low", type: "share", description: "Lower end of its 95 % interval (Wilson)" },
  { name: "kept_high", type: "share", description: "Upper end of its 95 % interval (Wilson)" },
  { name: "own_complaints", type: "integer", description: "Such complaints of the customers who gave this answer" },
  { name: "own_kept", type: "integer", description: "Those settled within the time" },
  { name: "own_share", type: "share", description: "Share of them" },
  { name: "own_low", type: "share", description: "Lower end of its 95 % interval (Wilson)" },
  { name: "own_high", type: "share", description: "Upper end of its 95 % interval (Wilson)" },
];

const COMPLAINTS = "survey_complaints";

/** Complaints held against what customers accept. */
export interface Complaints {
  /**
   * Table with one row a complaint: `customer_id`, `working_days` (to the day it was settled, or to the as-of day where it is
   * open), `is_settled`.
   */
  readonly table: string;
  readonly count: number;
  /** Complaints said to be settled before they were made; not counted. */
  readonly backwards: number;
}

/** Counts the working days of every complaint up to the as-of day. */
export async function createComplaints({ book, asOf, rules }: Scorecard): Promise<Complaints> {
  const { engine } = book;
  // A file may know of later days than the as-of day.
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(COMPLAINTS)} AS
    SELECT customer_id, day AS made, CASE WHEN resolved <= DATE ${literal(asOf)} THEN resolved END AS settled
    FROM interactions WHERE kind = 'complaint' AND customer_id IS NOT NULL AND day IS NOT NULL`);
  const { count, backwards } = await engine.row<{ count: number; backwards: number }>(
    sql`SELECT count(*) AS count, count(*) FILTER (settled < made) AS backwards FROM ${raw(COMPLAINTS)}`,
  );
  const spans = await engine.rows<{ made: string; until: string }>(sql`
    SELECT DISTINCT made::VARCHAR AS made, coalesce(settled, DATE ${literal(asOf)})::VARCHAR AS until FROM ${raw(COMPLAINTS)} ORDER BY ALL`);
  const workingDays = workingDaysCounter({
    weekend: rules.survey.weekend as readonly Weekday[],
    holidays: rules.survey.holidays,
  });
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE survey_spans (made VARCHAR, until VARCHAR, working_days INTEGER)`);
  const appender = await engine.appender("survey_spans");
  for (const { made, until } of spans) {
    appender.text(made);
    appender.text(until);
    appender.integer(workingDays(made, until));
    appender.endRow();
  }
  appender.close();
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(COMPLAINTS)} AS
    SELECT c.customer_id, s.working_days, c.settled IS NOT NULL AS is_settled
    FROM ${raw(COMPLAINTS)} c JOIN survey_spans s
      ON s.made = c.made::VARCHAR AND s.until = coalesce(c.settled, DATE ${literal(asOf)})::VARCHAR
    WHERE c.settled IS NULL OR c.settled >= c.made`);
  await engine.run(sql`DROP TABLE survey_spans`);
  return { table: COMPLAINTS, count: count - backwards, backwards };
}

/** What complaints can be judged against a time: settled ones, and open ones that have already taken longer. */
export const isJudged = (days: string): string => `(is_settled OR working_days > ${days})`;
export const isKept = (days: string): string => `(is_settled AND working_days <= ${days})`;

/** Promise against fact: for each acceptable time who answered it, and how many complaints were settled within it. */
export async function promiseTable(card: Scorecard, answers: string, complaints: string): Promise<ResultTable> {
  const { engine } = card.book;
  const classes = card.rules.survey.promiseDays;
  const rows = await engine.rows<Record<"days" | "answers" | "complaints" | "kept" | "own" | "own_kept", number>>(sql`
    WITH said AS (SELECT respondent, any_value(customer_id) AS customer_id, arg_max(days, (coalesce(day, DATE '0001-01-01'), days)) AS days
        FROM ${raw(answers)} WHERE days IS NOT NULL AND kind = 'response_time' AND is_latest GROUP BY respondent),
      classes AS (SELECT unnest([${raw(classes.join(", "))}]::INTEGER[]) AS days UNION SELECT days FROM said)
    SELECT k.days, (SELECT count(*) FROM said WHERE said.days = k.days) AS answers,
      (SELECT count(*) FROM ${raw(complaints)} WHERE ${raw(isJudged("k.days"))}) AS complaints,
      (SELECT count(*) FROM ${raw(complaints)} WHERE ${raw(isKept("k.days"))}) AS kept,
      (SELECT count(*) FROM ${raw(complaints)} c JOIN said USING (customer_id) WHERE said.days = k.days AND ${raw(isJudged("k.days"))}) AS own,
      (SELECT count(*) FROM ${raw(complaints)} c JOIN said USING (customer_id) WHERE said.days = k.days AND ${raw(isKept("k.days"))}) AS own_kept
    FROM classes k ORDER BY k.days`);
  const total = rows.reduce((sum, row) => sum + row.answers, 0);
  const share = (count: number, of: number): (number | null)[] => {
    const interval = wilsonInterval(count, of);
    return interval === null ? [null, null, null] : [count / of, interval.low, interval.high];
  };
  return {
    name: "promise",
    title: "Promise against fact",
    columns: COLUMNS,
    everyRow: true,
    query: valuesQuery(
      COLUMNS,
      rows.map(({ days, answers: said, complaints: judged, kept, own, own_kept: ownKept }) => [
        ...[promiseClass(days), days, said, ...share(said, total)],
        ...[judged, kept, ...share(kept, judged), own, ownKept, ...share(ownKept, own)],
      ]),
    ),
  };
}
