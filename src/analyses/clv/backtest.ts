import type { Book } from "../../book/book.js";
import { createPurchaseHistories, laterPurchases, purchasesByWeek } from "../../book/purchase-histories.js";
import { raw, sql } from "../../engine/sql.js";
import type { History } from "../../models/index.js";
import { type FittedCandidates, fitCandidates } from "./candidates.js";
import { historicParameters } from "./historic.js";
import { historyPredictor, type Prediction } from "./predict-histories.js";
import { historicPredictor, type Predictor } from "./predictor.js";
import { areaUnderCurve, captured, rankCorrelation } from "./ranking-metrics.js";
import { readHistories, readLogIntervals, readSpends } from "./read-histories.js";
import { fitSpend, type SpendModel } from "./spend.js";
import { dayAfter } from "./time.js";

/** How well one way of predicting did on the held-out time. */
export interface Score {
  readonly model: string;
  readonly predicted: number;
  readonly actual: number;
  /** Predicted over actual purchases, less 1. */
  readonly bias: number | null;
  /** Mean absolute error of purchases a customer. */
  readonly mae: number;
  readonly rmse: number;
  readonly rankCorrelation: number | null;
  /** Share of the future revenue that the predicted top 10 % brought. */
  readonly topDecileShare: number | null;
  /** Share of the future top 20 % of customers by spend that the predicted top 20 % holds. */
  readonly topFifthFound: number | null;
  /** Area under the curve of who bought at all. */
  readonly auc: number | null;
  /** Share of customers whose spend fell into the 80 % interval: of all, and of those whose interval excludes zero. */
  readonly coverage: number | null;
  readonly coveragePositive: number | null;
  /** Sum over customers of the log-chance of what they did; null for what gives no chances. */
  readonly logLikelihood: number | null;
  readonly byFrequency: readonly FrequencyClass[];
}

export interface FrequencyClass {
  readonly repeatPurchases: string;
  readonly customers: number;
  readonly predicted: number;
  readonly actual: number;
}

/** A week of the held-out time: purchases so far, as predicted by each model and as they were. */
export interface TrackedWeek {
  readonly week: number;
  readonly actual: number;
  readonly predicted: Readonly<Record<string, number>>;
}

export interface Backtest {
  readonly calibrationEnd: string;
  readonly holdoutDays: number;
  readonly customers: number;
  readonly scores: readonly Score[];
  readonly baselines: readonly Score[];
  readonly tracking: readonly TrackedWeek[];
  readonly candidates: FittedCandidates;
}

export interface BacktestParameters {
  readonly asOf: string;
  readonly holdoutDays: number;
  readonly unitDays: number;
  readonly models: readonly string[];
}

/** Customers of the calibration time, and what they did afterwards, in columns. */
interface Customers {
  readonly histories: readonly History[];
  readonly meanSpend: readonly (number | null)[];
  readonly purchases: Float64Array;
  readonly spend: Float64Array;
  readonly recentPurchases: Float64Array;
  readonly historicValue: Float64Array;
}

const TABLE = "clv_calibration";

/**
 * Holds the last part of the data out, fits on the rest and compares what each model says about the held-out time with
 * what happened, next to the naive ways of predicting.
 */
export async function backtest(book: Book, parameters: BacktestParameters): Promise<Backtest> {
  const { asOf, holdoutDays, unitDays, models } = parameters;
  const calibrationEnd = dayAfter(asOf, -holdoutDays);
  await createPurchaseHistories(book, calibrationEnd, TABLE);
  const table = await readHistories(book, TABLE, unitDays, await readLogIntervals(book, calibrationEnd));
  // The naive baselines look back as far as they look ahead, but at most over half of what there is.
  const known = table.age.reduce((longest, age) => Math.max(longest, age), 0) * unitDays;
  const recentDays = Math.max(1, Math.min(holdoutDays, Math.floor(known / 2)));
  const customers = await readCustomers(book, calibrationEnd, parameters, recentDays);
  const spends = await readSpends(book, TABLE);
  const spend = fitSpend(spends, await spendPerPurchase(book, TABLE));
  const candidates = fitCandidates(table, models);
  const retention = retentionOf(customers, recentDays / unitDays);
  const before = customers.recentPurchases.map((count) => (count * holdoutDays) / recentDays);
  const historic = historicPredictor(historicParameters(table, retention));

  const predictors = [...candidates.fitted.map((fitted) => fitted.predictor), historic];
  const scores = predictors.map((predictor) => scorePredictor(predictor, customers, spend, parameters));
  const months = holdoutDays / (365.25 / 12);
  const average = customers.histories.map(
    ({ frequency, age }) => ((frequency + 1) / Math.max(1, (age * unitDays) / (365.25 / 12))) * months * retention,
  );
  const baselines = [
    scoreCounts(
      "average × months × retention",
      Float64Array.from(average),
      averageRevenue(customers, parameters, retention),
      customers,
    ),
    scoreCounts("same as the time before", before, revenueOf(before, customers, spend), customers),
  ];
  const tracking = await track(book, calibrationEnd, parameters, predictors, table);
  await book.engine.run(sql`DROP TABLE ${raw(TABLE)}`);
  return {
    calibrationEnd,
    holdoutDays,
    customers: customers.histories.length,
    scores,
    baselines,
    tracking,
    candidates,
  };
}

