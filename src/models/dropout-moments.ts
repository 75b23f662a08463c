import type { DropoutState } from "./dropout-state.js";

/** A ratio of neighbouring terms above this is too slow, or on the way to divergence. */
const LARGEST_RATIO = 0.6;

/**
 * Expected purchases given alive, Poisson timing, where dropout is rare: the integrand (1 − (1 + p u)^(−shape)) / p of the
 * integral over the dropout chance p, with u = horizon / rate, expanded in powers of p, whose beta moments are
 * (a)_n / (a + b)_n. The terms alternate and envelop the integral, because the integrand is completely monotone in p: so
 * the first term that is left out bounds the error, also where the series as a whole diverges. Null where the terms do
 * not become small enough.
 */
export const expectedByMoments = ({ shape, rate, a, b }: DropoutState, horizon: number): number | null => {
  const ratio = horizon / rate;
  let term = shape * ratio;
  let sum = term;
  for (let n = 0; n < 60; n += 1) {
    const factor = (ratio * (shape + 1 + n) * (a + n)) / ((n + 2) * (a + b + n));
    if (factor > LARGEST_RATIO) return null;
    term *= -factor;
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) return sum;
  }
  return null;
};
