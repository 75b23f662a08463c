import type { Engine } from "../../engine/engine.js";
import { identifier, sql } from "../../engine/sql.js";
import type { History, HistoryTable } from "../../models/index.js";
import type { Predictor } from "./predictor.js";
import type { SpendModel } from "./spend.js";
import { DAYS_PER_YEAR, discountFactor, discountSteps } from "./time.js";
import { type QuantileTable, quantileTable } from "./value-quantile.js";

/** What is asked about the future. Days, whatever the unit of the histories. */
export interface Outlook {
  readonly horizonDays: number;
  /** Rate of discount a year; 0 for none. */
  readonly discount: number;
  /** Without a horizon. Intervals then look `horizonDays` ahead and are stretched to the whole. */
  readonly infinite: boolean;
  /** Days in the histories' unit of time. */
  readonly unitDays: number;
  /** The share of outcomes that the interval leaves out at each end. */
  readonly tail: number;
}

/** What is expected of customers with one history; one row of the prediction table. */
export interface Prediction {
  readonly alive: number | null;
  readonly expectedPurchases: number;
  /** Σ_j [E(t_j) − E(t_{j−1})] · (1 + d)^(−t_j), or the discounted residual transactions without a horizon. */
  readonly discountedPurchases: number;
  readonly purchaseIn30Days: number;
  /** Median days to the next purchase, given alive. */
  readonly waitDays: number;
  /** Ends of the interval of discounted spend, in units of the customer's expected spend of one purchase. */
  readonly low: number;
  readonly high: number;
}

/** More purchases than this within the horizon are not told apart. */
const MOST_COUNTS = 20_000;

/**
 * Makes the function that predicts for one history. `draws` are the same model with parameters drawn from their
 * uncertainty: the interval is that of the mixture over them, so it holds for parameters that are not known exactly.
 */
export function historyPredictor(
  predictor: Predictor,
  draws: readonly Predictor[],
  spend: SpendModel,
  outlook: Outlook,
) {
  const { unitDays } = outlook;
  const horizon = outlook.horizonDays / unitDays;
  const path = pathDiscounter(outlook);
  const tables = new Map<number, QuantileTable>();
  const mixture = draws.length === 0 ? [predictor] : draws;

  const quantilesFor = (repeats: number): QuantileTable => {
    let table = tables.get(repeats);
    if (table === undefined) {
      table = quantileTable(spend.shape, spend.certainty(repeats));
      tables.set(repeats, table);
    }
    return table;
  };

  return (history: History): Prediction => {
    const { expected, discounted } = path(predictor, history);
    const counts = mixCounts(mixture, history, horizon, mostCounts(expected, history.frequency));
    const table = quantilesFor(history.frequency);
    // In units of the scale; one expected purchase is shape / (certainty − 1) of it.
    const unit = (spend.certainty(history.frequency) - 1) / spend.shape;
    const stretch = expected > 0 ? discounted / expected : 0;
    const [low, high] = table.quantiles(counts, [outlook.tail, 1 - outlook.tail]);
    return {
      alive: predictor.probabilityAlive(history),
      expectedPurchases: expected,
      discountedPurchases: discounted,
      purchaseIn30Days: predictor.probabilityOfPurchase(history, 30 / unitDays),
      waitDays: predictor.medianWait(history) * unitDays,
      low: low! * unit * stretch,
      high: high! * unit * stretch,
    };
  };
}

/** Expected purchases over the horizon, and the same discounted step by step or, without a horizon, continuously. */
function pathDiscounter(outlook: Outlook) {
  const { unitDays, discount, horizonDays, infinite } = outlook;
  const steps = discountSteps(horizonDays);
  const horizons = steps.map((days) => days / unitDays);
  const factors = steps.map((days) => discountFactor(discount, days));
  const continuousRate = (Math.log1p(discount) * unitDays) / DAYS_PER_YEAR;
  return (predictor: Predictor, history: History): { readonly expected: number; readonly discounted: number } => {
    const path = predictor.purchasesPath(history, horizons);
    const expected = path[path.length - 1]!;
    if (infinite) return { expected, discounted: predictor.discountedPurchases(history, continuousRate) };
    let discounted = 0;
    for (let step = 0; step < path.length; step += 1) {
      discounted += (path[step]! - (step === 0 ? 0 : path[step - 1]!)) * factors[step]!;
    }
    return { expected, discounted };
  };
}

