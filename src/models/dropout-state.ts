import { logGammaRatio } from "../math/log-gamma-ratio.js";
import { type History, lastPurchase } from "./history.js";

/** Parameters of every model in which a customer may stop after a purchase; `k` is 1 but for regular timing. */
export interface DropoutParameters {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number;
  /** Rate of that distribution, in units of time. */
  readonly alpha: number;
  /** First shape of the beta distribution of dropout chances. */
  readonly a: number;
  /** Second shape of that distribution. */
  readonly b: number;
}

/** What tells the models of dropout at a purchase apart. */
export interface DropoutRule {
  /** Events of the hidden Poisson process that make one purchase; 1 is Poisson timing, more is regular timing. */
  readonly k: number;
  /** 1 where a customer may stop right after the first purchase, 0 where the first chance is the first repeat. */
  readonly firstChance: 0 | 1;
}

/**
 * What is known of a customer at the end of observation. Given alive, the purchase rate is gamma and the chance of
 * dropout beta again; only the number of hidden events since the last purchase is uncertain.
 */
export interface DropoutState {
  readonly k: number;
  /** P(alive at T). */
  readonly alive: number;
  /** 1 − alive, exact also where it is tiny. */
  readonly lapsed: number;
  /** Chance of j hidden events since the last purchase, j = 0 … k − 1, given alive. */
  readonly stages: readonly number[];
  /** Shape of the purchase rate in stage 0; stage j adds j. */
  readonly shape: number;
  /** Rate of the gamma distribution of the purchase rate. */
  readonly rate: number;
  readonly a: number;
  /** Second shape of the dropout chance, given alive. */
  readonly b: number;
}

/** Bayes' rule for one history, as in Fader, Hardie & Lee 2005 and Platzer & Reutterer 2016. */
export const dropoutState = (parameters: DropoutParameters, rule: DropoutRule, history: History): DropoutState => {
  const { r, alpha, a, b } = parameters;
  const { k, firstChance } = rule;
  const { frequency, age } = history;
  const chances = frequency + firstChance;
  const last = lastPurchase(history);
  const shape = r + k * frequency;
  const rate = alpha + age;
  const stages = stageWeights(shape, k, (age - last) / rate);
  const total = stages.reduce((sum, weight) => sum + weight, 0);
  // log of P(lapsed) / P(alive)
  const logOdds =
    chances === 0
      ? Number.NEGATIVE_INFINITY
      : Math.log(a) - Math.log(b + chances - 1) + shape * Math.log1p((age - last) / (alpha + last)) - Math.log(total);
  return {
    k,
    alive: 1 / (1 + Math.exp(logOdds)),
    lapsed: 1 / (1 + Math.exp(-logOdds)),
    stages: stages.map((weight) => weight / total),
    shape,
    rate,
    a,
    b: b + chances,
  };
};

/** The terms (shape)_j / j! · share^j, j = 0 … k − 1, of the chance that fewer than k hidden events have passed. */
const stageWeights = (shape: number, k: number, share: number): number[] => {
  const weights = [1];
  for (let stage = 1; stage < k; stage += 1) weights.push((weights[stage - 1]! * (shape + stage - 1) * share) / stage);
  return weights;
};

/** Chance to survive the next `purchases` purchases: (b)_n / (a + b)_n. */
export const survivesPurchases = (state: DropoutState, purchases: number): number =>
  Math.exp(logGammaRatio(state.b, purchases) - logGammaRatio(state.a + state.b, purchases));
