import { type DifferenceInterval, proportionDifferenceInterval } from "./proportion-difference-interval.js";
import { Z_95 } from "./wilson-interval.js";

/** Two groups of one stratum: how many of each, and how many of them have what is counted. */
export interface Stratum {
  readonly firstCount: number;
  readonly firstTotal: number;
  readonly secondCount: number;
  readonly secondTotal: number;
}

export interface StratifiedDifference extends DifferenceInterval {
  readonly standardError: number;
  /** Strata with members of both groups; the others say nothing of the difference. */
  readonly strata: number;
}

/**
 * Difference of two proportions, first less second, over strata: the Mantel–Haenszel risk difference
 * Σ(a·n₂ − b·n₁)/N over Σ n₁·n₂/N, so that strata with other rates and other shares of the groups do not make a difference
 * that is in none of them. The variance is Sato's, which holds for few large strata and for many small ones. With one
 * stratum it is the plain difference, and the limits are Newcombe's. Null where no stratum has both groups.
 *
 * Greenland & Robins (1985), Biometrics 41, 55–68; Sato (1989), Biometrics 45, 1323–1324.
 *
 * @example
 * stratifiedDifference([{ firstCount: 56, firstTotal: 70, secondCount: 48, secondTotal: 80 }])?.difference // 0.2
 */
export const stratifiedDifference = (all: readonly Stratum[], z = Z_95): StratifiedDifference | null => {
  const strata = all.filter((one) => one.firstTotal > 0 && one.secondTotal > 0);
  if (strata.length === 0) return null;
  let weights = 0;
  let sum = 0;
  let bySecond = 0;
  let byBoth = 0;
  for (const { firstCount: a, firstTotal: n1, secondCount: b, secondTotal: n2 } of strata) {
    const n = n1 + n2;
    weights += (n1 * n2) / n;
    sum += (a * n2 - b * n1) / n;
    bySecond += (n1 * n1 * b - n2 * n2 * a + (n1 * n2 * (n2 - n1)) / 2) / (n * n);
    byBoth += (a * (n2 - b) + b * (n1 - a)) / (2 * n);
  }
  const difference = sum / weights;
  const standardError = Math.sqrt(Math.max(0, difference * bySecond + byBoth)) / weights;
  const [only] = strata;
  const newcombe =
    strata.length > 1
      ? null
      : proportionDifferenceInterval(only!.firstCount, only!.firstTotal, only!.secondCount, only!.secondTotal, z);
  return {
    difference,
    low: newcombe?.low ?? Math.max(-1, difference - z * standardError),
    high: newcombe?.high ?? Math.min(1, difference + z * standardError),
    standardError,
    strata: strata.length,
  };
};
