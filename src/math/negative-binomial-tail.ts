import { regularisedBeta } from "./regularised-beta.js";

/**
 * P(Y >= count) for a Poisson count Y over a time `span` whose rate is Gamma(shape, rate): the negative binomial tail.
 *
 * Closed form for count 0 and 1, else the incomplete beta function; small tails keep their digits.
 *
 * @example negativeBinomialTail(1, 2, 1, 1) // 0.75, which is 1 - (1/2)^2
 */
export const negativeBinomialTail = (count: number, shape: number, rate: number, span: number): number => {
  if (count <= 0) return 1;
  if (count === 1) return -Math.expm1(-shape * Math.log1p(span / rate));
  return regularisedBeta(span / (rate + span), count, shape, rate / (rate + span));
};
