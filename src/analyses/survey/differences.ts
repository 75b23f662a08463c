import type { Column } from "../../columns/column.js";
import { identifier, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { type ChiSquareTest, chiSquareTest } from "../../math/chi-square-test.js";
import type { ResultTable } from "../../output/result.js";
import type { Rules } from "../../rules/index.js";
import type { Scorecard } from "../scorecard.js";
import { OTHER_ANSWERS, STAGE_ORDER } from "./answer-tables.js";
import { classExpression, measureOf } from "./measures.js";
import { isGroupOfPeople, type RespondentGroups } from "./respondent-groups.js";

const COLUMNS: readonly Column[] = [
  { name: "by", type: "text", description: "What the respondents are parted by" },
  { name: "stage", type: "text", description: "Stage of the question" },
  { name: "question", type: "text", description: "The question" },
  { name: "answers", type: "integer", description: "Answers of customers whose group is known" },
  { name: "groups", type: "integer", description: "Groups that they are of" },
  { name: "counted_as", type: "text", description: "What is held against one another: answers, or classes of a scale" },
  { name: "chi_square", type: "number", description: "Pearson's chi-square of the table of groups by answers" },
  { name: "degrees_of_freedom", type: "integer", description: "Its degrees of freedom" },
  { name: "p_value", type: "number", description: "Chance of so great a difference where there is none" },
  { name: "cramers_v", type: "number", description: "Strength of the difference, 0 to 1" },
  { name: "smallest_expected", type: "number", description: "Smallest number of answers that a cell expects" },
  { name: "verdict", type: "text", prose: true, description: "In words; why where nothing can be said" },
];

interface Cell extends Record<string, string | number | boolean | null> {
  readonly stage: string | null;
  readonly question: string;
  readonly kind: string | null;
  readonly group: string;
  readonly answer: string;
  readonly count: number;
  readonly several: boolean;
}

/** What the tests of all differences found. */
export interface Differences {
  readonly table: ResultTable;
  readonly tested: number;
}

/** Whether groups of customers answer differently, question by question, and whether that is more than chance. */
export async function differences(
  { book, rules }: Scorecard,
  counted: string,
  groups: readonly RespondentGroups[],
): Promise<Differences> {
  const rows = [];
  let tested = 0;
  for (const { name, table } of groups) {
    const cells = await book.engine.rows<Cell>(sql`
      WITH parted AS (SELECT c.*, g."group", coalesce(${classExpression(rules.survey)}, choice) AS answer,
          count(*) OVER (PARTITION BY respondent, stage, question) > 1 AS is_several
        FROM ${raw(counted)} c JOIN ${identifier(table)} g USING (customer_id) WHERE ${isGroupOfPeople})
      SELECT stage, question, any_value(kind) AS kind, "group", answer, count(*) AS count, bool_or(is_several) AS several
      FROM parted GROUP BY stage, question, "group", answer ORDER BY ${STAGE_ORDER}, question, "group", answer`);
    for (const own of byQuestion(cells)) {
      const [first] = own;
      const outcome = difference(own, rules.survey);
      const { test } = outcome;
      if (test !== null && outcome.isTested) tested += 1;
      rows.push([
        name,
        first!.stage,
        first!.question,
        own.reduce((sum, cell) => sum + cell.count, 0),
        new Set(own.map((cell) => cell.group)).size,
        measureOf(first!.kind) === undefined ? "answers" : measureOf(first!.kind)!.classes.filter(Boolean).join(", "),
        ...(test !== null && outcome.isTested
          ? [test.statistic, test.degreesOfFreedom, test.pValue, test.cramersV]
          : [null, null, null, null]),
        test?.smallestExpected ?? null,
        outcome.verdict,
      ]);
    }
  }
  const table = {
    name: "differences",
    title: "Differences between groups",
    columns: COLUMNS,
    everyRow: true,
    query: valuesQuery(COLUMNS, rows),
  } as const;
  return { table, tested };
}

function byQuestion(cells: readonly Cell[]): Cell[][] {
  const questions = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.stage, cell.question]);
    const own = questions.get(key);
    if (own === undefined) questions.set(key, [cell]);
    else own.push(cell);
  }
  return [...questions.values()];
}

interface Outcome {
  readonly test: ChiSquareTest | null;
  readonly isTested: boolean;
  readonly verdict: string;
}

function difference(cells: readonly Cell[], rules: Rules["survey"]): Outcome {
  const untested = (why: string, test: ChiSquareTest | null = null): Outcome => ({
    test,
    isTested: false,
    verdict: `not tested: ${why}`,
  });
  const groups = [...new Set(cells.map((cell) => cell.group))];
  const answers = [...new Set(cells.map((cell) => cell.answer))];
  if (groups.length < 2) return untested("only one group answered");
  if (answers.length < 2) return untested("all gave the same answer");
  if (cells.some((cell) => cell.several)) return untested("respondents gave several answers each");
  if (answers.includes(OTHER_ANSWERS)) return untested(`more than ${rules.mostAnswers} different answers`);
  const counts = groups.map((group) =>
    answers.map((answer) => cells.find((cell) => cell.group === group && cell.answer === answer)?.count ?? 0),
  );
  const test = chiSquareTest(counts);
  if (test === null) return untested("fewer than two groups or answers");
  const { smallestExpected, pValue } = test;
  if (smallestExpected < rules.smallestExpected) {
    return untested(
      `too few answers: the smallest cell expects ${Number(smallestExpected.toFixed(1))}, below ${rules.smallestExpected}`,
      test,
    );
  }
  const p = pValue < 0.001 ? "p below 0.001" : `p ${Number(pValue.toFixed(3))}`;
  const verdict = pValue < rules.significance ? `more than chance (${p})` : `no more than chance would do (${p})`;
  return { test, isTested: true, verdict };
}
