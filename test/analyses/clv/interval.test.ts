import { describe, expect, it } from "vitest";
import { historyPredictor } from "../../../src/analyses/clv/predict-histories.js";
import { modelPredictor } from "../../../src/analyses/clv/predictor.js";
import type { SpendModel } from "../../../src/analyses/clv/spend.js";
import { discountFactor, discountSteps } from "../../../src/analyses/clv/time.js";
import { raw } from "../../../src/engine/sql.js";
import { createRandom, type NamedParameters, purchaseModel, type Random } from "../../../src/models/index.js";

/*
 * The oracle is simulation: histories, spends and futures drawn from known parameters by the models' own samplers, which
 * are tested against the closed forms elsewhere. The interval knows the parameters and the histories, not the futures.
 */
const P = 6.25;
const Q = 3.74;
const GAMMA = 15.44;

/** Gamma-Gamma with these parameters, as `fitSpend` would make it. */
const SPEND: SpendModel = {
  id: "gamma-gamma",
  shape: P,
  certainty: (repeats) => P * repeats + Q,
  expected: raw("NULL"),
  expectedOf: (repeats, mean) => (P * (GAMMA + repeats * (mean ?? 0))) / (P * repeats + Q - 1),
  warnings: [],
  fit: null,
};

const MODELS: readonly (readonly [string, NamedParameters])[] = [
  ["mbg-nbd", { r: 2.2, alpha: 9, a: 0.2, b: 8 }],
  ["bg-nbd", { r: 2, alpha: 9, a: 0.2, b: 8 }],
  ["pareto-nbd", { r: 2.4, alpha: 9, s: 0.3, beta: 400 }],
];

interface Ahead {
  readonly weeks: number;
  readonly discount: number;
  readonly infinite?: boolean;
}

const YEAR: Ahead = { weeks: 52, discount: 0 };
const SEEDS = [1, 2, 3, 4];
const CUSTOMERS = 6000;

function coverage(id: string, parameters: NamedParameters, seed: number, ahead = YEAR, customers = CUSTOMERS) {
  const model = purchaseModel(id)!;
  const random = createRandom(seed);
  const ages = Array.from({ length: customers }, () => 20 + random.uniform() * 60);
  const { weeks, discount, infinite = false } = ahead;
  const outlook = { horizonDays: weeks * 7, discount, infinite, unitDays: 7, tail: 0.1, seed: 1 };
  const predict = historyPredictor(modelPredictor(model, parameters), [], SPEND, outlook, 4000);
  const count = { all: 0, inside: 0, positive: 0, positiveInside: 0 };
  for (const history of model.simulateHistories(parameters, ages, random)) {
    const rate = random.gamma(Q) / GAMMA; // ν, the customer's own spend rate
    const mean = history.frequency === 0 ? null : drawSpend(history.frequency, rate, random) / history.frequency;
    const expected = SPEND.expectedOf(history.frequency, mean);
    const { low, high } = predict(history);
    const value = drawValue(
      model.drawFutureTimes(parameters, history, weeks, random),
      ahead,
      () => posteriorRate(history.frequency, mean, random),
      random,
    );
    const inside = value >= low * expected && value <= high * expected;
    count.all += 1;
    if (inside) count.inside += 1;
    if (low > 0) {
      count.positive += 1;
      if (inside) count.positiveInside += 1;
    }
  }
  return count;
}

/** What purchases at these times are worth: each at the end of its month, or, without a horizon, when it comes. */
function drawValue(
  times: readonly number[],
  { weeks, discount, infinite }: Ahead,
  rate: () => number,
  random: Random,
): number {
  if (times.length === 0) return 0;
  const spendRate = rate();
  if (discount === 0) return drawSpend(times.length, spendRate, random);
  return times.reduce((sum, time) => {
    const month = Math.min(weeks * 7, Math.ceil((time * 7) / (365.25 / 12)) * (365.25 / 12));
    return sum + drawSpend(1, spendRate, random) * discountFactor(discount, infinite ? time * 7 : month);
  }, 0);
}

/** Sum of n purchases at rate ν. */
const drawSpend = (n: number, rate: number, random: Random): number => random.gamma(P * n) / rate;

/** ν given what was seen, as Bayes' rule has it: the future is drawn from what the customer may be. */
const posteriorRate = (repeats: number, mean: number | null, random: Random): number =>
  random.gamma(P * repeats + Q) / (GAMMA + repeats * (mean ?? 0));

describe.each(MODELS)("the interval of four in five under %s", (id, parameters) => {
  const pooled = SEEDS.map((seed) => coverage(id, parameters, seed)).reduce((sum, one) => ({
    all: sum.all + one.all,
    inside: sum.inside + one.inside,
    positive: sum.positive + one.positive,
    positiveInside: sum.positiveInside + one.positiveInside,
  }));

  it("covers 78 to 82 % of futures where it excludes zero", () => {
    expect(pooled.positive).toBeGreaterThanOrEqual(10_000);
    const share = pooled.positiveInside / pooled.positive;
    expect(share).toBeGreaterThan(0.78);
    expect(share).toBeLessThan(0.82);
  });

  it("covers at least 78 % of all futures", () => {
    expect(pooled.all).toBeGreaterThanOrEqual(10_000);
    expect(pooled.inside / pooled.all).toBeGreaterThan(0.78);
  });
});

/* Those who leave early have few purchases worth much, those who stay many worth little: one mean worth would not do. */
const FAR: readonly (readonly [string, Ahead])[] = [
  ["240 months at 10 %", { weeks: 240 * (365.25 / 12 / 7), discount: 0.1 }],
  ["60 months at 100 %", { weeks: 60 * (365.25 / 12 / 7), discount: 1 }],
  ["all time at 50 %", { weeks: 2000, discount: 0.5, infinite: true }],
];

/* Buyers who leave within years rather than decades. */
const LEAVING: readonly (readonly [string, NamedParameters])[] = [
  ["mbg-nbd", { r: 2.2, alpha: 9, a: 0.6, b: 12 }],
  ["pareto-nbd", { r: 2.4, alpha: 9, s: 0.9, beta: 150 }],
];

describe.each(FAR)("the interval over %s", (_, ahead) => {
  it.each(LEAVING)("covers 78 to 82 % where it excludes zero, under %s", (id, parameters) => {
    const pooled = SEEDS.map((seed) => coverage(id, parameters, seed, ahead, 4000)).reduce((sum, one) => ({
      all: sum.all + one.all,
      inside: sum.inside + one.inside,
      positive: sum.positive + one.positive,
      positiveInside: sum.positiveInside + one.positiveInside,
    }));
    expect(pooled.positive).toBeGreaterThanOrEqual(4000);
    expect(pooled.positiveInside / pooled.positive).toBeGreaterThan(0.78);
    expect(pooled.positiveInside / pooled.positive).toBeLessThan(0.82);
    expect(pooled.inside / pooled.all).toBeGreaterThan(0.78);
  });
});

describe("discounting", () => {
  it("goes in steps of a twelfth of a year, the last one cut at the horizon", () => {
    expect(discountSteps(70)).toEqual([30.4375, 60.875, 70]);
    expect(discountSteps(365.25)).toHaveLength(12);
    expect(discountSteps(365.25).at(-1)).toBe(365.25);
  });

  it("halves in a year at 100 %", () => {
    expect(discountFactor(1, 365.25)).toBe(0.5);
    expect(discountFactor(0, 1000)).toBe(1);
  });
});
