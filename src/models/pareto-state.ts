import { type History, lastPurchase } from "./history.js";
import { paretoKernel } from "./pareto-kernel.js";

export interface ParetoParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number;
  /** Rate of that distribution, in units of time. */
  readonly alpha: number;
  /** Shape of the gamma distribution of dropout rates. */
  readonly s: number;
  /** Rate of that distribution, in units of time. */
  readonly beta: number;
}

/** What is known of a customer at the end of observation: given alive, both rates are gamma again. */
export interface ParetoState {
  /** P(alive at T). */
  readonly alive: number;
  /** 1 − alive, exact also where it is tiny. */
  readonly lapsed: number;
  /** Purchase rate, given alive: Gamma(r + x, α + T). */
  readonly shape: number;
  readonly rate: number;
  /** Dropout rate, given alive: Gamma(s, β + T). */
  readonly dropoutShape: number;
  readonly dropoutRate: number;
}

/** log of P(lapsed) / P(alive): dropout somewhere between the last purchase and T, against none until T. */
export const logLapsedOdds = (parameters: ParetoParameters, history: History): number => {
  const { r, alpha, s, beta } = parameters;
  const { age } = history;
  const last = lastPurchase(history);
  if (age === last) return Number.NEGATIVE_INFINITY;
  const shape = r + history.frequency;
  // Relative to the last purchase, so that no large logarithms cancel.
  const rule = paretoKernel(alpha, shape, beta, s + 1, last, age);
  const near = Math.min(alpha, beta) + last;
  return (
    Math.log(s) +
    rule.logScale +
    Math.log(rule.total) +
    Math.log(near) -
    Math.log(beta + last) +
    shape * Math.log1p((age - last) / (alpha + last)) +
    s * Math.log1p((age - last) / (beta + last))
  );
};

export const paretoState = (parameters: ParetoParameters, history: History): ParetoState => {
  const { r, alpha, s, beta } = parameters;
  const logOdds = logLapsedOdds(parameters, history);
  return {
    alive: 1 / (1 + Math.exp(logOdds)),
    lapsed: 1 / (1 + Math.exp(-logOdds)),
    shape: r + history.frequency,
    rate: alpha + history.age,
    dropoutShape: s,
    dropoutRate: beta + history.age,
  };
};
