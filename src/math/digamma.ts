/**
 * Digamma, ψ(x): the derivative of log Γ(x), for x > 0.
 *
 * Asymptotic series from 10 up, the recurrence ψ(x + 1) = ψ(x) + 1/x below (Abramowitz & Stegun 6.3.5 and 6.3.18).
 * Absolute error about 1e-15. For ψ(x + n) − ψ(x) use `digammaDifference`. NaN for x <= 0.
 *
 * @example digamma(1) // -0.5772156649015329, minus Euler's constant
 */
export const digamma = (x: number): number => {
  if (!(x > 0)) return Number.NaN;
  let below = 0;
  let shifted = x;
  while (shifted < 10) {
    below += 1 / shifted;
    shifted += 1;
  }
  return Math.log(shifted) - 0.5 / shifted - digammaTail(shifted) - below;
};

/** log x − 1/(2x) − ψ(x) for x >= 10. */
export const digammaTail = (x: number): number => {
  const square = 1 / (x * x);
  let sum = 3617 / 8160;
  sum = 1 / 12 - sum * square;
  sum = 691 / 32760 - sum * square;
  sum = 1 / 132 - sum * square;
  sum = 1 / 240 - sum * square;
  sum = 1 / 252 - sum * square;
  sum = 1 / 120 - sum * square;
  sum = 1 / 12 - sum * square;
  return sum * square;
};
