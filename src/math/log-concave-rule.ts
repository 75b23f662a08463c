import { LEGENDRE_POINTS, LEGENDRE_WEIGHTS } from "./gauss-legendre.js";

export interface LogConcaveRule {
  readonly points: number[];
  /** Gauss-Legendre weight times e^(log f − logScale). */
  readonly weights: number[];
  /** The largest log f. */
  readonly logScale: number;
  /** Σ weights; the integral of f is e^logScale times this. */
  readonly total: number;
}

/** Parts where f has fallen by e^−42 add nothing. */
const NEGLIGIBLE = 42;
/** How far log f may change, and how long a panel may be, for 16 points to give 15 digits. */
const PANEL_DROP = 12;
const PANEL_LENGTH = 3;

/**
 * Points and weights for the integral of a log-concave f over [lower, upper], given log f and its derivative.
 *
 * Finds the peak, leaves out what is negligible, and lays panels of 16-point Gauss-Legendre so that f changes
 * moderately within each. Meant for variables in which f changes over distances of 1 or more, or is steeper only
 * because of a large exponent: logarithms of times. Error about 1e-13. Not for f with two peaks.
 *
 * @example
 * const rule = logConcaveRule((u) => -u * u, (u) => -2 * u, -9, 9);
 * Math.exp(rule.logScale) * rule.total; // 1.7724538509055159, √π
 */
export const logConcaveRule = (
  logValue: (u: number) => number,
  slope: (u: number) => number,
  lower: number,
  upper: number,
): LogConcaveRule => {
  const peak = slope(lower) <= 0 ? lower : slope(upper) >= 0 ? upper : bisect((u) => slope(u) > 0, lower, upper);
  const logScale = logValue(peak);
  const matters = (u: number): boolean => logScale - logValue(u) < NEGLIGIBLE;
  const left = lower === peak || matters(lower) ? lower : bisect((u) => !matters(u), lower, peak);
  const right = upper === peak || matters(upper) ? upper : bisect(matters, peak, upper);

  const points: number[] = [];
  const weights: number[] = [];
  let total = 0;
  const lay = (from: number, to: number, drop: number): void => {
    if (!(to > from)) return;
    const panels = Math.max(1, Math.ceil(Math.max((to - from) / PANEL_LENGTH, drop / PANEL_DROP)));
    const half = (to - from) / panels / 2;
    for (let panel = 0; panel < panels; panel += 1) {
      const middle = from + (2 * panel + 1) * half;
      for (let index = 0; index < LEGENDRE_POINTS.length; index += 1) {
        const u = middle + half * LEGENDRE_POINTS[index]!;
        points.push(u);
        const weight = half * LEGENDRE_WEIGHTS[index]! * Math.exp(logValue(u) - logScale);
        weights.push(weight);
        total += weight;
      }
    }
  };
  lay(left, peak, logScale - logValue(left));
  lay(peak, right, logScale - logValue(right));
  return { points, weights, logScale, total };
};

/** Where `holds`, true at `from` and false at `to`, changes: to 1 part in 10^12, or to the last digit. */
const bisect = (holds: (u: number) => boolean, from: number, to: number): number => {
  let low = from;
  let high = to;
  for (let halving = 0; halving < 40; halving += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
