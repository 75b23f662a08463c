import { raw, sql } from "../../engine/sql.js";
import { aside } from "../../output/result.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import type { Scorecard } from "../scorecard.js";
import { answersTable, breakdownTable, createCounted } from "./answer-tables.js";
import { type Answers, readAnswers, strangeAnswers } from "./answers.js";
import { surveyColumns } from "./columns.js";
import { createSurveyCustomers } from "./customers.js";
import { differences } from "./differences.js";
import { MEASURES } from "./measures.js";
import { perceivedValueTable } from "./perceived-value.js";
import { createComplaints, promiseTable } from "./promise.js";
import { hasTransactions, type RespondentGroups, respondentGroups } from "./respondent-groups.js";
import { revenueAtRiskTable } from "./revenue-at-risk.js";
import { scoresTable } from "./scores-table.js";

const TABLE = "survey_customers";

/** What customers answered, by stage and group, and what that is worth and held against. */
export const survey: Analysis = {
  id: "survey",
  title: "Survey",
  columnNames: surveyColumns(null).map((column) => column.name),
  score: (card) => card.once("survey", () => scoreSurvey(card, false)),
};

/**
 * @param isAsked whether `rules.survey.by` is what the user asked for, so that all of it has to be known
 * @throws CrmError `no-such-column`
 */
export async function scoreSurvey(card: Scorecard, isAsked: boolean): Promise<AnalysisOutcome> {
  const { book, rules, say } = card;
  const { currency } = book;
  const isTrading = await hasTransactions(book);
  const answers = await readAnswers(card);
  const complaints = await createComplaints(card);
  await createSurveyCustomers(card, answers, complaints.table, isTrading, TABLE);
  const groups: RespondentGroups[] = [];
  const unknown: string[] = [];
  const figures = await figuresOf(card, answers);
  const by = figures.answers === 0 ? [] : [...new Set(rules.survey.by)];
  for (const [place, name] of by.entries()) {
    const found = await respondentGroups(card, name, answers.table, place, isAsked);
    if (found === null) unknown.push(name);
    else groups.push(found);
  }
  const counted = await createCounted(card, answers.table);
  const tests = await differences(card, counted, groups);
  const unused = missing(card, figures, { isTrading, complaints: complaints.count, backwards: complaints.backwards });
  const measured = MEASURES.map((one) => one.kind);
  unused.push(...(await strangeAnswers(book.engine, answers, measured)));
  if (unknown.length > 0) unused.push(`not known, so nothing is broken down by it: ${unknown.join(", ")}`);
  for (const sentence of [...groups.flatMap((one) => one.warnings), ...unused]) say(sentence);
  if (tests.tested > 1) {
    const falsely = Number((tests.tested * rules.survey.significance).toFixed(1));
    say(
      `${tests.tested} differences were tested: about ${falsely} of so many would pass for more than chance by chance alone`,
    );
  }
  const definitions = MEASURES.filter((measure) => figures.kinds.has(measure.kind)).map((one) =>
    one.rule(rules.survey),
  );
  for (const sentence of definitions) say(sentence);
  const hasPromises = figures.kinds.has("response_time");
  return {
    table: TABLE,
    columns: surveyColumns(currency, rules.survey.revenueDays),
    order: raw("nps NULLS LAST, csat NULLS LAST, revenue DESC NULLS LAST, answers DESC, customer_id"),
    tables: [
      await scoresTable(card, answers.table, groups),
      ...(figures.answers === 0 ? [] : [aside(await answersTable(card, counted))]),
      ...(groups.length === 0 ? [] : [aside(tests.table), aside(await breakdownTable(card, counted, groups))]),
      ...(figures.kinds.has("nps") && isTrading ? [revenueAtRiskTable(TABLE, currency, rules.survey.revenueDays)] : []),
      ...(hasPromises ? [await promiseTable(card, answers.table, complaints.table)] : []),
      ...(figures.kinds.has("perceived") ? [aside(await perceivedValueTable(card, answers.table))] : []),
    ],
    meta: {
      respondents: figures.respondents,
      answers: figures.answers,
      anonymous: figures.anonymous,
      questions: figures.questions,
      brokenDownBy: groups.map((one) => one.name),
      differencesTested: tests.tested,
      definitions,
      unused,
    },
  };
}

interface Figures {
  readonly respondents: number;
  readonly answers: number;
  /** Answers that name no customer. */
  readonly anonymous: number;
  readonly questions: number;
  readonly kinds: ReadonlySet<string>;
  /** Answers to questions with a scale that say no place on it. */
  readonly unscored: number;
}

async function figuresOf({ book }: Scorecard, answers: Answers): Promise<Figures> {
  const row = await book.engine.row<
    Record<"respondents" | "answers" | "anonymous" | "questions" | "unscored", number>
  >(sql`
    SELECT count(DISTINCT respondent) AS respondents, count(*) AS answers, count(*) FILTER (customer_id IS NULL) AS anonymous,
      count(DISTINCT question) AS questions,
      count(*) FILTER (score IS NULL AND kind IN (${raw(MEASURES.map((one) => `'${one.kind}'`).join(", "))})) AS unscored
    FROM ${raw(answers.table)}`);
  const kinds = await book.engine.rows<{ kind: string }>(
    sql`SELECT DISTINCT kind FROM ${raw(answers.table)} WHERE kind IS NOT NULL ORDER BY kind`,
  );
  return { ...row, kinds: new Set(kinds.map(({ kind }) => kind)) };
}

/** What could not be used, for the user and the meta data. */
function missing(
  { book }: Scorecard,
  { answers, kinds, unscored }: Figures,
  known: { readonly isTrading: boolean; readonly complaints: number; readonly backwards: number },
): string[] {
  if (answers === 0) return ["no answers to surveys are known (--responses; --template writes a questionnaire)"];
  const unused: string[] = [];
  if (!known.isTrading) unused.push("no transactions are known, so no revenue is at risk that could be told");
  if (unscored > 0) {
    unused.push(
      `${unscored} answers to NPS, CSAT or CES say no place on the standard scale, and are counted as they are`,
    );
  }
  if (kinds.has("response_time") && known.complaints === 0) {
    const why = book.records.has("interactions") ? "none is a complaint" : "no interactions are known (--interactions)";
    unused.push(`acceptable response times cannot be held against fact: ${why}`);
  }
  if (known.backwards > 0) {
    const many = known.backwards === 1 ? "1 complaint was" : `${known.backwards} complaints were`;
    unused.push(`${many} settled before being made, by the records, and not counted`);
  }
  return unused;
}
