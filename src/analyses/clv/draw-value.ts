import type { FutureSpan, History, Random } from "../../models/index.js";
import { type Outlook, reachOf, stepShift } from "./outlook.js";
import type { Predictor } from "./predictor.js";
import type { SpendModel } from "./spend.js";
import { DAYS_PER_YEAR } from "./time.js";

/** Purchases up to this many are discounted one by one; more by their mean and spread. */
const ONE_BY_ONE = 12;

/**
 * Prepares draws of what a customer with this history will really spend, discounted, in units of the expected spend of
 * one purchase: the number of purchases and when they stop as the predictor has it, their times evenly at random up to
 * there, and amounts of one mean ν of the customer's own. With S₁ = Σ D(t_i) and S₂ = Σ D(t_i)² the sum of discounted
 * gamma amounts is taken as gamma again, with the same mean and variance: shape p S₁² / S₂.
 */
export function valueSampler(spend: SpendModel, outlook: Outlook) {
  const reach = reachOf(outlook) / outlook.unitDays;
  const rate = (Math.log1p(outlook.discount) * outlook.unitDays) / DAYS_PER_YEAR;
  const shift = stepShift(outlook);
  return (predictor: Predictor, history: History): ((random: Random) => number) => {
    const drawSpan = predictor.futureSpans(history, reach);
    const certainty = spend.certainty(history.frequency);
    const unit = (shift * (certainty - 1)) / spend.shape;
    return (random) => {
      const span = drawSpan(random);
      if (span.purchases === 0) return 0;
      const { sum, squares } = discountedCount(span, rate, random);
      const logAmount = random.logGamma((spend.shape * sum * sum) / squares) - random.logGamma(certainty);
      return unit * (squares / sum) * Math.exp(logAmount);
    };
  };
}

/** Σ D(t_i) and Σ D(t_i)² of the purchases of one draw. */
function discountedCount({ purchases, end, lastAtEnd }: FutureSpan, rate: number, random: Random) {
  if (rate === 0) return { sum: purchases, squares: purchases };
  const last = lastAtEnd ? Math.exp(-rate * end) : 0;
  const spread = purchases - (lastAtEnd ? 1 : 0);
  let sum = last;
  let squares = last * last;
  if (spread <= ONE_BY_ONE) {
    for (let index = 0; index < spread; index += 1) {
      const worth = Math.exp(-rate * end * random.uniform());
      sum += worth;
      squares += worth * worth;
    }
    return { sum, squares };
  }
  const mean = -Math.expm1(-rate * end) / (rate * end);
  const square = -Math.expm1(-2 * rate * end) / (2 * rate * end);
  const deviation = Math.sqrt(Math.max(0, square - mean * mean) * spread);
  return {
    sum: sum + Math.max(spread * mean * 1e-3, spread * mean + deviation * random.normal()),
    squares: squares + spread * square,
  };
}

/**
 * The values below which `tail` and all but `tail` of the outcomes lie, by draws that take the predictors in turn. That
 * of nothing at all is known exactly, so only outcomes above zero are drawn, and none where they are too few to matter.
 */
export function drawnInterval(
  samplers: readonly ((random: Random) => number)[],
  chanceOfNothing: number,
  tail: number,
  draws: number,
  random: Random,
): readonly [number, number] {
  if (chanceOfNothing >= 1 - tail) return [0, 0];
  const outcomes: number[] = [];
  const most = Math.ceil((2 * draws) / tail);
  for (let trial = 0; outcomes.length < draws && trial < most; trial += 1) {
    const value = samplers[trial % samplers.length]!(random);
    if (value > 0) outcomes.push(value);
  }
  const sorted = Float64Array.from(outcomes).sort();
  const quantile = (share: number): number => {
    if (share <= chanceOfNothing || sorted.length === 0) return 0;
    // Type 6: the chance that an outcome lies below it is the share itself, however few the draws.
    const place = ((share - chanceOfNothing) / (1 - chanceOfNothing)) * (sorted.length + 1) - 1;
    const below = Math.min(sorted.length - 1, Math.max(0, Math.floor(place)));
    const above = Math.min(sorted.length - 1, below + 1);
    const part = Math.min(1, Math.max(0, place - below));
    return sorted[below]! + part * (sorted[above]! - sorted[below]!);
  };
  return [quantile(tail), quantile(1 - tail)];
}
