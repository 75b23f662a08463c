import { describe, expect, it } from "vitest";
import { captured, chanceOfLoss, discordance, topMembership } from "../../../src/analyses/clv/ranking-metrics.js";

const list = (...values: number[]): Float64Array => Float64Array.from(values);

/* Expected values are worked out by hand. */
describe("ranking metrics", () => {
  it("puts the top share in, ties across the cut in part", () => {
    expect([...topMembership(list(4, 3, 2, 1), 0.5)]).toEqual([1, 1, 0, 0]);
    expect([...topMembership(list(1, 1, 5, 1), 0.5)]).toEqual([1 / 3, 1 / 3, 1, 1 / 3]);
  });

  it("captures the values of the members", () => {
    expect(captured(topMembership(list(4, 3, 2, 1), 0.5), list(10, 20, 30, 40))).toBe(0.3);
    expect(captured(topMembership(list(1, 1), 0.5), list(10, 30))).toBe(0.5);
    expect(captured(topMembership(list(1, 2), 0.5), list(0, 0))).toBeNull();
  });

  it("counts what one list finds and the other does not", () => {
    // To be found: the first, third and fourth. One list has the first two, the other the last two.
    expect(discordance(list(1, 1, 0, 0), list(0, 0, 1, 1), list(1, 0, 1, 1))).toEqual({
      firstAlone: 1,
      secondAlone: 2,
    });
  });

  it("tells a loss from chance by the binomial with a half (McNemar's exact test)", () => {
    // P(X >= 3 of 4) = (4 + 1) / 16; P(X >= 9 of 10) = 11 / 1024; P(X >= 0) = 1.
    expect(chanceOfLoss({ firstAlone: 1, secondAlone: 3 })).toBeCloseTo(5 / 16, 12);
    expect(chanceOfLoss({ firstAlone: 1, secondAlone: 9 })).toBeCloseTo(11 / 1024, 12);
    expect(chanceOfLoss({ firstAlone: 4, secondAlone: 0 })).toBe(1);
  });
});
