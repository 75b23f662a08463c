import { dropoutFit } from "./dropout-fit.js";
import { dropoutModel } from "./dropout-model.js";
import type { DropoutParameters, DropoutRule } from "./dropout-state.js";
import { fitPurchases } from "./fit-purchases.js";
import type { PurchaseModel } from "./purchase-model.js";

/** r and alpha of the purchase rate (alpha in units of time), a and b of the dropout chance; all positive. */
export type BgNbdParameters = DropoutParameters;

const RULE: DropoutRule = { k: 1, firstChance: 0 };

/**
 * BG/NBD: the beta-geometric / negative binomial model of repeat buying without a contract.
 *
 * Assumptions:
 * 1. While alive, a customer buys at a Poisson rate λ of their own.
 * 2. λ is gamma distributed over customers, shape r, rate alpha.
 * 3. After each repeat purchase the customer stops for good with a chance p of their own.
 * 4. p is beta distributed over customers, shapes a and b.
 * 5. λ and p are independent.
 *
 * Not to be used where many customers buy only once: it takes every one of them for alive, for ever, because nobody can
 * stop before the first repeat purchase. Use `mbgNbd`. Not for contracts (`shiftedBetaGeometric`), nor for clocklike
 * buyers (`mbgCnbdK`).
 *
 * Source: Fader, Hardie & Lee 2005, "Counting Your Customers the Easy Way", Marketing Science 24(2): likelihood eq. 6,
 * expectations eq. 9 and 10. DERT, which the paper does not give, is the quadrature of `dropout-discounted.ts`.
 *
 * Units: alpha, recency, age and horizons in one unit of time, any. Errors: RangeError for parameters that are not
 * positive and finite and for histories that cannot be; `fit` refuses instead.
 *
 * @example
 * bgNbd.probabilityAlive({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, { frequency: 2, recency: 30.43, age: 38.86 })
 * // 0.7265785700806729
 */
export const bgNbd: PurchaseModel<BgNbdParameters> = {
  id: "bg-nbd",
  name: "BG/NBD",
  assumptions: [
    "While alive, each customer buys at random times at a steady rate",
    "Rates differ between customers and follow a gamma distribution",
    "After each repeat purchase a customer stops for good with a chance of their own",
    "These chances follow a beta distribution",
    "Rate and chance are independent",
  ],
  whenNotToUse: "Where many customers buy only once: it counts all of them as alive",
  source: "Fader, Hardie & Lee 2005, Marketing Science 24(2)",
  parameterNames: ["r", "alpha", "a", "b"],
  ...dropoutModel<BgNbdParameters>(() => RULE),
  fit: (histories, options) => fitPurchases(SPEC, histories, options),
};

const SPEC = dropoutFit<BgNbdParameters>("bg-nbd", RULE, (parameters) => parameters);
