import type { Backtest } from "../analyses/clv/backtest.js";
import type { ClvOutcome } from "../analyses/clv/clv.js";
import type { Score } from "../analyses/clv/score-predictions.js";
import type { Talk } from "../cli/talk.js";
import type { Column } from "../columns/column.js";
import { valuesQuery } from "../engine/values.js";
import type { ResultTable } from "../output/result.js";

type Cells = readonly (string | number | null)[];

/** The backtest as tables: scores of models and baselines, by frequency class, and week by week. */
export function backtestTables(backtest: Backtest): readonly [ResultTable, ...ResultTable[]] {
  const all = [...backtest.scores, ...backtest.baselines];
  const models = backtest.scores.map((score) => score.model);
  return [
    tableOf("backtest", "Backtest", SCORE_COLUMNS, all.map(scoreCells)),
    tableOf(
      "frequency_classes",
      "Purchases in the held-out time by repeat purchases before",
      FREQUENCY_COLUMNS,
      all.flatMap((score) =>
        score.byFrequency.map(
          (one): Cells => [score.model, one.repeatPurchases, one.customers, one.actual, one.predicted],
        ),
      ),
    ),
    tableOf(
      "tracking",
      "Purchases so far, week by week",
      [
        { name: "week", type: "integer", description: "Week of the held-out time" },
        { name: "actual", type: "integer", description: "Purchases up to its end" },
        ...models.map(
          (model): Column => ({ name: model, type: "number", description: `Purchases as ${model} expects them` }),
        ),
      ],
      backtest.tracking.map(
        (week): Cells => [week.week, week.actual, ...models.map((model) => week.predicted[model]!)],
      ),
    ),
  ];
}

const SCORE_COLUMNS: readonly Column[] = [
  { name: "model", type: "text", description: "Model or naive baseline" },
  { name: "predicted", type: "number", unit: "purchase days", description: "Predicted purchases in the held-out time" },
  { name: "actual", type: "integer", unit: "purchase days", description: "Purchases as they were" },
  { name: "bias", type: "share", description: "Predicted over actual, less 1" },
  { name: "mae", type: "number", description: "Mean absolute error of purchases a customer" },
  { name: "rmse", type: "number", description: "Root mean square error of purchases a customer" },
  {
    name: "rank_correlation",
    type: "number",
    description: "Spearman's rank correlation of predicted and actual purchases",
  },
  { name: "top_10_share", type: "share", description: "Share of future revenue that the predicted top 10 % brought" },
  { name: "auc", type: "number", description: "Area under the curve of who bought at all" },
  { name: "coverage", type: "share", description: "Customers whose spend fell into the 80 % interval" },
  { name: "coverage_positive", type: "share", description: "The same where the interval excludes zero" },
  { name: "log_likelihood", type: "number", description: "Log-chance of what customers did; higher is better" },
];

const scoreCells = (score: Score): Cells => [
  score.model,
  score.predicted,
  score.actual,
  score.bias,
  score.mae,
  score.rmse,
  score.rankCorrelation,
  score.topDecileShare,
  score.auc,
  score.coverage,
  score.coveragePositive,
  score.logLikelihood,
];

const FREQUENCY_COLUMNS: readonly Column[] = [
  { name: "model", type: "text", description: "Model or naive baseline" },
  { name: "repeat_purchases", type: "text", description: "Repeat purchases before the held-out time" },
  { name: "customers", type: "integer", description: "Customers with so many" },
  { name: "actual", type: "integer", description: "Their purchases in the held-out time" },
  { name: "predicted", type: "number", description: "What was predicted" },
];

const tableOf = (name: string, title: string, columns: readonly Column[], rows: readonly Cells[]): ResultTable => ({
  name,
  title,
  columns,
  query: valuesQuery(columns, rows),
});

/** What to trust, before the figures. */
export function sayBacktest({ backtest, choice }: ClvOutcome, talk: Talk): void {
  if (backtest === null) return;
  const { calibrationEnd, holdoutDays, customers, scores } = backtest;
  talk.say(`fitted on ${customers} customers up to ${calibrationEnd}, held against the ${holdoutDays} days after it`);
  const best = scores.find((score) => score.model === choice.model);
  if (best === undefined) return;
  const top =
    best.topDecileShare === null
      ? ""
      : `; its top 10 % of customers brought ${Math.round(100 * best.topDecileShare)} % of the revenue that came`;
  talk.say(`${best.model} was off by ${best.mae.toFixed(2)} purchases a customer${top}`);
}
