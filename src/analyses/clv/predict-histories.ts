import type { Engine } from "../../engine/engine.js";
import { identifier, sql } from "../../engine/sql.js";
import { createRandom, type History, type HistoryTable } from "../../models/index.js";
import { discountedPath } from "./discounted-path.js";
import { drawnInterval, valueSampler } from "./draw-value.js";
import { leastWorth, type Outlook, reachOf } from "./outlook.js";
import type { Predictor } from "./predictor.js";
import type { SpendModel } from "./spend.js";
import { type QuantileTable, quantileTable } from "./value-quantile.js";

/** What is expected of customers with one history; one row of the prediction table. */
export interface Prediction {
  readonly alive: number | null;
  /** Over the horizon; without one, the discounted purchases of all time. */
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

/** The same without the interval. */
export type MeanPrediction = Omit<Prediction, "low" | "high">;

/** Makes the function that predicts for one history, without intervals. */
export function meanPredictor(predictor: Predictor, outlook: Outlook): (history: History) => MeanPrediction {
  const { unitDays } = outlook;
  const path = discountedPath(outlook);
  return (history) => {
    const { expected, discounted } = path(predictor, history);
    return {
      alive: predictor.probabilityAlive(history),
      expectedPurchases: expected,
      discountedPurchases: discounted,
      purchaseIn30Days: predictor.probabilityOfPurchase(history, 30 / unitDays),
      waitDays: predictor.medianWait(history) * unitDays,
    };
  };
}

/** Where money at the horizon is worth less than this, when a purchase comes matters too: values are drawn. */
const CLOSED_FORM_WORTH = 0.8;
/** Counts beyond this cost more in closed form than draws do. */
const MOST_COUNTS = 2000;
/** Draws for all histories together, and for each of them. */
const DRAWS = { all: 2_000_000, least: 100, most: 2000 };

/**
 * Makes the function that predicts for one history. `draws` are the same model with parameters drawn from their
 * uncertainty: the interval is that of the mixture over them, so it holds for parameters that are not known exactly.
 *
 * The interval of value is in closed form (`quantileTable`) where every purchase within the horizon is worth about the same,
 * as over a year at 10 %: all are given their mean worth. Over longer times those who stop early have few purchases worth
 * much, and those who stay have many worth little: that is simulated, history by history, each with a seed of its own.
 *
 * The parameters of spend are taken as they were fitted. On the CDNOW sample their uncertainty moves an expected spend by
 * 1 to 4 % (standard error), beside 30 to 70 % of spread in what one customer spends: intervals without it hold 79.6 to
 * 80.0 % of amounts drawn with it. In totals of groups it counts, and is drawn there.
 *
 * @param histories how many histories will be asked for; they share the draws
 */
export function historyPredictor(
  predictor: Predictor,
  draws: readonly Predictor[],
  spend: SpendModel,
  outlook: Outlook,
  histories = 1,
) {
  const { unitDays, tail } = outlook;
  const horizon = reachOf(outlook) / unitDays;
  const mean = meanPredictor(predictor, outlook);
  const sampler = valueSampler(spend, outlook);
  const tables = new Map<number, QuantileTable>();
  const mixture = draws.length === 0 ? [predictor] : draws;
  const isDrawn = leastWorth(outlook) < CLOSED_FORM_WORTH;
  const number = Math.round(Math.min(DRAWS.most, Math.max(DRAWS.least, DRAWS.all / histories)));

  const quantilesFor = (repeats: number): QuantileTable => {
    let table = tables.get(repeats);
    if (table === undefined) {
      table = quantileTable(spend.shape, spend.certainty(repeats));
      tables.set(repeats, table);
    }
    return table;
  };
  const drawn = (history: History): readonly [number, number] => {
    const bought = mixture.reduce((sum, one) => sum + one.probabilityOfPurchase(history, horizon), 0) / mixture.length;
    if (1 - bought >= 1 - tail) return [0, 0];
    const samplers = mixture.map((one) => sampler(one, history));
    return drawnInterval(samplers, 1 - bought, tail, number, createRandom(seedOf(history, outlook.seed)));
  };
  const closed = (history: History, expected: number, discounted: number, most: number): readonly [number, number] => {
    const counts = mixCounts(mixture, history, horizon, most);
    // In units of the scale; one expected purchase is shape / (certainty − 1) of it.
    const unit = (spend.certainty(history.frequency) - 1) / spend.shape;
    const worth = expected > 0 ? discounted / expected : 0;
    const [low, high] = quantilesFor(history.frequency).quantiles(counts, [tail, 1 - tail]);
    return [low! * unit * worth, high! * unit * worth];
  };

  return (history: History): Prediction => {
    const prediction = mean(history);
    const { expectedPurchases: expected, discountedPurchases: discounted } = prediction;
    const most = mostCounts(expected, history.frequency);
    const [low, high] = isDrawn || most > MOST_COUNTS ? drawn(history) : closed(history, expected, discounted, most);
    return { ...prediction, low, high };
  };
}

/** A seed for each history, whatever the order in which they come: errors of one do not repeat in the next. */
const seedOf = ({ frequency, recency, age }: History, seed: number): number =>
  [frequency, recency * 1024, age * 1024].reduce(
    (mixed, part) => (mixed * 1_000_003 + Math.round(part)) % 2 ** 32,
    seed,
  );

/** Enough counts that what lies beyond cannot move the interval: the mean and many standard deviations of it. */
const mostCounts = (expected: number, frequency: number): number => {
  const spread = Math.sqrt(expected + (expected * expected) / (frequency + 0.5));
  return Math.ceil(expected + 7 * spread + 12);
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
  predict: (history: History) => MeanPrediction | Prediction,
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
    appender.double("low" in prediction ? prediction.low : null);
    appender.double("high" in prediction ? prediction.high : null);
    appender.endRow();
  }
  appender.close();
}
