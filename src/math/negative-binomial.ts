import { logGammaRatio } from "./log-gamma-ratio.js";
import { negativeBinomialTail } from "./negative-binomial-tail.js";

/**
 * Logarithm of P(Y = count) for a Poisson count Y over a time `span` whose rate is Gamma(shape, rate).
 *
 * @example Math.exp(logNegativeBinomial(1, 2, 1, 1)) // 0.25
 */
export const logNegativeBinomial = (count: number, shape: number, rate: number, span: number): number => {
  const none = -shape * Math.log1p(span / rate);
  return count === 0
    ? none
    : none - count * Math.log1p(rate / span) + logGammaRatio(shape, count) - logGammaRatio(1, count);
};

/**
 * P(Y = n) for n = 0 … last and P(Y >= n) for n = 0 … last + 1, for the same Y.
 *
 * One logarithm at the mode, then ratios of neighbours in both directions; tails are added up from the far end, so each
 * keeps its digits. Cost grows with `last`.
 *
 * @example negativeBinomialTable(1, 1, 1, 2).probabilities // [0.5, 0.25, 0.125]
 */
export const negativeBinomialTable = (
  shape: number,
  rate: number,
  span: number,
  last: number,
): { readonly probabilities: Float64Array; readonly tails: Float64Array } => {
  const probabilities = new Float64Array(last + 1);
  const tails = new Float64Array(last + 2);
  const share = span / (rate + span);
  const mode = Math.min(last, Math.max(0, Math.floor(((shape - 1) * span) / rate)));
  probabilities[mode] = Math.exp(logNegativeBinomial(mode, shape, rate, span));
  for (let n = mode; n < last; n += 1) probabilities[n + 1] = (probabilities[n]! * share * (shape + n)) / (n + 1);
  for (let n = mode; n > 0; n -= 1) probabilities[n - 1] = (probabilities[n]! * n) / (share * (shape + n - 1));
  tails[last + 1] = negativeBinomialTail(last + 1, shape, rate, span);
  for (let n = last; n >= 0; n -= 1) tails[n] = Math.min(1, tails[n + 1]! + probabilities[n]!);
  return { probabilities, tails };
};
