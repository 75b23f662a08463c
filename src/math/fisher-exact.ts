import { logGamma } from "./log-gamma.js";

/**
 * Two-sided p-value of Fisher's exact test for the 2 x 2 table of counts [[a, b], [c, d]]: the chance, with the margins
 * as they are, of a table that is no likelier than this one.
 *
 * Hypergeometric probabilities; tables within 1e-7 of this one's probability count as equally likely, as in R's
 * `fisher.test`. Conservative: refuses less often than its level says. 1 where a margin is 0; null for counts that are
 * negative or not whole.
 *
 * Fisher (1935), The Design of Experiments, chapter II; the two-sided rule is that of Freeman & Halton (1951).
 *
 * @example fisherExact(3, 1, 1, 3) // 0.48571428571429, which is 34/70: Fisher's tea tasting
 */
export const fisherExact = (a: number, b: number, c: number, d: number): number | null => {
  if (![a, b, c, d].every((count) => Number.isInteger(count) && count >= 0)) return null;
  const row = a + b;
  const column = a + c;
  const total = row + c + d;
  const least = Math.max(0, row + column - total);
  const most = Math.min(row, column);
  const logWeight = (count: number): number =>
    -logGamma(count + 1) -
    logGamma(row - count + 1) -
    logGamma(column - count + 1) -
    logGamma(total - row - column + count + 1);
  // Weights against the likeliest table, so that none overflows and the sum of all is the normalising constant.
  const mode = Math.min(most, Math.max(least, Math.floor(((row + 1) * (column + 1)) / (total + 2))));
  const top = logWeight(mode);
  const limit = Math.exp(logWeight(a) - top) * (1 + 1e-7);
  let all = 0;
  let extreme = 0;
  for (let count = least; count <= most; count += 1) {
    const weight = Math.exp(logWeight(count) - top);
    all += weight;
    if (weight <= limit) extreme += weight;
  }
  return Math.min(1, extreme / all);
};
