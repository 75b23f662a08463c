import { fitPurchases, type PurchaseFit } from "./fit-purchases.js";
import { drawCount, drawHistory, drawSpan, drawTimes } from "./pareto-draws.js";
import { paretoLikelihood, paretoLogLikelihood } from "./pareto-likelihood.js";
import {
  countDistribution,
  countProbability,
  discountedPurchases,
  expectedPurchases,
  purchaseProbability,
} from "./pareto-purchases.js";
import { type ParetoParameters, type ParetoState, paretoState } from "./pareto-state.js";
import { purchaseFunctions } from "./purchase-functions.js";
import type { PurchaseModel } from "./purchase-model.js";

/** r and alpha of the purchase rate, s and beta of the dropout rate; alpha and beta in units of time; all positive. */
export type ParetoNbdParameters = ParetoParameters;

/**
 * Pareto/NBD: the original model of repeat buying without a contract.
 *
 * Assumptions:
 * 1. While alive, a customer buys at a Poisson rate λ of their own.
 * 2. λ is gamma distributed over customers, shape r, rate alpha.
 * 3. Each customer lives for an exponential time, at a dropout rate μ of their own, whether they buy or not.
 * 4. μ is gamma distributed over customers, shape s, rate beta.
 * 5. λ and μ are independent.
 *
 * Not to be used where people stop because of a purchase (a bad first order): use `mbgNbd`. Not for contracts
 * (`shiftedBetaGeometric`), nor for clocklike buyers (`mbgCnbdK`).
 *
 * Source: Schmittlein, Morrison & Colombo 1987, "Counting Your Customers", Management Science 33(1); Fader & Hardie 2005,
 * "A Note on Deriving the Pareto/NBD Model and Related Expressions"; DERT: Fader, Hardie & Lee 2005, "RFM and CLV",
 * Journal of Marketing Research 42(4). Integrals over the moment of dropout replace the papers' hypergeometric
 * functions: see `pareto-kernel.ts`.
 *
 * Units: alpha, beta, recency, age and horizons in one unit of time, any. Errors: RangeError for parameters that are not
 * positive and finite and for histories that cannot be; `fit` refuses instead.
 *
 * @example
 * paretoNbd.probabilityAlive({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
 *   { frequency: 10, recency: 35, age: 39 }) // 0.9237235481674143
 */
export const paretoNbd: PurchaseModel<ParetoNbdParameters> = {
  id: "pareto-nbd",
  name: "Pareto/NBD",
  assumptions: [
    "While alive, each customer buys at random times at a steady rate",
    "Rates differ between customers and follow a gamma distribution",
    "Each customer stops for good at a random moment, at a steady rate of their own, whether they buy or not",
    "These rates follow a gamma distribution",
    "The two rates are independent",
  ],
  whenNotToUse: "Where customers stop because of a purchase; for contracts; for customers who buy like clockwork",
  source: "Schmittlein, Morrison & Colombo 1987, Management Science 33(1)",
  parameterNames: ["r", "alpha", "s", "beta"],
  ...purchaseFunctions<ParetoNbdParameters, ParetoState>({
    state: paretoState,
    logLikelihood: paretoLogLikelihood,
    expectedPurchases,
    purchaseProbability,
    medianWait: ({ rate, shape }) => rate * Math.expm1(Math.LN2 / shape),
    discountedPurchases,
    countProbability,
    countDistribution,
    drawCount,
    drawTimes,
    drawSpan,
    drawHistory,
  }),
  fit: (histories, options) => fitPurchases(SPEC, histories, options),
};

const SPEC: PurchaseFit<ParetoNbdParameters> = {
  model: "pareto-nbd",
  names: ["r", "alpha", "s", "beta"],
  inTime: [false, true, false, true],
  likelihood: paretoLikelihood,
  starts: (meanEvents) => [
    [0.5, 0.5 / (2 * meanEvents), 0.6, 0.5],
    [2, 2 / (1.5 * meanEvents), 2, 4],
    [1, 1 / (1.2 * meanEvents), 0.1, 0.2],
  ],
  eventsPerPurchase: 1,
  constant: () => 0,
  toParameters: ([r, alpha, s, beta]) => ({ r: r!, alpha: alpha!, s: s!, beta: beta! }),
};
