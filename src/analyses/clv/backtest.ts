import type { Book } from "../../book/book.js";
import { createPurchaseHistories, laterPurchases, purchasesByWeek } from "../../book/purchase-histories.js";
import { raw, sql } from "../../engine/sql.js";
import type { History } from "../../models/index.js";
import { type FittedCandidates, fitCandidates } from "./candidates.js";
import { historicParameters } from "./historic.js";
import { historicPredictor, type Predictor } from "./predictor.js";
import { readHistories, readLogIntervals, readSpends } from "./read-histories.js";
import { type Customers, type Score, scoreCounts, scorePredictor } from "./score-predictions.js";
import { fitSpend, type SpendModel } from "./spend.js";
import { dayAfter } from "./time.js";

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