/** Mean net spend of a purchase day over all customers: what is expected where nobody repeats. */
export async function spendPerPurchase(book: Book, table: string): Promise<number> {
  const { mean } = await book.engine.row<{ mean: number | null }>(
    sql`SELECT sum(historic_value) / sum(repeat_purchases + 1) AS mean FROM ${raw(table)}`,
  );
  return Math.max(0, mean ?? 0);
}

/** @param recentDays how far back `recentPurchases` are counted */
async function readCustomers(
  book: Book,
  calibrationEnd: string,
  { asOf, unitDays }: BacktestParameters,
  recentDays: number,
): Promise<Customers> {
  const histories: History[] = [];
  const meanSpend: (number | null)[] = [];
  const columns: number[][] = [[], [], [], []];
  const before = dayAfter(calibrationEnd, -recentDays);
  const query = sql`SELECT c.repeat_purchases, c.recency_tx, c.age, c.mean_spend, c.later_purchases, c.later_spend,
      coalesce(r.purchases, 0) AS recent, c.historic_value
    FROM (${laterPurchases(TABLE, calibrationEnd, asOf)}) c LEFT JOIN (
      SELECT customer_id, count(DISTINCT day) AS purchases FROM transactions
      WHERE state = 0 AND day > DATE ${raw(`'${before}'`)} AND day <= DATE ${raw(`'${calibrationEnd}'`)} GROUP BY 1) r USING (customer_id)`;
  for await (const rows of book.engine.batches(query)) {
    for (const [x, tx, age, mean, ...rest] of rows) {
      histories.push({ frequency: Number(x), recency: Number(tx) / unitDays, age: Number(age) / unitDays });
      meanSpend.push(mean === null ? null : Number(mean));
      for (const [index, value] of rest.entries()) columns[index]!.push(Number(value));
    }
  }
  const [purchases, spend, recentPurchases, historicValue] = columns.map((column) => Float64Array.from(column));
  return {
    histories,
    meanSpend,
    purchases: purchases!,
    spend: spend!,
    recentPurchases: recentPurchases!,
    historicValue: historicValue!,
  };
}

/** Of the customers known before the last stretch, the share that bought in it. */
function retentionOf({ histories, recentPurchases }: Customers, stretch: number): number {
  let known = 0;
  let stayed = 0;
  histories.forEach(({ age }, index) => {
    if (age < stretch) return;
    known += 1;
    if (recentPurchases[index]! > 0) stayed += 1;
  });
  return known < 10 ? 1 : stayed / known;
}

function scorePredictor(
  predictor: Predictor,
  customers: Customers,
  spend: SpendModel,
  parameters: BacktestParameters,
): Score {
  const { holdoutDays, unitDays } = parameters;
  const outlook = { horizonDays: holdoutDays, discount: 0, infinite: false, unitDays, tail: 0.1 };
  const predict = historyPredictor(predictor, [], spend, outlook);
  const horizon = holdoutDays / unitDays;
  const known = new Map<string, { prediction: Prediction; active: number; counts: Float64Array }>();
  const size = customers.histories.length;
  const purchases = new Float64Array(size);
  const revenue = new Float64Array(size);
  const active = new Float64Array(size);
  let logLikelihood = 0;
  let covered = 0;
  let positive = 0;
  let coveredPositive = 0;
  const most = customers.purchases.reduce((largest, count) => Math.max(largest, count), 0);
  customers.histories.forEach((history, index) => {
    const key = `${history.frequency}/${history.recency}/${history.age}`;
    let found = known.get(key);
    if (found === undefined) {
      const counts = predictor.counts(history, horizon, Math.min(most, 400));
      found = { prediction: predict(history), active: 1 - counts[0]!, counts };
      known.set(key, found);
    }
    const expected = spend.expectedOf(history.frequency, customers.meanSpend[index]!);
    purchases[index] = found.prediction.expectedPurchases;
    revenue[index] = purchases[index]! * expected;
    active[index] = found.active;
    const actual = customers.purchases[index]!;
    const chance = found.counts[Math.min(actual, found.counts.length - 1)]!;
    logLikelihood += Math.log(Math.max(1e-300, chance));
    const [low, high] = [found.prediction.low * expected, found.prediction.high * expected];
    const amount = customers.spend[index]!;
    const inside = amount >= low - 1e-9 && amount <= high + 1e-9;
    if (inside) covered += 1;
    if (low > 0) {
      positive += 1;
      if (inside) coveredPositive += 1;
    }
  });
  return {
    ...scoreCounts(predictor.id, purchases, revenue, customers),
    auc: areaUnderCurve(
      active,
      Uint8Array.from(customers.purchases, (count) => (count > 0 ? 1 : 0)),
    ),
    coverage: size === 0 ? null : covered / size,
    coveragePositive: positive === 0 ? null : coveredPositive / positive,
    logLikelihood,
  };
}

