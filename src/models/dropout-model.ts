import { countDistribution, countProbability } from "./dropout-counts.js";
import { discountedPurchases } from "./dropout-discounted.js";
import { drawCount, drawHistory, drawTimes } from "./dropout-draws.js";
import { dropoutLogLikelihood, intervalTerm } from "./dropout-likelihood.js";
import { expectedPurchases, medianWaitAlive, purchaseProbability } from "./dropout-purchases.js";
import { type DropoutParameters, type DropoutRule, type DropoutState, dropoutState } from "./dropout-state.js";
import { checkCount, checkHistory, checkPositive, checkSpan, type History, NEWBORN } from "./history.js";
import type { PurchaseModel } from "./purchase-model.js";

type Functions<P> = Omit<
  PurchaseModel<P>,
  "id" | "name" | "assumptions" | "whenNotToUse" | "source" | "parameterNames" | "fit"
>;

/** The functions of a model in which a customer may stop after a purchase, from the rule that sets it apart. */
export const dropoutModel = <P extends DropoutParameters>(ruleOf: (parameters: P) => DropoutRule): Functions<P> => {
  const stateOf = (parameters: P, history: History): DropoutState => {
    checkPositive(parameters);
    checkHistory(history);
    return dropoutState(parameters, ruleOf(parameters), history);
  };
  return {
    logLikelihood: (parameters, history) => {
      checkPositive(parameters);
      checkHistory(history);
      const rule = ruleOf(parameters);
      return dropoutLogLikelihood(parameters, rule, history) + intervalTerm(rule.k, history);
    },
    probabilityAlive: (parameters, history) => stateOf(parameters, history).alive,
    expectedPurchases: (parameters, history, horizon) => {
      checkSpan("horizon", horizon);
      return expectedPurchases(stateOf(parameters, history), horizon);
    },
    expectedPurchasesPath: (parameters, history, horizons) => {
      const state = stateOf(parameters, history);
      return horizons.map((horizon) => {
        checkSpan("horizon", horizon);
        return expectedPurchases(state, horizon);
      });
    },
    probabilityOfPurchase: (parameters, history, horizon) => {
      checkSpan("horizon", horizon);
      return purchaseProbability(stateOf(parameters, history), horizon);
    },
    medianWait: (parameters, history) => medianWaitAlive(stateOf(parameters, history)),
    discountedExpectedTransactions: (parameters, history, rate) => {
      checkSpan("rate", rate);
      return discountedPurchases(stateOf(parameters, history), rate);
    },
    probabilityMass: (parameters, count, t) => {
      checkCount("count", count);
      checkSpan("t", t);
      return countProbability(stateOf(parameters, NEWBORN), count, t);
    },
    expectedPurchasesSinceBirth: (parameters, t) => {
      checkSpan("t", t);
      return expectedPurchases(stateOf(parameters, NEWBORN), t);
    },
    futureCountDistribution: (parameters, history, horizon, most) => {
      checkSpan("horizon", horizon);
      checkCount("most", most);
      return countDistribution(stateOf(parameters, history), horizon, most);
    },
    drawFuture: (parameters, history, horizon, random) => drawCount(stateOf(parameters, history), horizon, random),
    drawFutureTimes: (parameters, history, horizon, random) => drawTimes(stateOf(parameters, history), horizon, random),
    simulateHistories: (parameters, ages, random) => {
      checkPositive(parameters);
      return ages.map((age) => drawHistory(parameters, ruleOf(parameters), age, random));
    },
  };
};
