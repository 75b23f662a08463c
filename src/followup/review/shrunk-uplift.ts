/** A measured uplift beside the assumption that it is held against. */
export interface ShrunkUplift {
  /** What is to be expected from now on, between the assumption and the measurement. */
  readonly uplift: number;
  /** Share of the measurement in it, 0 to 1. */
  readonly weight: number;
}

/**
 * What to expect of a play, given what was assumed and what was measured: the mean of the two, each by its precision, which is
 * the posterior mean of a normal mean under a normal prior, `w · measured + (1 − w) · assumed` with
 * `w = τ² / (τ² + σ²)`, τ the error of the assumption and σ that of the measurement. Without a measurement (σ infinite) it is
 * the assumption, and with very much of it the measurement. Never below 0: a play that does harm is worth nothing.
 *
 * Efron & Morris (1973), J. Am. Stat. Assoc. 68, 117–130.
 *
 * @example shrunkUplift({ assumed: 0.04, assumptionError: 0.05, measured: 0.1, standardError: 0.05 }).uplift // 0.07
 */
export const shrunkUplift = ({
  assumed,
  assumptionError,
  measured,
  standardError,
}: {
  readonly assumed: number;
  readonly assumptionError: number;
  readonly measured: number;
  readonly standardError: number;
}): ShrunkUplift => {
  const weight = Number.isFinite(standardError)
    ? assumptionError ** 2 / (assumptionError ** 2 + standardError ** 2)
    : 0;
  return { uplift: Math.max(0, weight * measured + (1 - weight) * assumed), weight };
};
