import { describe, expect, it } from "vitest";
import { historicPredictor } from "../../../src/analyses/clv/predictor.js";
import { scorePredictor } from "../../../src/analyses/clv/score-predictions.js";
import type { SpendModel } from "../../../src/analyses/clv/spend.js";
import { raw } from "../../../src/engine/sql.js";
import { logNegativeBinomial } from "../../../src/math/negative-binomial.js";
import { groupHistories } from "../../../src/models/index.js";

const SPEND: SpendModel = {
  id: "constant",
  shape: 1e6,
  certainty: () => 1e6,
  expected: raw("1"),
  expectedOf: () => 1,
  warnings: [],
  fit: null,
};

describe("scorePredictor", () => {
  it("gives counts above 400 their own chance", () => {
    // Negative binomial with shape 1 + x and rate 1 / 0.5 + T, the posterior of the historic average: in closed form.
    const histories = groupHistories([
      { frequency: 600, recency: 1190, age: 1200 },
      { frequency: 3, recency: 100, age: 1200 },
    ]);
    const rowOf = (frequency: number): number => histories.frequency.indexOf(frequency);
    const customers = {
      histories,
      historyOf: Uint32Array.of(rowOf(600), rowOf(3), rowOf(600)),
      meanSpend: [1, 1, 1],
      purchases: Float64Array.of(450, 2, 700),
      spend: Float64Array.of(450, 2, 700),
      recentPurchases: Float64Array.of(1, 1, 1),
      historicValue: Float64Array.of(601, 4, 601),
    };
    const predictor = historicPredictor({ rate: 0.5, retention: 1 });
    const { score } = scorePredictor(predictor, [], customers, SPEND, {
      holdoutDays: 1000,
      unitDays: 1,
      seed: 1,
      withIntervals: true,
    });
    const exact =
      logNegativeBinomial(450, 601, 1202, 1000) +
      logNegativeBinomial(2, 4, 1202, 1000) +
      logNegativeBinomial(700, 601, 1202, 1000);
    expect(score.logLikelihood).toBeCloseTo(exact, 6);
  });
});
