import { negativeBinomialTail } from "../math/negative-binomial-tail.js";
import type { DropoutState } from "./dropout-state.js";

/** P(at least `count` purchases fall within `horizon`, dropout left out), given alive. */
export const countTailAlive = (state: DropoutState, count: number, horizon: number): number => {
  if (horizon === 0) return count === 0 ? 1 : 0;
  let sum = 0;
  for (let stage = 0; stage < state.k; stage += 1)
    sum +=
      state.stages[stage]! * negativeBinomialTail(count * state.k - stage, state.shape + stage, state.rate, horizon);
  return sum;
};
