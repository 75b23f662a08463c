import { countDistribution, countProbability } from "./dropout-counts.js";
import { discountedPurchases } from "./dropout-discounted.js";
import { drawCount, drawHistory, drawSpan, drawTimes } from "./dropout-draws.js";
import { dropoutLogLikelihood, intervalTerm } from "./dropout-likelihood.js";
import { expectedPurchases, medianWaitAlive, purchaseProbability } from "./dropout-purchases.js";
import { type DropoutParameters, type DropoutRule, dropoutState } from "./dropout-state.js";
import { type PurchaseFunctions, purchaseFunctions } from "./purchase-functions.js";

/** The functions of a model in which a customer may stop after a purchase, from the rule that sets it apart. */
export const dropoutModel = <P extends DropoutParameters>(
  ruleOf: (parameters: P) => DropoutRule,
): PurchaseFunctions<P> =>
  purchaseFunctions({
    state: (parameters, history) => dropoutState(parameters, ruleOf(parameters), history),
    logLikelihood: (parameters, history) => {
      const rule = ruleOf(parameters);
      return dropoutLogLikelihood(parameters, rule, history) + intervalTerm(rule.k, history);
    },
    expectedPurchases,
    purchaseProbability,
    medianWait: medianWaitAlive,
    discountedPurchases,
    countProbability,
    countDistribution,
    drawCount,
    drawTimes,
    drawSpan,
    drawHistory: (parameters, age, random) => drawHistory(parameters, ruleOf(parameters), age, random),
  });
