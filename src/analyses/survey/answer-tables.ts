import type { Column } from "../../columns/column.js";
import { identifier, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { wilsonInterval } from "../../math/wilson-interval.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";
import type { RespondentGroups } from "./respondent-groups.js";

/** What the answers beyond those that are listed are counted as. */
export const OTHER_ANSWERS = "(other)";

const COUNTED = "survey_counted";

const ANSWER_COLUMNS: readonly Column[] = [
  { name: "stage", type: "text", description: "pre_sales, on_sale, after_sales; empty where a question is of none" },
  { name: "question", type: "text", description: "The question" },
  { name: "kind", type: "text", description: "What it asks, where that is known" },
  { name: "answer", type: "text", description: "The answer; (other): those beyond the commonest" },
  { name: "count", type: "integer", description: "Respondents whose latest answer it is" },
  { name: "answers", type: "integer", description: "Respondents who answered the question" },
  { name: "share", type: "share", description: "Share of them; of several answers each, shares add up to more than 1" },
  { name: "low", type: "share", description: "Lower end of its 95 % interval (Wilson)" },
  { name: "high", type: "share", description: "Upper end of its 95 % interval (Wilson)" },
];

const BREAKDOWN_COLUMNS: readonly Column[] = [
  { name: "by", type: "text", description: "What the respondents are parted by" },
  ...ANSWER_COLUMNS.slice(0, 3),
  { name: "group", type: "text", description: "Group of it" },
  ...ANSWER_COLUMNS.slice(3),
];

/**
 * Makes the table of counted answers: the latest answer of each respondent to each question in each stage, with `choice` the
 * answer as it is listed and `position` its place in the list. Scales are in their order, other answers by their number.
 */
export async function createCounted({ book, rules }: Scorecard, answers: string): Promise<string> {
  const most = raw(String(rules.survey.mostAnswers));
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(COUNTED)} AS
    WITH said AS (SELECT DISTINCT respondent, customer_id, stage, question, kind, choice, score FROM ${raw(answers)} WHERE is_latest),
      sizes AS (SELECT stage, question, choice, any_value(try_cast(regexp_extract(choice, '^\\d+') AS INTEGER)) AS number,
        bool_and(score IS NOT NULL OR kind = 'response_time') AS is_scale, count(*) AS count FROM said GROUP BY ALL),
      ranked AS (SELECT *, row_number() OVER (PARTITION BY stage, question ORDER BY count DESC, choice) AS rank FROM sizes)
    SELECT s.respondent, s.customer_id, s.stage, s.question, s.kind, s.score,
      CASE WHEN r.rank <= ${most} OR r.is_scale THEN s.choice ELSE ${literal(OTHER_ANSWERS)} END AS choice,
      CASE WHEN r.is_scale THEN coalesce(r.number, -1) WHEN r.rank <= ${most} THEN 1000 + r.rank ELSE 1000000 END AS position
    FROM said s JOIN ranked r ON r.question = s.question AND r.choice = s.choice AND r.stage IS NOT DISTINCT FROM s.stage`);
  return COUNTED;
}

/** SQL for the place of a stage on the customer's way; questions of no stage stand last. */
export const STAGE_ORDER = raw("coalesce(list_position(['pre_sales', 'on_sale', 'after_sales'], stage), 9)");

interface Count extends Record<string, string | number | null> {
  readonly stage: string | null;
  readonly question: string;
  readonly kind: string | null;
  readonly choice: string;
  readonly group: string;
  readonly count: number;
  readonly answers: number;
}

const countsBy = (counted: string, group: Sql, order: Sql, groups: Sql): Sql => sql`
  WITH parted AS (SELECT c.*, ${group} AS "group", ${order} AS group_place FROM ${raw(counted)} c ${groups}),
    totals AS (SELECT stage, question, "group", count(DISTINCT respondent) AS answers FROM parted GROUP BY ALL)
  SELECT p.stage, p.question, p.kind, p.choice, p."group", count(DISTINCT p.respondent) AS count, any_value(t.answers) AS answers
  FROM parted p JOIN totals t ON t.question = p.question AND t."group" = p."group" AND t.stage IS NOT DISTINCT FROM p.stage
  GROUP BY p.stage, p.question, p.kind, p.choice, p."group"
  ORDER BY ${raw(STAGE_ORDER.text.replace("stage)", "p.stage)"))}, p.question, min(p.group_place), p."group", min(p.position), p.choice`;

function rowOf({ stage, question, kind, choice, count, answers }: Count) {
  const interval = wilsonInterval(count, answers)!;
  return [stage, question, kind, choice, count, answers, count / answers, interval.low, interval.high];
}

/** Counts and shares of the answers to each question in each stage. */
export async function answersTable({ book }: Scorecard, counted: string): Promise<ResultTable> {
  const rows = await book.engine.rows<Count>(countsBy(counted, literal("all"), raw("0"), raw("")));
  return {
    name: "answers",
    title: "Answers by stage and question",
    columns: ANSWER_COLUMNS,
    query: valuesQuery(ANSWER_COLUMNS, rows.map(rowOf)),
  };
}

/** The same for each group of customers. */
export async function breakdownTable(
  { book }: Scorecard,
  counted: string,
  groups: readonly RespondentGroups[],
): Promise<ResultTable> {
  const rows = [];
  for (const { name, table } of groups) {
    const counts = await book.engine.rows<Count>(
      countsBy(counted, raw('g."group"'), raw("g.position"), sql`JOIN ${identifier(table)} g USING (customer_id)`),
    );
    for (const one of counts) {
      const cells = rowOf(one);
      rows.push([name, ...cells.slice(0, 3), one.group, ...cells.slice(3)]);
    }
  }
  return {
    name: "answers_by_group",
    title: "Answers by group of customers",
    columns: BREAKDOWN_COLUMNS,
    query: valuesQuery(BREAKDOWN_COLUMNS, rows),
  };
}
