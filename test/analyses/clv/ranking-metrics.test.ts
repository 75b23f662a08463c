import { describe, expect, it } from "vitest";
import { areaUnderCurve, averageRanks, captured, rankCorrelation } from "../../../src/analyses/clv/ranking-metrics.js";

const list = (...values: number[]): Float64Array => Float64Array.from(values);

/* Expected values are worked out by hand. */
describe("ranking metrics", () => {
  it("gives equal values the mean of their ranks", () => {
    expect([...averageRanks(list(10, 30, 10, 20))]).toEqual([1.5, 4, 1.5, 3]);
  });

  it("correlates ranks: 1 for the same order, -1 for the reverse, null without an order", () => {
    expect(rankCorrelation(list(1, 2, 3), list(10, 20, 90))).toBeCloseTo(1, 12);
    expect(rankCorrelation(list(1, 2, 3), list(3, 2, 1))).toBeCloseTo(-1, 12);
    // Ranks 1 2 3 4 against 1 3 2 4: 1 - 6 · 2 / (4 · 15) = 0.8.
    expect(rankCorrelation(list(1, 2, 3, 4), list(1, 3, 2, 4))).toBeCloseTo(0.8, 12);
    expect(rankCorrelation(list(1, 1), list(1, 2))).toBeNull();
  });

  it("counts pairs in the right order for the area under the curve, ties by half", () => {
    // Positives 3 and 1, negatives 2 and 1: pairs won 1 + 1 + 0 + ½ of 4.
    expect(areaUnderCurve(list(3, 1, 2, 1), Uint8Array.from([1, 1, 0, 0]))).toBe(0.625);
    expect(areaUnderCurve(list(1, 2), Uint8Array.from([1, 1]))).toBeNull();
  });

  it("captures the values of the top share, ties in part", () => {
    expect(captured(list(4, 3, 2, 1), list(10, 20, 30, 40), 0.5)).toBe(0.3);
    expect(captured(list(1, 1), list(10, 30), 0.5)).toBe(0.5);
    expect(captured(list(1, 2), list(0, 0), 0.5)).toBeNull();
  });
});
