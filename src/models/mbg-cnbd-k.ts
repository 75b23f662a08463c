import { dropoutFit } from "./dropout-fit.js";
import { intervalTerm, summaryTerm } from "./dropout-likelihood.js";
import { dropoutModel } from "./dropout-model.js";
import type { DropoutParameters } from "./dropout-state.js";
import type { FitOptions, FitOutcome } from "./fit-outcome.js";
import { fitPurchases, type PurchaseFit, refuse } from "./fit-purchases.js";
import type { Histories, HistoryTable } from "./history-table.js";
import { groupHistories } from "./history-table.js";
import type { PurchaseModel } from "./purchase-model.js";

export interface MbgCnbdKParameters extends DropoutParameters {
  /** Regularity: times between purchases are Erlang with this shape. A whole number; 1 is random timing. */
  readonly k: number;
}

/** The largest k that `fit` tries by itself. */
const MOST_REGULAR = 6;

const ruleOf = ({ k }: { readonly k: number }): { k: number; firstChance: 1 } => {
  if (!Number.isSafeInteger(k) || k < 1 || k > 100)
    throw new RangeError(`parameter k must be a whole number from 1 to 100, not ${k}`);
  return { k, firstChance: 1 };
};

/**
 * MBG/CNBD-k: the MBG/NBD model for customers who buy more regularly than at random.
 *
 * Assumptions:
 * 1. While alive, the times between a customer's purchases are Erlang-k: each takes k events of a Poisson rate λ.
 * 2. λ is gamma distributed over customers, shape r, rate alpha; k is the same for all.
 * 3. After every purchase, the first one too, the customer stops for good with a chance p of their own.
 * 4. p is beta distributed over customers, shapes a and b.
 * 5. λ and p are independent.
 *
 * With k = 1 it is `mbgNbd`. Expectations are exact: the published ones are an approximation, here the uncertain number
 * of events since the last purchase is carried along. `fit` takes the most likely k of 1 to 6 unless told one; it knows
 * k far better where histories carry `sumLogIntervals`.
 *
 * Not to be used where purchases are counted by day and most gaps are a day or two: whole days look regular.
 *
 * Source: Platzer & Reutterer 2016, "Ticking Away the Moments: Timing Regularity Helps to Better Predict Customer
 * Activity", Marketing Science 35(5).
 *
 * Units: alpha, recency, age and horizons in one unit of time, any. Errors: RangeError for a k that is not a whole number
 * from 1 to 100, for other parameters that are not positive and finite and for histories that cannot be; `fit` refuses
 * instead.
 *
 * @example
 * mbgCnbdK.expectedPurchases({ k: 3, r: 1, alpha: 2, a: 1, b: 4 }, { frequency: 4, recency: 40, age: 42 }, 52)
 * // 3.706332839190566
 */
export const mbgCnbdK: PurchaseModel<MbgCnbdKParameters> = {
  id: "mbg-cnbd-k",
  name: "MBG/CNBD-k",
  assumptions: [
    "While alive, each customer buys at a steady rate, and more regularly than at random: Erlang-k times between purchases",
    "Rates differ between customers and follow a gamma distribution; k is the same for all",
    "After every purchase, the first one too, a customer stops for good with a chance of their own",
    "These chances follow a beta distribution",
    "Rate and chance are independent",
  ],
  whenNotToUse: "Where most gaps between purchases are a day or two: whole days look more regular than they are",
  source: "Platzer & Reutterer 2016, Marketing Science 35(5)",
  parameterNames: ["k", "r", "alpha", "a", "b"],
  ...dropoutModel<MbgCnbdKParameters>(ruleOf),
  fit: (histories, options) => fitRegularity(histories, options),
};

const fitRegularity = (histories: Histories, options: FitOptions = {}): FitOutcome<MbgCnbdKParameters> => {
  let table: HistoryTable;
  try {
    table = groupHistories(histories);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse("mbg-cnbd-k", "invalid-history", error.message, 0);
  }
  const tried = options.k === undefined ? Array.from({ length: MOST_REGULAR }, (_, index) => index + 1) : [options.k];
  let best: FitOutcome<MbgCnbdKParameters> | null = null;
  for (const k of tried) {
    const found = fitPurchases(specFor(k), table, options);
    if (!found.ok) return best ?? found;
    // The likelihood has one peak in k: once it falls, larger k are worse still.
    if (best?.ok && found.logLikelihood < best.logLikelihood) break;
    best = found;
  }
  if (best?.ok && options.k === undefined && best.parameters.k === MOST_REGULAR)
    return {
      ...best,
      warnings: [...best.warnings, `k ran to its upper bound (${MOST_REGULAR}): purchases may be more regular still`],
    };
  return best ?? refuse("mbg-cnbd-k", "no-maximum", "no k was tried", table.customers);
};

const specFor = (k: number): PurchaseFit<MbgCnbdKParameters> => ({
  ...dropoutFit("mbg-cnbd-k", ruleOf({ k }), (parameters) => ({ k, ...parameters })),
  constant: (table) => totalIntervalTerm(k, table),
});

const totalIntervalTerm = (k: number, table: HistoryTable): number => {
  const { frequency, recency, count, sumLogIntervals } = table;
  if (k === 1) return 0;
  let sum = 0;
  for (let row = 0; row < count.length; row += 1) {
    if (frequency[row] === 0) continue;
    sum +=
      count[row]! *
      (sumLogIntervals === null
        ? summaryTerm(k, frequency[row]!, recency[row]!)
        : intervalTerm(k, { frequency: frequency[row]!, recency: recency[row]!, age: 0, sumLogIntervals: 0 }));
  }
  return sum + (sumLogIntervals === null ? 0 : (k - 1) * sumLogIntervals);
};
