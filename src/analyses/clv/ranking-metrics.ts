import { regularisedBeta } from "../../math/regularised-beta.js";

/**
 * How far each of the values is among the top `share` by `scores`: 1 or 0, and a part where equal scores lie across the
 * cut.
 */
export function topMembership(scores: Float64Array, share: number): Float64Array {
  const wanted = scores.length * share;
  const order = Uint32Array.from(scores, (_, index) => index).sort((one, other) => scores[other]! - scores[one]!);
  const membership = new Float64Array(scores.length);
  let taken = 0;
  for (let from = 0; from < order.length && taken < wanted; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to += 1;
    const part = Math.min(1, (wanted - taken) / (to - from));
    for (let index = from; index < to; index += 1) membership[order[index]!] = part;
    taken += to - from;
    from = to;
  }
  return membership;
}

/** Share of all `values` that the members have; null where there is nothing to have. */
export function captured(membership: Float64Array, values: Float64Array): number | null {
  let total = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    total += values[index]!;
    sum += membership[index]! * values[index]!;
  }
  return total <= 0 ? null : sum / total;
}

/** Of what was to be found, how much each of two lists has and the other has not. */
export interface Discordance {
  readonly firstAlone: number;
  readonly secondAlone: number;
}

/** Where two lists of members differ on the values that were to be found (1 each). */
export function discordance(first: Float64Array, second: Float64Array, values: Float64Array): Discordance {
  let firstAlone = 0;
  let secondAlone = 0;
  for (let index = 0; index < values.length; index += 1) {
    const difference = values[index]! * (first[index]! - second[index]!);
    if (difference > 0) firstAlone += difference;
    else secondAlone -= difference;
  }
  return { firstAlone, secondAlone };
}

/**
 * The chance that the second list would be ahead as far or farther were neither better: McNemar's exact test of the
 * discordant pairs (McNemar 1947, Psychometrika 12), one-sided, P(X >= secondAlone) for X binomial of both with ½, by the
 * incomplete beta function so that parts count.
 */
export function chanceOfLoss({ firstAlone, secondAlone }: Discordance): number {
  return secondAlone === 0 ? 1 : regularisedBeta(0.5, secondAlone, firstAlone + 1);
}
