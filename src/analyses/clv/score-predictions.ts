import type { History } from "../../models/index.js";
import { historyPredictor, type Prediction } from "./predict-histories.js";
import type { Predictor } from "./predictor.js";
import { areaUnderCurve, captured, rankCorrelation } from "./ranking-metrics.js";
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

/** Customers of the calibration time, and what they did afterwards, in columns. */
export interface Customers {
  readonly histories: readonly History[];
  readonly meanSpend: readonly (number | null)[];
  readonly purchases: Float64Array;
  readonly spend: Float64Array;
  readonly recentPurchases: Float64Array;
  readonly historicValue: Float64Array;
}

/** The time that was held out, and the unit of the histories; both in days. */
export interface HeldOut {
  readonly holdoutDays: number;
  readonly unitDays: number;
}

/** Holds what a predictor says of every customer against what the customer did. */
export function scorePredictor(predictor: Predictor, customers: Customers, spend: SpendModel, held: HeldOut): Score {
  const { holdoutDays, unitDays } = held;
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
export function scoreCounts(
  model: string,
  predicted: Float64Array,
  revenue: Float64Array,
  customers: Customers,
): Score {
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
