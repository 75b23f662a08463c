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

/** Paths longer than this are worth keeping for the next history that shares them. */
const LONG_PATH = 24;
/** Customers who are less likely to be alive than this have no path to share. */
const HARDLY_ALIVE = 1e-6;

/**
 * Expected purchases of a customer who is alive depend on frequency and age alone, but for regular timing: when the last
 * purchase was tells only whether the customer is alive. So long paths are worked out once for each of these pairs.
 */
function sharedPaths(model: AnyPurchaseModel, parameters: NamedParameters): Predictor["purchasesPath"] {
  const direct: Predictor["purchasesPath"] = (history, horizons) =>
    model.expectedPurchasesPath(parameters, history, horizons);
  if ((parameters.k ?? 1) > 1) return direct;
  const known = new WeakMap<readonly number[], Map<string, readonly number[]>>();
  return (history, horizons) => {
    if (horizons.length <= LONG_PATH) return direct(history, horizons);
    const alive = model.probabilityAlive(parameters, history);
    if (alive < HARDLY_ALIVE) return direct(history, horizons);
    const paths = known.get(horizons) ?? new Map<string, readonly number[]>();
    known.set(horizons, paths);
    const key = `${history.frequency}/${history.age}`;
    let path = paths.get(key);
    if (path === undefined) {
      path = direct(history, horizons).map((expected) => expected / alive);
      paths.set(key, path);
    }
    return path.map((expected) => expected * alive);
  };
}

/** A fitted model as a predictor. */
export function modelPredictor(model: AnyPurchaseModel, parameters: NamedParameters): Predictor {
  return {
    id: model.id,
    probabilityAlive: (history) => model.probabilityAlive(parameters, history),
    purchasesPath: sharedPaths(model, parameters),
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
