import { describe, expect, it } from "vitest";
import { habitLasts } from "../../../src/analyses/loyalty/habit.js";
import { mbgNbd } from "../../../src/models/index.js";

const RULES = { alive: 0.5, gaps: 2 };

describe("habitLasts", () => {
  it("ends on the first day on which P(alive) is below the threshold", () => {
    const parameters = { r: 0.5, alpha: 60, a: 0.9, b: 1.6 };
    const chance = (history: { frequency: number; recency: number; age: number }): number =>
      mbgNbd.probabilityAlive(parameters, history);
    for (const [repeats, sinceFirst] of [
      [2, 40],
      [3, 200],
      [20, 500],
    ] as const) {
      const lasts = habitLasts(repeats, sinceFirst, RULES, chance);
      const at = (gap: number): number => chance({ frequency: repeats, recency: sinceFirst, age: sinceFirst + gap });
      expect(at(lasts)).toBeLessThan(0.5);
      expect(at(lasts - 1)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it("is none where P(alive) is below it on the day of the purchase, and without end where it never falls", () => {
    expect(habitLasts(2, 10, RULES, () => 0.4)).toBe(0);
    expect(habitLasts(2, 10, RULES, () => 0.5)).toBe(36_525);
  });

  it("is so many mean own gaps where no P(alive) is known", () => {
    // Two gaps in 60 days: their mean is 30, twice that is allowed, the 61st day is beyond it.
    expect(habitLasts(2, 60, RULES, null)).toBe(61);
    expect(habitLasts(3, 61, { alive: 0.5, gaps: 1 }, null)).toBe(21);
  });
});
