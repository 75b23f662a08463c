import type { Random } from "../math/random.js";
import type { DropoutParameters, DropoutRule, DropoutState } from "./dropout-state.js";
import { type FutureSpan, NO_PURCHASES } from "./future-span.js";
import type { History } from "./history.js";

/** Draws the number of purchases in the next `horizon` from what is known of the customer. */
export const drawCount = (state: DropoutState, horizon: number, random: Random): number => {
  if (random.uniform() >= state.alive) return 0;
  const stage = drawStage(state, random);
  const speed = random.gamma(state.shape + stage) / state.rate;
  const fits = Math.floor((stage + random.poisson(speed * horizon)) / state.k);
  return fits === 0 ? 0 : Math.min(fits, random.geometric(random.beta(state.a, state.b)));
};

/** Draws the times of the purchases in the next `horizon`, ascending, counted from now. */
export const drawTimes = (state: DropoutState, horizon: number, random: Random): number[] => {
  if (random.uniform() >= state.alive) return [];
  const stage = drawStage(state, random);
  const speed = random.gamma(state.shape + stage) / state.rate;
  const most = random.geometric(random.beta(state.a, state.b));
  return purchaseTimes(speed, state.k, state.k - stage, most, horizon, random);
};

/**
 * Draws the number of purchases in the next `horizon` and when the last chance of one is. Of n hidden events, which lie
 * evenly at random, the m-th lies at a Beta(m, n − m + 1) share of the horizon.
 */
export const drawSpan = (state: DropoutState, horizon: number, random: Random): FutureSpan => {
  if (random.uniform() >= state.alive) return NO_PURCHASES;
  const stage = drawStage(state, random);
  const speed = random.gamma(state.shape + stage) / state.rate;
  const events = random.poisson(speed * horizon);
  const fits = Math.floor((stage + events) / state.k);
  if (fits === 0) return NO_PURCHASES;
  const stop = random.geometric(random.beta(state.a, state.b));
  if (stop > fits) return { purchases: fits, end: horizon, lastAtEnd: false };
  const place = stop * state.k - stage;
  return { purchases: stop, end: horizon * random.beta(place, events - place + 1), lastAtEnd: true };
};

/** Draws one customer of this age from birth. */
export const drawHistory = (
  parameters: DropoutParameters,
  rule: DropoutRule,
  age: number,
  random: Random,
): Required<History> => {
  const speed = random.gamma(parameters.r) / parameters.alpha;
  const stopsAfter = random.geometric(random.beta(parameters.a, parameters.b)) - rule.firstChance;
  const times = purchaseTimes(speed, rule.k, rule.k, stopsAfter, age, random);
  let sumLogIntervals = 0;
  let previous = 0;
  for (const time of times) {
    sumLogIntervals += Math.log(time - previous);
    previous = time;
  }
  return { frequency: times.length, recency: previous, age, sumLogIntervals };
};

const drawStage = ({ k, stages }: DropoutState, random: Random): number => {
  if (k === 1) return 0;
  let left = random.uniform();
  for (let stage = 0; stage < k - 1; stage += 1) {
    left -= stages[stage]!;
    if (left < 0) return stage;
  }
  return k - 1;
};

const purchaseTimes = (
  speed: number,
  k: number,
  first: number,
  most: number,
  horizon: number,
  random: Random,
): number[] => {
  const times: number[] = [];
  let time = 0;
  while (times.length < most) {
    time += random.gamma(times.length === 0 ? first : k) / speed;
    if (!(time <= horizon)) break;
    times.push(time);
  }
  return times;
};
