import type { Book } from "../../book/book.js";
import { createPurchaseHistories, createSampledHistories, purchasesByWeek } from "../../book/purchase-histories.js";
import { raw, sql } from "../../engine/sql.js";
import type { HistoryTable } from "../../models/index.js";
import { type FittedCandidates, fitCandidates } from "./candidates.js";
import { type Customers, historyAt, readCustomers } from "./held-out-customers.js";
import { historicParameters } from "./historic.js";
import { drawPredictors, drawsFor } from "./parameter-draws.js";
import { historicPredictor, type Predictor } from "./predictor.js";
import { type Discordance, discordance } from "./ranking-metrics.js";
import { readHistories, readLogIntervals, readSpends } from "./read-histories.js";
import { measuredRetention } from "./retention.js";
import { futureBest, type Score, scoreCounts, scorePredictor } from "./score-predictions.js";
import { fitSpend, type SpendModel } from "./spend.js";
import { DAYS_PER_STEP, dayAfter } from "./time.js";

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
  /** Customers that there were to test on: more than `customers` where a sample was. */
  readonly customersInAll: number;
  /** Every model, and the historic average last. */
  readonly scores: readonly Score[];
  /** For each of them, the future best customers that it finds and the historic average does not, and the other way. */
  readonly againstPast: ReadonlyMap<string, Discordance>;
  /** Empty, as `tracking` is, where the test was there to choose a model. */
  readonly baselines: readonly Score[];
  readonly tracking: readonly TrackedWeek[];
  readonly candidates: FittedCandidates;
}

export interface BacktestParameters {
  readonly asOf: string;
  readonly holdoutDays: number;
  readonly unitDays: number;
  readonly models: readonly string[];
  readonly seed: number;
  /** False: nothing is said of the coverage of intervals. */
  readonly intervals?: boolean;
  /** Where the test is there to choose a model, not to be shown: naive ways and weeks are left out then. */
  readonly toChoose?: {
    /** It is made on so many customers at most. */
    readonly customers: number;
    /** Table of purchase histories as of the as-of day. */
    readonly later: string;
  };
}

/** Why nothing could be tested, in words. */
export interface NoBacktest {
  readonly untested: string;
}

const TABLE = "clv_calibration";

/**
 * Holds the last part of the data out, fits on the rest and compares what each model says about the held-out time with
 * what happened, next to the naive ways of predicting. A time without customers before it or purchases in it tests nothing.
 */
export async function backtest(book: Book, parameters: BacktestParameters): Promise<Backtest | NoBacktest> {
  const { asOf, holdoutDays, unitDays, models, seed } = parameters;
  const calibrationEnd = dayAfter(asOf, -holdoutDays);
  const { toChoose } = parameters;
  let all = 0;
  if (toChoose === undefined) await createPurchaseHistories(book, calibrationEnd, TABLE);
  else all = await createSampledHistories(book, calibrationEnd, TABLE, toChoose);
  const isSample = toChoose !== undefined && all > toChoose.customers;
  const logIntervals = await readLogIntervals(book, calibrationEnd, isSample ? TABLE : undefined);
  const table = await readHistories(book, TABLE, unitDays, logIntervals);
  if (table.customers === 0) return { untested: `nobody bought up to ${calibrationEnd}` };
  // The naive baselines look back as far as they look ahead, but at most over half of what there is.
  const known = table.age.reduce((longest, age) => Math.max(longest, age), 0) * unitDays;
  const recentDays = Math.max(1, Math.min(holdoutDays, Math.floor(known / 2)));
  const customers = await readCustomers(book, TABLE, table, { calibrationEnd, asOf, unitDays, recentDays });
  if (customers.purchases.every((count) => count === 0))
    return { untested: `no customer of ${calibrationEnd} bought in the ${holdoutDays} days after it` };
  const spend = fitSpend(await readSpends(book, TABLE), await spendPerPurchase(book, TABLE));
  const candidates = fitCandidates(table, models);
  const retention = await measuredRetention(book, calibrationEnd, holdoutDays);
  const historic = historicPredictor(historicParameters(table, retention));

  // Intervals cost most of the time, and nothing is chosen by them.
  const held = { holdoutDays, unitDays, seed, withIntervals: !isSample && parameters.intervals !== false };
  const draws = drawsFor(table.customers);
  const scored = [
    ...candidates.fitted.map((fitted) =>
      scorePredictor(fitted.predictor, drawPredictors(fitted, draws, seed), customers, spend, held),
    ),
    scorePredictor(historic, [], customers, spend, held),
  ];
  const past = scored[scored.length - 1]!;
  const best = futureBest(customers);
  const scores = scored.map(({ score }) => score);
  const againstPast = new Map(
    scored.map(({ score, topFifth }) => [score.model, discordance(topFifth, past.topFifth, best)]),
  );
  const predictors = [...candidates.fitted.map((fitted) => fitted.predictor), historic];
  const tracking = toChoose === undefined ? await track(book, calibrationEnd, parameters, predictors, table) : [];
  await book.engine.run(sql`DROP TABLE ${raw(TABLE)}`);
  return {
    calibrationEnd,
    holdoutDays,
    customers: table.customers,
    customersInAll: isSample ? all : table.customers,
    scores,
    againstPast,
    baselines: toChoose === undefined ? naiveScores(customers, spend, parameters, recentDays) : [],
    tracking,
    candidates,
  };
}

