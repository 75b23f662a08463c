import { dropoutLikelihood } from "./dropout-likelihood.js";
import type { DropoutParameters, DropoutRule } from "./dropout-state.js";
import type { PurchaseFit } from "./fit-purchases.js";

/** How the models with dropout at a purchase are fitted: the same but for their rule. */
export const dropoutFit = <P extends DropoutParameters>(
  model: string,
  rule: DropoutRule,
  toParameters: (parameters: DropoutParameters) => P,
): PurchaseFit<P> => ({
  model,
  names: ["r", "alpha", "a", "b"],
  inTime: [false, true, false, false],
  likelihood: dropoutLikelihood(rule),
  starts: (meanEvents) => [
    [0.5, 0.5 / (2 * meanEvents), 0.8, 2.5],
    [2, 2 / (1.5 * meanEvents), 0.3, 3],
    [0.2, 0.2 / (4 * meanEvents), 2, 2],
  ],
  eventsPerPurchase: rule.k,
  constant: () => 0,
  toParameters: ([r, alpha, a, b]) => toParameters({ r: r!, alpha: alpha!, a: a!, b: b! }),
});
