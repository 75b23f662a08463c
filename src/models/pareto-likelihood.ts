import { LEGENDRE_POINTS, LEGENDRE_POINTS_8, LEGENDRE_WEIGHTS, LEGENDRE_WEIGHTS_8 } from "../math/gauss-legendre.js";
import { logGammaRatio } from "../math/log-gamma-ratio.js";
import { logOnePlusExp } from "./dropout-likelihood.js";
import type { History } from "./history.js";
import { countByValue, distinctValues, type LikelihoodMaker } from "./likelihood.js";
import { paretoKernel } from "./pareto-kernel.js";
import { logLapsedOdds, type ParetoParameters } from "./pareto-state.js";
import { fillRising } from "./rising-table.js";

/** Log-likelihood of one history: Schmittlein, Morrison & Colombo 1987, in one form for any parameters. */
export const paretoLogLikelihood = (parameters: ParetoParameters, history: History): number => {
  const { r, alpha, s, beta } = parameters;
  const { frequency, age } = history;
  return (
    logGammaRatio(r, frequency) -
    r * Math.log1p(age / alpha) -
    frequency * Math.log(alpha + age) -
    s * Math.log1p(age / beta) +
    logOnePlusExp(logLapsedOdds(parameters, history))
  );
};

/** Means over the moment of dropout τ, given dropout between the last purchase and T. */
interface DropoutMoments {
  /** log of ∫ over ((α + τ) / (α + t_x))^−p ((β + τ) / (β + t_x))^−q dτ. */
  logIntegral: number;
  /** E log((α + τ) / (α + t_x)) and E 1 / (α + τ). */
  logAlpha: number;
  inverseAlpha: number;
  /** The same for β. */
  logBeta: number;
  inverseBeta: number;
}

/** Mean log-likelihood and gradient of the Pareto/NBD, in log r, log alpha, log s, log beta. */
export const paretoLikelihood: LikelihoodMaker = (table) => {
  const { values, index } = distinctValues(table.frequency);
  const weights = countByValue(index, table.count, values.length);
  const logR = new Float64Array(values.length);
  const slopeR = new Float64Array(values.length);
  const { recency, age, count } = table;
  const moments: DropoutMoments = { logIntegral: 0, logAlpha: 0, inverseAlpha: 0, logBeta: 0, inverseBeta: 0 };

  return (logParameters, gradient) => {
    const [r, alpha, s, beta] = logParameters.map(Math.exp) as [number, number, number, number];
    const [, logAlpha, logS, logBeta] = logParameters as [number, number, number, number];
    fillRising(r, values, logR, slopeR);
    let sum = 0;
    let lost = 0; // to rounding, by Neumaier
    let byR = 0;
    let byAlpha = 0;
    let byS = 0;
    let byBeta = 0;
    for (let value = 0; value < values.length; value += 1) {
      sum += weights[value]! * logR[value]!;
      byR += weights[value]! * slopeR[value]!;
    }
    for (let row = 0; row < count.length; row += 1) {
      const weight = count[row]!;
      const shape = r + values[index[row]!]!;
      const startA = alpha + recency[row]!;
      const startB = beta + recency[row]!;
      const endA = alpha + age[row]!;
      const endB = beta + age[row]!;
      const gap = age[row]! - recency[row]!;
      const logStartA = Math.log(startA);
      const logStartB = Math.log(startB);
      const stretchA = Math.log1p(gap / startA);
      const stretchB = Math.log1p(gap / startB);
      let odds = 0;
      let logOdds = Number.NEGATIVE_INFINITY;
      if (gap > 0) {
        dropoutMoments(startA, shape, startB, s + 1, stretchA, stretchB, gap, moments);
        logOdds = logS - logStartB + moments.logIntegral + shape * stretchA + s * stretchB;
        odds = Math.exp(-Math.abs(logOdds));
      }
      const alive = logOdds > 0 ? odds / (1 + odds) : 1 / (1 + odds);
      const lapsed = logOdds > 0 ? 1 / (1 + odds) : odds / (1 + odds);
      const term =
        weight *
        (r * logAlpha +
          s * (logBeta - logStartB - stretchB) -
          shape * (logStartA + stretchA) +
          Math.max(logOdds, 0) +
          Math.log1p(odds));
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
      const meanLogA = alive * stretchA + (lapsed === 0 ? 0 : lapsed * moments.logAlpha);
      const meanInverseA = alive / endA + (lapsed === 0 ? 0 : lapsed * moments.inverseAlpha);
      const meanLogB = alive * stretchB + (lapsed === 0 ? 0 : lapsed * moments.logBeta);
      const meanInverseB = (alive * s) / endB + (lapsed === 0 ? 0 : lapsed * (s + 1) * moments.inverseBeta);
      byR += weight * (logAlpha - logStartA - meanLogA);
      byAlpha += weight * (r - alpha * shape * meanInverseA);
      byS += weight * (s * (logBeta - logStartB - meanLogB) + lapsed);
      byBeta += weight * (s - beta * meanInverseB);
    }
    const customers = table.customers;
    gradient[0] = (byR * r) / customers;
    gradient[1] = byAlpha / customers;
    gradient[2] = byS / customers;
    gradient[3] = byBeta / customers;
    return (sum + lost) / customers;
  };
};