/** Discounted expected purchases of one history. */
export const discountedPurchases = (predictor: Predictor, history: History, outlook: Outlook): number =>
  pathDiscounter(outlook)(predictor, history).discounted;

/**
 * Variance of a customer's discounted spend in units of the squared expected spend of one purchase. With N purchases the
 * sum is beta prime, so its second moment is scale² · shape N (shape N + 1) / ((c − 1)(c − 2)) for a certainty c above 2;
 * below, where it has none, that of 2.1 is taken.
 */
export function spendVariance(predictor: Predictor, history: History, spend: SpendModel, outlook: Outlook): number {
  const { expected, discounted } = pathDiscounter(outlook)(predictor, history);
  if (!(expected > 0)) return 0;
  const counts = predictor.counts(
    history,
    outlook.horizonDays / outlook.unitDays,
    mostCounts(expected, history.frequency),
  );
  let second = 0;
  for (let n = 1; n < counts.length; n += 1) second += counts[n]! * n * n;
  const certainty = Math.max(2.1, spend.certainty(history.frequency));
  const unit = (certainty - 1) / spend.shape;
  const square =
    (unit * unit * (spend.shape ** 2 * second + spend.shape * expected)) / ((certainty - 1) * (certainty - 2));
  const stretch = discounted / expected;
  return Math.max(0, square - expected * expected) * stretch * stretch;
}

/** Enough counts that what lies beyond cannot move the interval: the mean and many standard deviations of it. */
const mostCounts = (expected: number, frequency: number): number => {
  const spread = Math.sqrt(expected + (expected * expected) / (frequency + 0.5));
  return Math.min(MOST_COUNTS, Math.ceil(expected + 7 * spread + 12));
};

function mixCounts(predictors: readonly Predictor[], history: History, horizon: number, most: number): Float64Array {
  const [first, ...others] = predictors.map((predictor) => predictor.counts(history, horizon, most));
  for (const other of others) for (let n = 0; n <= most; n += 1) first![n]! += other[n]!;
  if (others.length > 0) for (let n = 0; n <= most; n += 1) first![n]! /= predictors.length;
  return first!;
}

/** Writes the predictions of all histories of a table, keyed by `repeat_purchases`, `recency_tx` and `age` in days. */
export async function writePredictions(
  engine: Engine,
  table: string,
  histories: HistoryTable,
  predict: (history: History) => Prediction,
  unitDays: number,
): Promise<void> {
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} (repeat_purchases DOUBLE, recency_tx DOUBLE, age DOUBLE,
    p_alive DOUBLE, expected_purchases DOUBLE, discounted_purchases DOUBLE, p_purchase_30d DOUBLE, wait_days DOUBLE,
    low DOUBLE, high DOUBLE)`);
  const appender = await engine.appender(table);
  for (let row = 0; row < histories.count.length; row += 1) {
    const history = {
      frequency: histories.frequency[row]!,
      recency: histories.recency[row]!,
      age: histories.age[row]!,
    };
    const prediction = predict(history);
    appender.double(history.frequency);
    appender.double(Math.round(history.recency * unitDays));
    appender.double(Math.round(history.age * unitDays));
    appender.double(prediction.alive);
    appender.double(prediction.expectedPurchases);
    appender.double(prediction.discountedPurchases);
    appender.double(prediction.purchaseIn30Days);
    appender.double(Number.isFinite(prediction.waitDays) ? prediction.waitDays : null);
    appender.double(prediction.low);
    appender.double(prediction.high);
    appender.endRow();
  }
  appender.close();
}
