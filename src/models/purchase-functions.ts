import type { Random } from "../math/random.js";
import type { FutureSpan } from "./future-span.js";
import { checkCount, checkHistory, checkPositive, checkSpan, type History, NEWBORN } from "./history.js";
import type { PurchaseModel } from "./purchase-model.js";

/** A purchase model's mathematics: everything ahead follows from a state S, which sums up parameters and history. */
export interface PurchaseKernel<P, S extends { readonly alive: number }> {
  readonly state: (parameters: P, history: History) => S;
  readonly logLikelihood: (parameters: P, history: History) => number;
  readonly expectedPurchases: (state: S, horizon: number) => number;
  readonly purchaseProbability: (state: S, horizon: number) => number;
  readonly medianWait: (state: S) => number;
  readonly discountedPurchases: (state: S, rate: number) => number;
  readonly countProbability: (state: S, count: number, horizon: number) => number;
  readonly countDistribution: (state: S, horizon: number, most: number) => Float64Array;
  readonly drawCount: (state: S, horizon: number, random: Random) => number;
  readonly drawTimes: (state: S, horizon: number, random: Random) => number[];
  readonly drawSpan: (state: S, horizon: number, random: Random) => FutureSpan;
  readonly drawHistory: (parameters: P, age: number, random: Random) => Required<History>;
}

export type PurchaseFunctions<P> = Omit<
  PurchaseModel<P>,
  "id" | "name" | "assumptions" | "whenNotToUse" | "source" | "parameterNames" | "fit"
>;

/** The public functions of a purchase model: they check what they are given, then ask the kernel. */
export const purchaseFunctions = <P extends object, S extends { readonly alive: number }>(
  kernel: PurchaseKernel<P, S>,
): PurchaseFunctions<P> => {
  const stateOf = (parameters: P, history: History): S => {
    checkPositive(parameters);
    checkHistory(history);
    return kernel.state(parameters, history);
  };
  return {
    logLikelihood: (parameters, history) => {
      checkPositive(parameters);
      checkHistory(history);
      return kernel.logLikelihood(parameters, history);
    },
    probabilityAlive: (parameters, history) => stateOf(parameters, history).alive,
    expectedPurchases: (parameters, history, horizon) => {
      checkSpan("horizon", horizon);
      return kernel.expectedPurchases(stateOf(parameters, history), horizon);
    },
    expectedPurchasesPath: (parameters, history, horizons) => {
      const state = stateOf(parameters, history);
      return horizons.map((horizon) => {
        checkSpan("horizon", horizon);
        return kernel.expectedPurchases(state, horizon);
      });
    },
    probabilityOfPurchase: (parameters, history, horizon) => {
      checkSpan("horizon", horizon);
      return kernel.purchaseProbability(stateOf(parameters, history), horizon);
    },
    medianWait: (parameters, history) => kernel.medianWait(stateOf(parameters, history)),
    discountedExpectedTransactions: (parameters, history, rate) => {
      checkSpan("rate", rate);
      return kernel.discountedPurchases(stateOf(parameters, history), rate);
    },
    probabilityMass: (parameters, count, t) => {
      checkCount("count", count);
      checkSpan("t", t);
      return kernel.countProbability(stateOf(parameters, NEWBORN), count, t);
    },
    expectedPurchasesSinceBirth: (parameters, t) => {
      checkSpan("t", t);
      return kernel.expectedPurchases(stateOf(parameters, NEWBORN), t);
    },
    futureCountDistribution: (parameters, history, horizon, most) => {
      checkSpan("horizon", horizon);
      checkCount("most", most);
      return kernel.countDistribution(stateOf(parameters, history), horizon, most);
    },
    drawFuture: (parameters, history, horizon, random) => {
      checkSpan("horizon", horizon);
      return kernel.drawCount(stateOf(parameters, history), horizon, random);
    },
    drawFutureTimes: (parameters, history, horizon, random) => {
      checkSpan("horizon", horizon);
      return kernel.drawTimes(stateOf(parameters, history), horizon, random);
    },
    futureSpanSampler: (parameters, history, horizon) => {
      checkSpan("horizon", horizon);
      const state = stateOf(parameters, history);
      return (random) => kernel.drawSpan(state, horizon, random);
    },
    simulateHistories: (parameters, ages, random) => {
      checkPositive(parameters);
      return ages.map((age) => {
        checkSpan("age", age);
        return kernel.drawHistory(parameters, age, random);
      });
    },
  };
};
