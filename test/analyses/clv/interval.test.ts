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

const HORIZON = 52;
const SEEDS = [1, 2, 3, 4];
const CUSTOMERS = 6000;

function coverage(id: string, parameters: NamedParameters, seed: number) {
  const model = purchaseModel(id)!;
  const random = createRandom(seed);
  const ages = Array.from({ length: CUSTOMERS }, () => 20 + random.uniform() * 60);
  const predict = historyPredictor(modelPredictor(model, parameters), [], SPEND, {
    horizonDays: HORIZON * 7,
    discount: 0,
    infinite: false,
    unitDays: 7,
    tail: 0.1,
  });
  const count = { all: 0, inside: 0, positive: 0, positiveInside: 0 };
  for (const history of model.simulateHistories(parameters, ages, random)) {
    const rate = random.gamma(Q) / GAMMA; // ν, the customer's own spend rate
    const mean = history.frequency === 0 ? null : drawSpend(history.frequency, rate, random) / history.frequency;
    const expected = SPEND.expectedOf(history.frequency, mean);
    const { low, high } = predict(history);
    const purchases = model.drawFuture(parameters, history, HORIZON, random);
    const value = purchases === 0 ? 0 : drawSpend(purchases, posteriorRate(history.frequency, mean, random), random);
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
