import { areaUnderCurve } from "../../math/area-under-curve.js";
import { spearmanCorrelation } from "../../math/correlation.js";
import type { History } from "../../models/index.js";
import { type Customers, historyAt } from "./held-out-customers.js";
import { historyPredictor, type Prediction } from "./predict-histories.js";
import type { Predictor } from "./predictor.js";
import { captured, topMembership } from "./ranking-metrics.js";
import type { SpendModel } from "./spend.js";

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

/** The time that was held out, and the unit of the histories; both in days. */
export interface HeldOut {
  readonly holdoutDays: number;
  readonly unitDays: number;
  readonly seed: number;
  /** False: nothing is said of coverage, which saves most of the time. */
  readonly withIntervals: boolean;
}

type Predicted = Pick<Prediction, "expectedPurchases" | "low" | "high">;

/** A score, and who is among the predicted top fifth by revenue. */
export interface Scored {
  readonly score: Score;
  readonly topFifth: Float64Array;
}

/**
 * Holds what a predictor says of every customer against what the customer did. Histories that customers share are
 * predicted once.
 *
 * @param draws the predictor under draws of its parameters, as intervals that are delivered have them
 */
export function scorePredictor(
  predictor: Predictor,
  draws: readonly Predictor[],
  customers: Customers,
  spend: SpendModel,
  held: HeldOut,
): Scored {
  const { holdoutDays, unitDays, seed } = held;
  const { histories, historyOf } = customers;
  const rows = histories.count.length;
  const outlook = { horizonDays: holdoutDays, discount: 0, infinite: false, unitDays, tail: 0.1, seed };
  const horizon = holdoutDays / unitDays;
  const whole = held.withIntervals ? historyPredictor(predictor, draws, spend, outlook, rows) : null;
  const predict = (history: History): Predicted =>
    whole?.(history) ?? { expectedPurchases: predictor.purchasesPath(history, [horizon])[0]!, low: 0, high: 0 };
  const mostOf = new Float64Array(rows);
  historyOf.forEach((row, index) => {
    mostOf[row] = Math.max(mostOf[row]!, customers.purchases[index]!);
  });
  const predictions: Predicted[] = [];
  const counts: Float64Array[] = [];
  for (let row = 0; row < rows; row += 1) {
    const history = historyAt(histories, row);
    predictions.push(predict(history));
    counts.push(predictor.counts(history, horizon, mostOf[row]!));
  }
  const size = historyOf.length;
  const purchases = new Float64Array(size);
  const revenue = new Float64Array(size);
  const active = new Float64Array(size);
  let logLikelihood = 0;
  let covered = 0;
  let positive = 0;
  let coveredPositive = 0;
  for (let index = 0; index < size; index += 1) {
    const row = historyOf[index]!;
    const prediction = predictions[row]!;
    const expected = spend.expectedOf(histories.frequency[row]!, customers.meanSpend[index]!);
    purchases[index] = prediction.expectedPurchases;
    revenue[index] = purchases[index]! * expected;
    active[index] = 1 - counts[row]![0]!;
    logLikelihood += Math.log(Math.max(LEAST_CHANCE, counts[row]![customers.purchases[index]!]!));
    const amount = customers.spend[index]!;
    const inside = amount >= prediction.low * expected - 1e-9 && amount <= prediction.high * expected + 1e-9;
    if (inside) covered += 1;
    if (prediction.low > 0) {
      positive += 1;
      if (inside) coveredPositive += 1;
    }
  }
  const { score, topFifth } = scoreCounts(predictor.id, purchases, revenue, customers);
  return {
    topFifth,
    score: {
      ...score,
      auc: areaUnderCurve(active, bought(customers.purchases)),
      coverage: whole === null || size === 0 ? null : covered / size,
      coveragePositive: positive === 0 ? null : coveredPositive / positive,
      logLikelihood,
    },
  };
}

/** What a model holds for impossible is held against it, but not without end. */
const LEAST_CHANCE = 1e-300;

const bought = (purchases: Float64Array): Uint8Array => Uint8Array.from(purchases, (count) => (count > 0 ? 1 : 0));

/** The figures that need predicted counts and revenue alone. */
export function scoreCounts(
  model: string,
  predicted: Float64Array,
  revenue: Float64Array,
  customers: Customers,
): Scored {
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
  const topFifth = topMembership(revenue, 0.2);
  const score: Score = {
    model,
    predicted: sumPredicted,
    actual: sumActual,
    bias: sumActual === 0 ? null : sumPredicted / sumActual - 1,
    mae: absolute / size,
    rmse: Math.sqrt(square / size),
    rankCorrelation: spearmanCorrelation(predicted, actual)?.coefficient ?? null,
    topDecileShare: captured(topMembership(revenue, 0.1), future),
    topFifthFound: captured(topFifth, futureBest(customers)),
    auc: areaUnderCurve(predicted, bought(actual)),
    coverage: null,
    coveragePositive: null,
    logLikelihood: null,
    byFrequency: byFrequency(predicted, customers),
  };
  return { score, topFifth };
}

/** 1 for the customers with the highest spend in the held-out time, a fifth of all, as far as they spent anything; else 0. */
export function futureBest({ spend }: Customers): Float64Array {
  const future = spend.map((amount) => Math.max(0, amount));
  const sorted = Float64Array.from(future).sort();
  const cut = sorted[Math.max(0, Math.ceil(sorted.length * 0.8) - 1)] ?? 0;
  return future.map((amount) => (amount > cut || (amount === cut && cut > 0) ? 1 : 0));
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
    customers.historyOf.forEach((row, index) => {
      if (!belongs(customers.histories.frequency[row]!)) return;
      count += 1;
      sumPredicted += predicted[index]!;
      sumActual += customers.purchases[index]!;
    });
    return { repeatPurchases, customers: count, predicted: sumPredicted, actual: sumActual };
  });
}
