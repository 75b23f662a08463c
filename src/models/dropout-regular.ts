import { LEGENDRE_POINTS, LEGENDRE_WEIGHTS } from "../math/gauss-legendre.js";
import { logNegativeBinomial } from "../math/negative-binomial.js";
import { countTailAlive } from "./count-tail.js";
import { type DropoutState, survivesPurchases } from "./dropout-state.js";

/**
 * Expected purchases given alive, regular timing: Σ P(survives n − 1 purchases) · P(the n-th falls within the horizon).
 *
 * All terms are positive. Where hidden events run into the tens of thousands, the far part becomes an integral.
 */
export const expectedRegular = (state: DropoutState, horizon: number): number => {
  let sum = 0;
  for (let stage = 0; stage < state.k; stage += 1) {
    if (state.stages[stage] === 0) continue;
    const tails = eventTails(state, stage, horizon);
    if (tails === null) return expectedAtLength(state, horizon);
    sum += state.stages[stage]! * sumOverPurchases(state, stage, tails);
  }
  return sum;
};

/** P(at least `from` + i hidden events), i = 0, 1, …; below `from` it is 1, beyond the end 0. */
interface EventTails {
  readonly from: number;
  readonly chances: readonly number[];
}

/** Hidden events up to which tables are made. */
const MOST_EVENTS = 50_000;
const NEGLIGIBLE = 1e-18;

const eventTails = (state: DropoutState, stage: number, horizon: number): EventTails | null => {
  const shape = state.shape + stage;
  const share = horizon / (state.rate + horizon);
  const mode = Math.max(0, Math.floor(((shape - 1) * horizon) / state.rate));
  if (!(mode < MOST_EVENTS)) return null;
  const needed = state.k - stage;
  const top = Math.exp(logNegativeBinomial(mode, shape, state.rate, horizon));
  const chances: number[] = [];
  let term = top;
  let from = mode;
  while (from > 0 && term > NEGLIGIBLE * top) {
    term *= from / (share * (shape + from - 1));
    from -= 1;
    chances.push(term);
  }
  chances.reverse();
  term = top;
  let reached = 0;
  for (let events = mode; ; events += 1) {
    chances.push(term);
    if (events >= needed) reached += term;
    const ratio = (share * (shape + events)) / (events + 1);
    term *= ratio;
    if (events >= needed && ratio < 1 && term <= NEGLIGIBLE * reached * (1 - ratio)) break;
    if (events > MOST_EVENTS) return null;
  }
  for (let index = chances.length - 2; index >= 0; index -= 1) chances[index]! += chances[index + 1]!;
  return { from, chances };
};

const sumOverPurchases = (state: DropoutState, stage: number, { from, chances }: EventTails): number => {
  const { k, a, b } = state;
  let sum = 0;
  let survives = 1;
  for (let n = 1; ; n += 1) {
    const index = n * k - stage - from;
    if (index >= chances.length) return sum;
    sum += survives * (index <= 0 ? 1 : Math.min(1, chances[index]!));
    survives *= (b + n - 1) / (a + b + n - 1);
  }
};

/** Purchases up to which the sum is taken term by term where no table is made. */
const EXACT_TERMS = 512;

const expectedAtLength = (state: DropoutState, horizon: number): number => {
  let sum = 0;
  let survives = 1;
  for (let n = 1; n <= EXACT_TERMS; n += 1) {
    const term = survives * countTailAlive(state, n, horizon);
    sum += term;
    survives *= (state.b + n - 1) / (state.a + state.b + n - 1);
  }
  return sum + farTerms(state, horizon);
};

/** The rest of that sum: the midpoint rule read backwards, so a smooth sum becomes an integral over log n. */
const farTerms = (state: DropoutState, horizon: number): number => {
  let sum = 0;
  // Chances fall from 1 to 0 over a few relative standard deviations of the count.
  const half = Math.min(0.25, 1.5 / Math.sqrt(state.shape));
  for (let from = Math.log(EXACT_TERMS + 0.5); from < 700; from += 2 * half) {
    let panel = 0;
    for (let index = 0; index < LEGENDRE_POINTS.length; index += 1) {
      const n = Math.exp(from + half * (1 + LEGENDRE_POINTS[index]!));
      panel +=
        half * LEGENDRE_WEIGHTS[index]! * n * survivesPurchases(state, n - 1) * countTailAlive(state, n, horizon);
    }
    sum += panel;
    if (panel <= 1e-12 * sum || !(panel > 0)) break;
  }
  return sum;
};
