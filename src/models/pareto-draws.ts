import type { Random } from "../math/random.js";
import { type FutureSpan, NO_PURCHASES } from "./future-span.js";
import type { History } from "./history.js";
import type { ParetoParameters, ParetoState } from "./pareto-state.js";

/** Draws the number of purchases in the next `horizon` from what is known of the customer. */
export const drawCount = (state: ParetoState, horizon: number, random: Random): number => {
  if (random.uniform() >= state.alive) return 0;
  const speed = random.gamma(state.shape) / state.rate;
  return random.poisson(speed * Math.min(horizon, drawLifetime(state.dropoutShape, state.dropoutRate, random)));
};

/** Draws the times of the purchases in the next `horizon`, ascending, counted from now. */
export const drawTimes = (state: ParetoState, horizon: number, random: Random): number[] => {
  if (random.uniform() >= state.alive) return [];
  const speed = random.gamma(state.shape) / state.rate;
  const end = Math.min(horizon, drawLifetime(state.dropoutShape, state.dropoutRate, random));
  return poissonTimes(speed, end, random);
};

/** Draws the number of purchases in the next `horizon` and the lifetime that they lie in. */
export const drawSpan = (state: ParetoState, horizon: number, random: Random): FutureSpan => {
  if (random.uniform() >= state.alive) return NO_PURCHASES;
  const speed = random.gamma(state.shape) / state.rate;
  const end = Math.min(horizon, drawLifetime(state.dropoutShape, state.dropoutRate, random));
  return { purchases: random.poisson(speed * end), end, lastAtEnd: false };
};

/** Draws one customer of this age from birth. */
export const drawHistory = (parameters: ParetoParameters, age: number, random: Random): Required<History> => {
  const speed = random.gamma(parameters.r) / parameters.alpha;
  const times = poissonTimes(speed, Math.min(age, drawLifetime(parameters.s, parameters.beta, random)), random);
  let sumLogIntervals = 0;
  let previous = 0;
  for (const time of times) {
    sumLogIntervals += Math.log(time - previous);
    previous = time;
  }
  return { frequency: times.length, recency: previous, age, sumLogIntervals };
};

/** An exponential lifetime whose rate is gamma: computed in logarithms, so a rate of 1e-400 is a long life. */
const drawLifetime = (shape: number, rate: number, random: Random): number =>
  Math.exp(Math.log(random.exponential() * rate) - random.logGamma(shape));

const poissonTimes = (speed: number, end: number, random: Random): number[] => {
  const times: number[] = [];
  for (let time = random.exponential() / speed; time <= end; time += random.exponential() / speed) times.push(time);
  return times;
};