/** Mean net spend of a purchase day over all customers: what is expected where nobody repeats. */
export async function spendPerPurchase(book: Book, table: string): Promise<number> {
  const { mean } = await book.engine.row<{ mean: number | null }>(
    sql`SELECT sum(historic_value ORDER BY historic_value) / sum(repeat_purchases + 1) AS mean FROM ${raw(table)}`,
  );
  return Math.max(0, mean ?? 0);
}

/** The naive ways: the average so far goes on with the share of customers that stays, and the time before comes again. */
function naiveScores(
  customers: Customers,
  spend: SpendModel,
  { holdoutDays, unitDays }: BacktestParameters,
  recentDays: number,
): Score[] {
  const { histories, historyOf, historicValue, recentPurchases, meanSpend } = customers;
  const retention = customerRetention(customers, recentDays / unitDays);
  const months = holdoutDays / DAYS_PER_STEP;
  const ahead = Float64Array.from(historyOf, (row) => {
    const known = Math.max(1, (histories.age[row]! * unitDays) / DAYS_PER_STEP);
    return (months * retention) / known;
  });
  const average = ahead.map((share, index) => share * (histories.frequency[historyOf[index]!]! + 1));
  const again = recentPurchases.map((count) => (count * holdoutDays) / recentDays);
  const againWorth = again.map(
    (count, index) => count * spend.expectedOf(histories.frequency[historyOf[index]!]!, meanSpend[index]!),
  );
  const averageWorth = ahead.map((share, index) => share * historicValue[index]!);
  return [
    scoreCounts("average × months × retention", average, averageWorth, customers).score,
    scoreCounts("same as the time before", again, againWorth, customers).score,
  ];
}

/** Of the customers known before the last stretch, the share that bought in it. */
function customerRetention({ histories, historyOf, recentPurchases }: Customers, stretch: number): number {
  let known = 0;
  let stayed = 0;
  historyOf.forEach((row, index) => {
    if (histories.age[row]! < stretch) return;
    known += 1;
    if (recentPurchases[index]! > 0) stayed += 1;
  });
  return known < 10 ? 1 : stayed / known;
}

async function track(
  book: Book,
  calibrationEnd: string,
  { asOf, holdoutDays, unitDays }: BacktestParameters,
  predictors: readonly Predictor[],
  table: HistoryTable,
): Promise<TrackedWeek[]> {
  const weeks = Math.ceil(holdoutDays / 7);
  const horizons = Array.from({ length: weeks }, (_, week) => Math.min(holdoutDays, (week + 1) * 7) / unitDays);
  const totals = predictors.map(() => new Float64Array(weeks));
  for (let row = 0; row < table.count.length; row += 1) {
    const history = historyAt(table, row);
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
