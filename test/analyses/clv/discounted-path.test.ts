import { describe, expect, it } from "vitest";
import { discountedPath } from "../../../src/analyses/clv/discounted-path.js";
import { modelPredictor } from "../../../src/analyses/clv/predictor.js";
import { discountFactor, discountSteps } from "../../../src/analyses/clv/time.js";
import { type NamedParameters, purchaseModel } from "../../../src/models/index.js";

const MODELS: readonly (readonly [string, NamedParameters])[] = [
  ["bg-nbd", { r: 0.24, alpha: 31, a: 0.8, b: 2.4 }],
  ["mbg-nbd", { r: 0.5, alpha: 43, a: 0.9, b: 1.6 }],
  ["pareto-nbd", { r: 0.55, alpha: 74, s: 0.6, beta: 81 }],
];
const HISTORIES = [
  { frequency: 0, recency: 0, age: 3 },
  { frequency: 2, recency: 200, age: 270 },
  { frequency: 60, recency: 700, age: 705 },
];

/* The oracle is the definition itself, step by step: Σ [E(t_j) − E(t_{j−1})] (1 + d)^(−t_j). */
describe.each(MODELS)("discounted purchases under %s", (id, parameters) => {
  const predictor = modelPredictor(purchaseModel(id)!, parameters);

  it.each([70, 365.25, 3 * 365.25, 5 * 365.25 + 11, 20 * 365.25, 36_525])(
    "are the sum of the steps over %d days",
    (horizonDays) => {
      for (const discount of [0, 0.1, 1]) {
        const path = discountedPath({ horizonDays, discount, infinite: false, unitDays: 1, tail: 0.1, seed: 1 });
        for (const history of HISTORIES) {
          const steps = discountSteps(horizonDays);
          const expected = predictor.purchasesPath(history, steps);
          const sum = expected.reduce(
            (total, value, step) =>
              total + (value - (expected[step - 1] ?? 0)) * discountFactor(discount, steps[step]!),
            0,
          );
          const found = path(predictor, history);
          expect(Math.abs(found.discounted / sum - 1)).toBeLessThan(1e-8);
          expect(found.expected / expected[expected.length - 1]!).toBeCloseTo(1, 12);
        }
      }
    },
  );

  it("shares long paths between histories that differ in their last purchase, to the last digits", () => {
    const horizons = discountSteps(40 * 30.4375);
    for (const recency of [100, 200, 269]) {
      const history = { frequency: 4, recency, age: 270 };
      const shared = predictor.purchasesPath(history, horizons);
      const exact = purchaseModel(id)!.expectedPurchasesPath(parameters, history, horizons);
      for (const [index, expected] of exact.entries())
        expect(Math.abs(shared[index]! / expected - 1)).toBeLessThan(1e-12);
    }
  });

  it("asks for a century at a hundred times or so, not at 1,200", () => {
    let asked = 0;
    const counting = {
      ...predictor,
      purchasesPath: (...args: Parameters<typeof predictor.purchasesPath>) => {
        asked += args[1].length;
        return predictor.purchasesPath(...args);
      },
    };
    discountedPath({ horizonDays: 36_525, discount: 0.1, infinite: false, unitDays: 1, tail: 0.1, seed: 1 })(
      counting,
      HISTORIES[1]!,
    );
    expect(asked).toBeLessThan(120);
  });
});