/** Eight or sixteen points in the variable of `paretoKernel` where the integrand is tame, its panels where it is not. */
const dropoutMoments = (
  startA: number,
  p: number,
  startB: number,
  q: number,
  stretchA: number,
  stretchB: number,
  gap: number,
  into: DropoutMoments,
): void => {
  const alphaNear = startA <= startB;
  const near = alphaNear ? startA : startB;
  const ratio = alphaNear ? startA / startB : startB / startA;
  const length = alphaNear ? stretchA : stretchB;
  const nearPower = 1 - (alphaNear ? p : q);
  const farPower = alphaNear ? q : p;
  const drop = -nearPower * length + farPower * (alphaNear ? stretchB : stretchA);
  let sum = 0;
  let logNear = 0;
  let inverseNear = 0;
  let logFar = 0;
  let inverseFar = 0;
  let logScale = 0;
  if (length <= 3 && drop <= 12 && nearPower * length <= 6) {
    const half = length / 2;
    // e^−4 over a length of 1 is exact to 1e-13 with 8 points, e^−12 over 3 with 16.
    const easy = length <= 1 && drop <= 4 && nearPower * length <= 2;
    const points = easy ? LEGENDRE_POINTS_8 : LEGENDRE_POINTS;
    const weights = easy ? LEGENDRE_WEIGHTS_8 : LEGENDRE_WEIGHTS;
    for (let node = 0; node < points.length; node += 1) {
      const u = half * (1 + points[node]!);
      const grown = Math.exp(u);
      const farGrown = 1 + ratio * (grown - 1);
      const logFarGrown = Math.log(farGrown);
      const weight = half * weights[node]! * Math.exp(nearPower * u - farPower * logFarGrown);
      sum += weight;
      logNear += weight * u;
      inverseNear += weight / grown;
      logFar += weight * logFarGrown;
      inverseFar += weight / farGrown;
    }
  } else {
    const rule = paretoKernel(startA, p, startB, q, 0, gap);
    logScale = rule.logScale;
    for (let node = 0; node < rule.points.length; node += 1) {
      const u = rule.points[node]!;
      const weight = rule.weights[node]!;
      const growth = Math.expm1(u);
      const logFarGrown = Math.log1p(ratio * growth);
      sum += weight;
      logNear += weight * u;
      inverseNear += weight / (1 + growth);
      logFar += weight * logFarGrown;
      inverseFar += weight / (1 + ratio * growth);
    }
  }
  const far = alphaNear ? startB : startA;
  into.logIntegral = logScale + Math.log(sum * near);
  into.logAlpha = (alphaNear ? logNear : logFar) / sum;
  into.logBeta = (alphaNear ? logFar : logNear) / sum;
  into.inverseAlpha = (alphaNear ? inverseNear / near : inverseFar / far) / sum;
  into.inverseBeta = (alphaNear ? inverseFar / far : inverseNear / near) / sum;
};
