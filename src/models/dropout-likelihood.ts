import { logGammaRatio } from "../math/log-gamma-ratio.js";
import type { DropoutParameters, DropoutRule } from "./dropout-state.js";
import { type History, lastPurchase } from "./history.js";
import { countByValue, distinctValues, type LikelihoodMaker } from "./likelihood.js";
import { fillRising } from "./rising-table.js";

/** Log-likelihood of one history but for the term of regular timing, which `intervalTerm` adds. */
export const dropoutLogLikelihood = (parameters: DropoutParameters, rule: DropoutRule, history: History): number => {
  const { r, alpha, a, b } = parameters;
  const { frequency, age } = history;
  const chances = frequency + rule.firstChance;
  const events = rule.k * frequency;
  const shape = r + events;
  const last = lastPurchase(history);
  const gap = age - last;
  let stages = 1;
  let term = 1;
  for (let stage = 1; stage < rule.k; stage += 1) {
    term *= ((shape + stage - 1) * gap) / ((alpha + age) * stage);
    stages += term;
  }
  const logOdds =
    chances === 0
      ? Number.NEGATIVE_INFINITY
      : Math.log(a) - Math.log(b + chances - 1) + shape * Math.log1p(gap / (alpha + last)) - Math.log(stages);
  return (
    logGammaRatio(b, chances) -
    logGammaRatio(a + b, chances) +
    logGammaRatio(r, events) -
    r * Math.log1p(age / alpha) -
    events * Math.log(alpha + age) +
    Math.log(stages) +
    logOnePlusExp(logOdds)
  );
};

/**
 * What regular timing adds to the log-likelihood, whatever r, alpha, a and b are; 0 for k = 1.
 *
 * With the times between purchases known: Σ (k − 1) log interval − x log Γ(k). Without them, the density of the time
 * of the last purchase, against that for k = 1, so values for different k can be compared.
 */
export const intervalTerm = (k: number, history: History): number => {
  const { frequency } = history;
  if (k === 1 || frequency === 0) return 0;
  if (history.sumLogIntervals !== undefined)
    return (k - 1) * history.sumLogIntervals - frequency * logGammaRatio(1, k - 1);
  return summaryTerm(k, frequency, history.recency);
};

/** log of t_x^(k x − 1) / Γ(k x) against t_x^(x − 1) / Γ(x). */
export const summaryTerm = (k: number, frequency: number, recency: number): number =>
  (k - 1) * frequency * Math.log(recency) - logGammaRatio(frequency, (k - 1) * frequency);

/** log(1 + e^x) */
export const logOnePlusExp = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Mean log-likelihood and gradient of the models with dropout at a purchase, in log r, log alpha, log a, log b. */
export const dropoutLikelihood =
  (rule: DropoutRule): LikelihoodMaker =>
  (table) => {
    const { k, firstChance } = rule;
    const { values, index } = distinctValues(table.frequency);
    const weights = countByValue(index, table.count, values.length);
    const events = values.map((frequency) => k * frequency);
    const chances = values.map((frequency) => frequency + firstChance);
    const tables = Array.from({ length: 6 }, () => new Float64Array(values.length));
    const [logR, slopeR, logB, slopeB, logAB, slopeAB] = tables as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const logStop = new Float64Array(values.length);
    const { recency, age, count } = table;

    return (logParameters, gradient) => {
      const [r, alpha, a, b] = logParameters.map(Math.exp) as [number, number, number, number];
      fillRising(r, events, logR, slopeR);
      fillRising(b, chances, logB, slopeB);
      fillRising(a + b, chances, logAB, slopeAB);
      const logAlpha = logParameters[1]!;
      let sum = 0;
      let lost = 0; // to rounding, by Neumaier
      let byR = 0;
      let byAlpha = 0;
      let byA = 0;
      let byB = 0;
      for (let value = 0; value < values.length; value += 1) {
        const weight = weights[value]!;
        logStop[value] =
          chances[value] === 0 ? Number.NEGATIVE_INFINITY : logParameters[2]! - Math.log(b + chances[value]! - 1);
        sum += weight * (logR[value]! + logB[value]! - logAB[value]!);
        byR += weight * slopeR[value]!;
        byA -= weight * slopeAB[value]!;
        byB += weight * (slopeB[value]! - slopeAB[value]!);
      }
      for (let row = 0; row < count.length; row += 1) {
        const value = index[row]!;
        const weight = count[row]!;
        const shape = r + events[value]!;
        const start = alpha + recency[row]!;
        const end = alpha + age[row]!;
        const gap = age[row]! - recency[row]!;
        const logStart = Math.log(start);
        const stretch = Math.log1p(gap / start);
        let stages = 1;
        let stagesByShape = 0;
        let stagesByTime = 0;
        if (k > 1) {
          let term = 1;
          let inverse = 0;
          for (let stage = 1; stage < k; stage += 1) {
            term *= ((shape + stage - 1) * gap) / (end * stage);
            inverse += 1 / (shape + stage - 1);
            stages += term;
            stagesByShape += term * inverse;
            stagesByTime += term * stage;
          }
        }
        const logStages = k > 1 ? Math.log(stages) : 0;
        const logOdds = logStop[value]! + shape * stretch - logStages;
        const odds = Math.exp(-Math.abs(logOdds));
        const alive = logOdds > 0 ? odds / (1 + odds) : 1 / (1 + odds);
        const lapsed = logOdds > 0 ? 1 / (1 + odds) : odds / (1 + odds);
        const term =
          weight * (r * logAlpha - shape * (logStart + stretch) + logStages + Math.max(logOdds, 0) + Math.log1p(odds));
        const next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
        sum = next;
        byR += weight * (logAlpha - logStart - alive * (stretch - stagesByShape / stages));
        byAlpha += weight * (r - alpha * ((alive * (shape + stagesByTime / stages)) / end + (lapsed * shape) / start));
        byA += (weight * lapsed) / a;
        if (lapsed > 0) byB -= (weight * lapsed) / (b + chances[value]! - 1);
      }
      const customers = table.customers;
      gradient[0] = (byR * r) / customers;
      gradient[1] = byAlpha / customers;
      gradient[2] = (byA * a) / customers;
      gradient[3] = (byB * b) / customers;
      return (sum + lost) / customers;
    };
  };