/** The figures that need predicted counts and revenue alone. */
function scoreCounts(model: string, predicted: Float64Array, revenue: Float64Array, customers: Customers): Score {
  const actual = customers.purchases;
  let sumPredicted = 0;
  let sumActual = 0;
  let absolute = 0;
  let square = 0;
  for (let index = 0; index < actual.length; index += 1) {
    const error = predicted[index]! - actual[index]!;
    sumPredicted += predicted[index]!;
    sumActual += actual[index]!;
    absolute += Math.abs(error);
    square += error * error;
  }
  const size = Math.max(1, actual.length);
  const future = customers.spend.map((amount) => Math.max(0, amount));
  return {
    model,
    predicted: sumPredicted,
    actual: sumActual,
    bias: sumActual === 0 ? null : sumPredicted / sumActual - 1,
    mae: absolute / size,
    rmse: Math.sqrt(square / size),
    rankCorrelation: rankCorrelation(predicted, actual),
    topDecileShare: captured(revenue, future, 0.1),
    topFifthFound: captured(revenue, topFifth(future), 0.2),
    auc: areaUnderCurve(
      predicted,
      Uint8Array.from(actual, (count) => (count > 0 ? 1 : 0)),
    ),
    coverage: null,
    coveragePositive: null,
    logLikelihood: null,
    byFrequency: byFrequency(predicted, customers),
  };
}

/** 1 for the customers with the highest spend, a fifth of all, as far as they spent anything; else 0. */
function topFifth(spend: Float64Array): Float64Array {
  const sorted = Float64Array.from(spend).sort();
  const cut = sorted[Math.max(0, Math.ceil(sorted.length * 0.8) - 1)] ?? 0;
  return spend.map((amount) => (amount > cut || (amount === cut && cut > 0) ? 1 : 0));
}

const CLASSES: readonly (readonly [string, (x: number) => boolean])[] = [
  ["0", (x) => x === 0],
  ["1", (x) => x === 1],
  ["2", (x) => x === 2],
  ["3-5", (x) => x >= 3 && x <= 5],
  ["6-10", (x) => x >= 6 && x <= 10],
  ["11+", (x) => x > 10],
];

function byFrequency(predicted: Float64Array, customers: Customers): FrequencyClass[] {
  return CLASSES.map(([repeatPurchases, belongs]) => {
    let count = 0;
    let sumPredicted = 0;
    let sumActual = 0;
    customers.histories.forEach(({ frequency }, index) => {
      if (!belongs(frequency)) return;
      count += 1;
      sumPredicted += predicted[index]!;
      sumActual += customers.purchases[index]!;
    });
    return { repeatPurchases, customers: count, predicted: sumPredicted, actual: sumActual };
  });
}

const revenueOf = (purchases: Float64Array, customers: Customers, spend: SpendModel): Float64Array =>
  purchases.map(
    (count, index) => count * spend.expectedOf(customers.histories[index]!.frequency, customers.meanSpend[index]!),
  );

/** Average spend a month so far, times the months ahead, times the retention of all customers. */
function averageRevenue(
  customers: Customers,
  { holdoutDays, unitDays }: BacktestParameters,
  retention: number,
): Float64Array {
  const months = holdoutDays / (365.25 / 12);
  return customers.historicValue.map((value, index) => {
    const known = Math.max(1, (customers.histories[index]!.age * unitDays) / (365.25 / 12));
    return (value / known) * months * retention;
  });
}

async function track(
  book: Book,
  calibrationEnd: string,
  { asOf, holdoutDays, unitDays }: BacktestParameters,
  predictors: readonly Predictor[],
  table: Awaited<ReturnType<typeof readHistories>>,
): Promise<TrackedWeek[]> {
  const weeks = Math.ceil(holdoutDays / 7);
  const horizons = Array.from({ length: weeks }, (_, week) => Math.min(holdoutDays, (week + 1) * 7) / unitDays);
  const totals = predictors.map(() => new Float64Array(weeks));
  for (let row = 0; row < table.count.length; row += 1) {
    const history = { frequency: table.frequency[row]!, recency: table.recency[row]!, age: table.age[row]! };
    predictors.forEach((predictor, index) => {
      const path = predictor.purchasesPath(history, horizons);
      for (let week = 0; week < weeks; week += 1) totals[index]![week]! += path[week]! * table.count[row]!;
    });
  }
  const actual = new Float64Array(weeks);
  for (const { week, purchases } of await book.engine.rows<{ week: number; purchases: number }>(
    purchasesByWeek(TABLE, calibrationEnd, asOf),
  )) {
    actual[Math.min(weeks - 1, week)]! += purchases;
  }
  let sum = 0;
  return Array.from(actual, (purchases, week) => {
    sum += purchases;
    const predicted = Object.fromEntries(predictors.map((predictor, index) => [predictor.id, totals[index]![week]!]));
    return { week: week + 1, actual: sum, predicted };
  });
}
