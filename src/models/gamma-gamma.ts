import { betaQuantileLogOdds } from "../math/beta-quantile.js";
import { logBeta } from "../math/log-beta.js";
import type { Random } from "../math/random.js";
import type { FitOptions, FitOutcome } from "./fit-outcome.js";
import { fitGammaGamma } from "./gamma-gamma-fit.js";
import { checkCount, checkPositive } from "./history.js";

export interface GammaGammaParameters {
  /** Shape of the gamma distribution of one customer's amounts. */
  readonly p: number;
  /** Shape of the gamma distribution of the customers' rates ν. */
  readonly q: number;
  /** Rate of that distribution, in the currency of the amounts. */
  readonly gamma: number;
}

/** What is known of a customer's amounts. */
export interface Spend {
  /** x: purchases that `meanSpend` is the mean of. */
  readonly frequency: number;
  /** Mean amount, above 0. Not read where frequency is 0. */
  readonly meanSpend: number;
}

/** Spend that `count` customers share; 1 where it is left out. */
export interface GroupedSpend extends Spend {
  readonly count?: number;
}

export interface SpendModel<P> {
  readonly id: "gamma-gamma";
  readonly name: string;
  readonly assumptions: readonly string[];
  readonly whenNotToUse: string;
  readonly source: string;
  readonly parameterNames: readonly (keyof P & string)[];
  /** Log density of the mean of `frequency` amounts. */
  readonly logLikelihood: (parameters: P, spend: Spend) => number;
  /** Expected mean of the customer's future amounts; null where it is infinite. */
  readonly expectedSpend: (parameters: P, spend: Spend) => number | null;
  /** Mean over all customers; null where it is infinite (q <= 1). */
  readonly populationMean: (parameters: P) => number | null;
  /** Quantile, at a probability in (0, 1), of the mean of the customer's next `transactions` amounts. */
  readonly spendQuantile: (parameters: P, spend: Spend, transactions: number, probability: number) => number;
  /** Draws the mean of the customer's next `transactions` amounts. */
  readonly drawMeanSpend: (parameters: P, spend: Spend, transactions: number, random: Random) => number;
  /** Draws the observed means of customers with these frequencies. */
  readonly simulateSpend: (parameters: P, frequencies: readonly number[], random: Random) => Spend[];
  readonly fit: (spends: readonly GroupedSpend[], options?: FitOptions) => FitOutcome<P>;
}

const check = (parameters: GammaGammaParameters, { frequency, meanSpend }: Spend): void => {
  checkPositive(parameters);
  checkCount("frequency", frequency);
  if (frequency > 0 && !(meanSpend > 0 && meanSpend < Number.POSITIVE_INFINITY))
    throw new RangeError(`meanSpend must be a finite number > 0, not ${meanSpend}`);
};

/** Given the customer's amounts, ν is Gamma(shape, rate). */
const posterior = ({ p, q, gamma }: GammaGammaParameters, spend: Spend): { shape: number; rate: number } => ({
  shape: q + p * spend.frequency,
  rate: gamma + (spend.frequency === 0 ? 0 : spend.meanSpend * spend.frequency),
});

/**
 * Gamma-Gamma: how much customers spend per purchase.
 *
 * Assumptions:
 * 1. A customer's amounts vary around a mean of their own: gamma distributed, shape p, rate ν.
 * 2. ν is gamma distributed over customers, shape q, rate gamma.
 * 3. A customer's mean does not change over time.
 * 4. How much customers spend does not depend on how often they buy.
 *
 * Not to be used where spend drifts, where it goes with frequency (check the correlation), or with amounts of 0 and
 * less. Where all amounts are equal there is no spread to model: `fit` refuses, and the expected amount is that amount.
 * With q <= 1 the mean over all customers is infinite: `populationMean` and `expectedSpend` of a customer without
 * amounts are null; with amounts `expectedSpend` is finite as soon as p x + q > 1, else null. Never NaN.
 *
 * Source: Fader & Hardie 2013, "The Gamma-Gamma Model of Monetary Value": likelihood eq. 1a, expectation eq. 5; Fader,
 * Hardie & Lee 2005, "RFM and CLV", Journal of Marketing Research 42(4).
 *
 * Units: gamma and amounts in one currency, any. Errors: RangeError for parameters that are not positive and finite, a
 * frequency that is not a whole number, a mean that is not positive; `fit` refuses instead.
 *
 * @example
 * gammaGamma.expectedSpend({ p: 6.25, q: 3.74, gamma: 15.44 }, { frequency: 3, meanSpend: 35 }) // 35.02791996277338
 */
export const gammaGamma: SpendModel<GammaGammaParameters> = {
  id: "gamma-gamma",
  name: "Gamma-Gamma",
  assumptions: [
    "A customer's amounts vary around a mean of their own, by a gamma distribution",
    "The customers' means vary too, by an inverse gamma distribution",
    "A customer's mean does not change over time",
    "How much customers spend does not depend on how often they buy",
  ],
  whenNotToUse: "Where spend drifts over time, or goes with how often customers buy",
  source: "Fader & Hardie 2013, The Gamma-Gamma Model of Monetary Value",
  parameterNames: ["p", "q", "gamma"],
  logLikelihood: (parameters, spend) => {
    check(parameters, spend);
    const { frequency, meanSpend } = spend;
    if (frequency === 0) return 0;
    const { p, q, gamma } = parameters;
    const sum = meanSpend * frequency;
    return (
      -logBeta(p * frequency, q) -
      Math.log(meanSpend) -
      p * frequency * Math.log1p(gamma / sum) -
      q * Math.log1p(sum / gamma)
    );
  },
  expectedSpend: (parameters, spend) => {
    check(parameters, spend);
    const { shape, rate } = posterior(parameters, spend);
    return shape > 1 ? (parameters.p / (shape - 1)) * rate : null;
  },
  populationMean: (parameters) => {
    checkPositive(parameters);
    return parameters.q > 1 ? (parameters.p / (parameters.q - 1)) * parameters.gamma : null;
  },
  spendQuantile: (parameters, spend, transactions, probability) => {
    check(parameters, spend);
    checkTransactions(transactions);
    if (!(probability > 0 && probability < 1))
      throw new RangeError(`probability must be between 0 and 1, not ${probability}`);
    const { shape, rate } = posterior(parameters, spend);
    const logOdds = betaQuantileLogOdds(probability, parameters.p * transactions, shape);
    return (rate / transactions) * Math.exp(logOdds);
  },
  drawMeanSpend: (parameters, spend, transactions, random) => {
    check(parameters, spend);
    checkTransactions(transactions);
    const { shape, rate } = posterior(parameters, spend);
    return (rate / transactions) * Math.exp(random.logGamma(parameters.p * transactions) - random.logGamma(shape));
  },
  simulateSpend: (parameters, frequencies, random) => {
    const { p, q, gamma } = parameters;
    return frequencies.map((frequency) => {
      check(parameters, { frequency, meanSpend: 1 });
      const logMean = frequency === 0 ? Number.NEGATIVE_INFINITY : random.logGamma(p * frequency) - random.logGamma(q);
      return { frequency, meanSpend: frequency === 0 ? 0 : (gamma / frequency) * Math.exp(logMean) };
    });
  },
  fit: (spends, options) => fitGammaGamma(spends, options),
};

const checkTransactions = (transactions: number): void => {
  if (!Number.isSafeInteger(transactions) || transactions < 1)
    throw new RangeError(`transactions must be a whole number >= 1, not ${transactions}`);
};
