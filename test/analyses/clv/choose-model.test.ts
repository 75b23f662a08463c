import { describe, expect, it } from "vitest";
import type { Backtest } from "../../../src/analyses/clv/backtest.js";
import { chooseModel } from "../../../src/analyses/clv/choose-model.js";
import type { Score } from "../../../src/analyses/clv/score-predictions.js";

/* The rules are those of the doc comments of chooseModel and Grade; the figures are made up to lie on either side of them. */
const score = (model: string, figures: Partial<Score>): Score => ({
  model,
  predicted: 100,
  actual: 100,
  bias: 0,
  mae: 1,
  rmse: 1,
  rankCorrelation: 0.5,
  topDecileShare: 0.5,
  topFifthFound: 0.5,
  auc: 0.7,
  coverage: 0.8,
  coveragePositive: 0.8,
  logLikelihood: -100,
  byFrequency: [],
  ...figures,
});

const backtest = (
  scores: readonly Score[],
  pairs: Readonly<Record<string, readonly [number, number]>> = {},
): Backtest => ({
  calibrationEnd: "2026-01-01",
  holdoutDays: 100,
  customers: 100,
  customersInAll: 100,
  scores,
  againstPast: new Map(
    scores.map((one) => [
      one.model,
      { firstAlone: pairs[one.model]?.[0] ?? 0, secondAlone: pairs[one.model]?.[1] ?? 0 },
    ]),
  ),
  baselines: [],
  tracking: [],
  candidates: { fitted: [], refused: [] },
});

describe("chooseModel", () => {
  it("takes the historic average where it is likeliest", () => {
    const choice = chooseModel(backtest([score("mbg-nbd", { logLikelihood: -120 }), score("historic", {})]));
    expect(choice).toMatchObject({ model: "historic", grade: null });
    expect(choice.reason).toContain("highest likelihood of the held-out purchases (-100.0)");
  });

  it("does not call a likelihood the highest that is not, and names the one that is", () => {
    const choice = chooseModel(
      backtest([
        score("mbg-nbd", { logLikelihood: -110, mae: 0.9 }),
        score("bg-nbd", { logLikelihood: -90, mae: 1.1 }),
        score("historic", { logLikelihood: -200 }),
      ]),
    );
    expect(choice.model).toBe("mbg-nbd");
    expect(choice.reason).toContain("of those within 2 %");
    expect(choice.reason).toContain("bg-nbd has -90.0");
  });

  it("says the bias, and gives no A to a total that is far off", () => {
    const found = { topFifthFound: 0.8, logLikelihood: -50 };
    const right = chooseModel(backtest([score("mbg-nbd", { ...found, bias: -0.2 }), score("historic", {})]));
    expect(right.reason).toContain("20 % too few");
    expect(right.grade?.letter).toBe("A");
    const off = chooseModel(backtest([score("mbg-nbd", { ...found, bias: 0.99 }), score("historic", {})]));
    expect(off.reason).toContain("99 % too many");
    expect(off.grade?.letter).toBe("B");
  });

  it("leaves the ranking to the average of the past only where a loss is beyond chance", () => {
    const scores = [score("mbg-nbd", { topFifthFound: 0.45, logLikelihood: -50 }), score("historic", {})];
    // P(X >= 6 of 10) = 386 / 1024 is chance; P(X >= 20 of 25) = 0.002 is not.
    expect(chooseModel(backtest(scores, { "mbg-nbd": [4, 6] }))).toMatchObject({
      model: "mbg-nbd",
      grade: { letter: "B" },
    });
    const lost = chooseModel(backtest(scores, { "mbg-nbd": [5, 20] }));
    expect(lost).toMatchObject({ model: "historic", grade: { letter: "C", found: 0.45, baselineFound: 0.5 } });
  });
});
