/**
 * The integral of e^(−rate · s) over s from 0 to `span`: (1 − e^(−rate · span)) / rate, and `span` where rate is 0.
 *
 * Written with expm1, so it has no singularity and no cancellation around rate = 0, and rate may be negative. Closed
 * forms with "(a − 1)" or "(s − 1)" in the denominator are this function with rate a − 1 or s − 1.
 *
 * @example decayIntegral(0, 3) // 3
 * @example decayIntegral(1, 1) // 0.6321205588285577
 */
export const decayIntegral = (rate: number, span: number): number =>
  rate === 0 || rate * span === 0 ? span : -Math.expm1(-rate * span) / rate;
