import { logNegativeBinomial, negativeBinomialTable } from "../math/negative-binomial.js";
import { countTailAlive } from "./count-tail.js";
import { type DropoutState, survivesPurchases } from "./dropout-state.js";

/**
 * P(N = count) for the number N of purchases in the next `horizon`. Nothing is subtracted, so small probabilities keep
 * their digits: the n-th purchase is the last that fits into the horizon, or it fits and the customer stops after it.
 */
export const countProbability = (state: DropoutState, count: number, horizon: number): number => {
  if (horizon === 0) return count === 0 ? 1 : 0;
  if (count === 0) return Math.min(1, state.lapsed + state.alive * exactlyAlive(state, 0, horizon));
  const stops = state.a / (state.a + state.b + count - 1);
  const fits = exactlyAlive(state, count, horizon) + stops * countTailAlive(state, count + 1, horizon);
  return Math.min(1, state.alive * survivesPurchases(state, count - 1) * fits);
};

/** P(exactly `count` purchases fall within the horizon, dropout left out), given alive. */
const exactlyAlive = (state: DropoutState, count: number, horizon: number): number => {
  let sum = 0;
  for (let stage = 0; stage < state.k; stage += 1) {
    const from = Math.max(0, count * state.k - stage);
    const to = (count + 1) * state.k - stage - 1;
    for (let events = from; events <= to; events += 1)
      sum += state.stages[stage]! * Math.exp(logNegativeBinomial(events, state.shape + stage, state.rate, horizon));
  }
  return sum;
};

/**
 * P(N = n) for n = 0 … most, by tables that neighbours share; what is left to 1 is P(N > most).
 */
export const countDistribution = (state: DropoutState, horizon: number, most: number): Float64Array => {
  const result = new Float64Array(most + 1);
  if (horizon === 0 || state.alive === 0) {
    result[0] = 1;
    return result;
  }
  const { k, a, b } = state;
  const exactly = new Float64Array(most + 1);
  const atLeast = new Float64Array(most + 2);
  for (let stage = 0; stage < k; stage += 1) {
    const weight = state.stages[stage]!;
    const { tails, probabilities } = negativeBinomialTable(state.shape + stage, state.rate, horizon, (most + 1) * k);
    for (let n = 0; n <= most; n += 1) {
      atLeast[n + 1]! += weight * tails[(n + 1) * k - stage]!;
      for (let events = Math.max(0, n * k - stage); events < (n + 1) * k - stage; events += 1)
        exactly[n]! += weight * probabilities[events]!;
    }
  }
  result[0] = Math.min(1, state.lapsed + state.alive * exactly[0]!);
  let survives = state.alive;
  for (let n = 1; n <= most; n += 1) {
    result[n] = survives * (exactly[n]! + (a / (a + b + n - 1)) * atLeast[n + 1]!);
    survives *= (b + n - 1) / (a + b + n - 1);
  }
  return result;
};
