import type { Random } from "../math/random.js";
import type { FitOptions, FitOutcome } from "./fit-outcome.js";
import type { FutureSpan } from "./future-span.js";
import type { History } from "./history.js";
import type { Histories } from "./history-table.js";

/** Names of the purchase models, as the command line and results write them. */
export type PurchaseModelId = "bg-nbd" | "mbg-nbd" | "pareto-nbd" | "mbg-cnbd-k";

/**
 * One interface for every model of when customers buy. Parameters and histories are plain objects, functions are
 * unbound and pure; horizons, ages and waits are in the unit of the histories, chances lie in [0, 1].
 *
 * All functions throw RangeError for parameters that are not positive and finite, and for histories, horizons or
 * counts that cannot be.
 */
export interface PurchaseModel<P> {
  readonly id: PurchaseModelId;
  readonly name: string;
  /** What the model takes for granted, in order. */
  readonly assumptions: readonly string[];
  readonly whenNotToUse: string;
  readonly source: string;
  readonly parameterNames: readonly (keyof P & string)[];

  /** Log-likelihood of one customer; the density of the purchase times is per unit of time, as in the papers. */
  readonly logLikelihood: (parameters: P, history: History) => number;
  /** Chance that the customer has not stopped for good by the end of observation. */
  readonly probabilityAlive: (parameters: P, history: History) => number;
  /** Expected purchases in (T, T + horizon]. */
  readonly expectedPurchases: (parameters: P, history: History, horizon: number) => number;
  /** The same for several horizons; what they share is computed once. */
  readonly expectedPurchasesPath: (parameters: P, history: History, horizons: readonly number[]) => number[];
  /** Chance of at least one purchase in (T, T + horizon]. */
  readonly probabilityOfPurchase: (parameters: P, history: History, horizon: number) => number;
  /**
   * Median time from T to the next purchase were there no dropout before it, for a customer who is alive; Infinity where
   * it is beyond the largest number.
   */
  readonly medianWait: (parameters: P, history: History) => number;
  /**
   * Expected purchases after T, each discounted at a continuous rate per unit of time, without a horizon (DERT).
   * Infinity at rate 0 where the mean lifetime is infinite.
   */
  readonly discountedExpectedTransactions: (parameters: P, history: History, rate: number) => number;
  /** P(X(t) = count): repeat purchases of a new customer within t. */
  readonly probabilityMass: (parameters: P, count: number, t: number) => number;
  /** Expected repeat purchases of a new customer within t. */
  readonly expectedPurchasesSinceBirth: (parameters: P, t: number) => number;

  /** P(N = n), n = 0 … most, for the purchases N in (T, T + horizon]; what is left to 1 is P(N > most). */
  readonly futureCountDistribution: (parameters: P, history: History, horizon: number, most: number) => Float64Array;
  /** Draws the number of purchases in (T, T + horizon]. */
  readonly drawFuture: (parameters: P, history: History, horizon: number, random: Random) => number;
  /** Draws the times of those purchases, ascending, counted from T. */
  readonly drawFutureTimes: (parameters: P, history: History, horizon: number, random: Random) => number[];
  /**
   * Prepares draws of how many purchases fall into (T, T + horizon] and over which span: as much as their discounting
   * needs, at a cost that does not grow with their number.
   */
  readonly futureSpanSampler: (parameters: P, history: History, horizon: number) => (random: Random) => FutureSpan;
  /** Draws customers of these ages from birth. */
  readonly simulateHistories: (parameters: P, ages: readonly number[], random: Random) => Required<History>[];

  /** Maximum likelihood. Boundary data gives a refusal with a reason or a warning, never an exception. */
  readonly fit: (histories: Histories, options?: FitOptions) => FitOutcome<P>;
}
