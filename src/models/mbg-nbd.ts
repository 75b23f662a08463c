import { dropoutFit } from "./dropout-fit.js";
import { dropoutModel } from "./dropout-model.js";
import type { DropoutParameters, DropoutRule } from "./dropout-state.js";
import { fitPurchases } from "./fit-purchases.js";
import type { PurchaseModel } from "./purchase-model.js";

/** r and alpha of the purchase rate (alpha in units of time), a and b of the dropout chance; all positive. */
export type MbgNbdParameters = DropoutParameters;

const RULE: DropoutRule = { k: 1, firstChance: 1 };

/**
 * MBG/NBD: the BG/NBD model in which a customer may also stop right after the first purchase.
 *
 * Assumptions:
 * 1. While alive, a customer buys at a Poisson rate λ of their own.
 * 2. λ is gamma distributed over customers, shape r, rate alpha.
 * 3. After every purchase, the first one too, the customer stops for good with a chance p of their own.
 * 4. p is beta distributed over customers, shapes a and b.
 * 5. λ and p are independent.
 *
 * Not to be used for contracts (`shiftedBetaGeometric`), nor for clocklike buyers (`mbgCnbdK`).
 *
 * Source: Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base
 * analysis", International Journal of Research in Marketing 24(3).
 *
 * Units: alpha, recency, age and horizons in one unit of time, any. Errors: RangeError for parameters that are not
 * positive and finite and for histories that cannot be; `fit` refuses instead.
 *
 * @example
 * mbgNbd.probabilityAlive({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, { frequency: 1, recency: 1.71, age: 38.86 })
 * // 0.17083648431040803
 */
export const mbgNbd: PurchaseModel<MbgNbdParameters> = {
  id: "mbg-nbd",
  name: "MBG/NBD",
  assumptions: [
    "While alive, each customer buys at random times at a steady rate",
    "Rates differ between customers and follow a gamma distribution",
    "After every purchase, the first one too, a customer stops for good with a chance of their own",
    "These chances follow a beta distribution",
    "Rate and chance are independent",
  ],
  whenNotToUse: "For contracts and renewals, and for customers who buy like clockwork",
  source: "Batislam, Denizel & Filiztekin 2007, International Journal of Research in Marketing 24(3)",
  parameterNames: ["r", "alpha", "a", "b"],
  ...dropoutModel<MbgNbdParameters>(() => RULE),
  fit: (histories, options) => fitPurchases(SPEC, histories, options),
};

const SPEC = dropoutFit<MbgNbdParameters>("mbg-nbd", RULE, (parameters) => parameters);
