import type { AnyPurchaseModel, FitSuccess, FutureSpan, History, NamedParameters, Random } from "../../models/index.js";
import { type HistoricParameters, historicCounts, historicPurchases, historicSpans, historicWait } from "./historic.js";

/**
 * What a customer will do, whatever it is that predicts it: the one interface through which models are chosen, held
 * against each other and, later, combined. Times are in the unit of the histories, counted from the as-of day.
 */
export interface Predictor {
  readonly id: string;
  /** Null where the method says nothing about it. */
  readonly probabilityAlive: (history: History) => number | null;
  /** Expected purchases up to each of the horizons. */
  readonly purchasesPath: (history: History, horizons: readonly number[]) => readonly number[];
  readonly probabilityOfPurchase: (history: History, horizon: number) => number;
  /** Median time to the next purchase, given alive. */
  readonly medianWait: (history: History) => number;
  /** P(N = n) for n = 0 … most purchases within the horizon. */
  readonly counts: (history: History, horizon: number, most: number) => Float64Array;
  /** Prepares draws of the purchases within the horizon and the time that they lie in. */
  readonly futureSpans: (history: History, horizon: number) => (random: Random) => FutureSpan;
  /** Expected purchases without a horizon, each discounted at a continuous rate. */
  readonly discountedPurchases: (history: History, rate: number) => number;
}

/** A fitted model as a predictor. */
export function modelPredictor(model: AnyPurchaseModel, parameters: NamedParameters): Predictor {
  return {
    id: model.id,
    probabilityAlive: (history) => model.probabilityAlive(parameters, history),
    purchasesPath: (history, horizons) => model.expectedPurchasesPath(parameters, history, horizons),
    probabilityOfPurchase: (history, horizon) => model.probabilityOfPurchase(parameters, history, horizon),
    medianWait: (history) => model.medianWait(parameters, history),
    counts: (history, horizon, most) => model.futureCountDistribution(parameters, history, horizon, most),
    futureSpans: (history, horizon) => model.futureSpanSampler(parameters, history, horizon),
    discountedPurchases: (history, rate) => model.discountedExpectedTransactions(parameters, history, rate),
  };
}

/** The historic average with shrinkage as a predictor. It knows no dropout, so P(alive) is null. */
export function historicPredictor(parameters: HistoricParameters): Predictor {
  return {
    id: "historic",
    probabilityAlive: () => null,
    purchasesPath: (history, horizons) => horizons.map((horizon) => historicPurchases(parameters, history, horizon)),
    probabilityOfPurchase: (history, horizon) => 1 - historicCounts(parameters, history, horizon, 0)[0]!,
    medianWait: (history) => historicWait(parameters, history),
    counts: (history, horizon, most) => historicCounts(parameters, history, horizon, most),
    futureSpans: (history, horizon) => historicSpans(parameters, history, horizon),
    discountedPurchases: (history, rate) =>
      rate === 0 ? Number.POSITIVE_INFINITY : historicPurchases(parameters, history, 1) / rate,
  };
}

/** A model with its fit. */
export interface FittedModel {
  readonly predictor: Predictor;
  readonly fit: FitSuccess<NamedParameters>;
  /** The same model with other parameters, for draws from the parameters' uncertainty. */
  readonly withParameters: (parameters: NamedParameters) => Predictor;
}

export const fittedModel = (model: AnyPurchaseModel, fit: FitSuccess<NamedParameters>): FittedModel => ({
  predictor: modelPredictor(model, fit.parameters),
  fit,
  withParameters: (parameters) => modelPredictor(model, parameters),
});
