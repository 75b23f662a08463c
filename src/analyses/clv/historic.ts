import { negativeBinomialTable } from "../../math/negative-binomial.js";
import type { FutureSpan, History, HistoryTable, Random } from "../../models/index.js";

/**
 * The historic average with shrinkage: a customer goes on buying at the rate so far, pulled toward the rate of all
 * customers as if one more purchase at that rate had been seen, times the retention that was measured on the same data.
 * It is the baseline that models are graded against, and the answer where none can be fitted. It knows one retention for
 * all: too high for customers who have left, too low for those who stay.
 */
export interface HistoricParameters {
  /** Repeat purchases a unit of time, over all customers; the prior mean of a customer's rate. */
  readonly rate: number;
  /** Share of purchases that is expected to go on, see `measuredRetention`; 1 where it cannot be told. */
  readonly retention: number;
}

/** Purchases that the rate of all customers weighs as against a customer's own. */
const PRIOR_PURCHASES = 1;

export function historicParameters(table: HistoryTable, retention: number): HistoricParameters {
  let repeats = 0;
  let time = 0;
  for (let row = 0; row < table.count.length; row += 1) {
    repeats += table.frequency[row]! * table.count[row]!;
    time += table.age[row]! * table.count[row]!;
  }
  return { rate: time > 0 ? repeats / time : 0, retention };
}

/** The customer's rate as a gamma distribution: shape and rate. */
function posterior({ rate }: HistoricParameters, { frequency, age }: History): { shape: number; rate: number } {
  return { shape: PRIOR_PURCHASES + frequency, rate: PRIOR_PURCHASES / rate + age };
}

/** Expected purchases in the next `horizon`. */
export function historicPurchases(parameters: HistoricParameters, history: History, horizon: number): number {
  if (parameters.rate === 0) return 0;
  const { shape, rate } = posterior(parameters, history);
  return (parameters.retention * shape * horizon) / rate;
}

/** P(N = n), n = 0 … most: negative binomial, for the share of the horizon that retention leaves. */
export function historicCounts(
  parameters: HistoricParameters,
  history: History,
  horizon: number,
  most: number,
): Float64Array {
  const result = new Float64Array(most + 1);
  const reach = horizon * parameters.retention;
  if (parameters.rate === 0 || reach === 0) {
    result[0] = 1;
    return result;
  }
  const { shape, rate } = posterior(parameters, history);
  return negativeBinomialTable(shape, rate, reach, most).probabilities;
}

/** Draws of the purchases ahead: gamma rate, Poisson count, over the share of the horizon that retention leaves. */
export function historicSpans(parameters: HistoricParameters, history: History, horizon: number) {
  const { shape, rate } = posterior(parameters, history);
  return (random: Random): FutureSpan => ({
    purchases:
      parameters.rate === 0 ? 0 : random.poisson((random.gamma(shape) / rate) * horizon * parameters.retention),
    end: horizon,
    lastAtEnd: false,
  });
}

/** Median time to the next purchase. */
export function historicWait(parameters: HistoricParameters, history: History): number {
  if (parameters.rate === 0) return Number.POSITIVE_INFINITY;
  const { shape, rate } = posterior(parameters, history);
  return rate * Math.expm1(Math.LN2 / shape);
}
