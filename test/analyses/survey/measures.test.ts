import { describe, expect, it } from "vitest";
import { MEASURES } from "../../../src/analyses/survey/measures.js";

const score = (id: string, best: number, middle: number, worst: number, mean = 0, deviation: number | null = null) =>
  MEASURES.find((measure) => measure.id === id)!.scoreOf({ best, middle, worst, mean, deviation });

describe("NPS", () => {
  it("is promoters less detractors in percent of all answers", () => {
    // 5 of 10 less 2 of 10; the interval is that of Rocks (2016) as test/math/intervals.test.ts holds it.
    expect(score("nps", 5, 3, 2)?.score).toBeCloseTo(30, 12);
  });

  it("has an interval of some width when all are promoters, within the scale", () => {
    const all = score("nps", 20, 0, 0)!;
    expect(all.score).toBe(100);
    expect(all.high).toBe(100);
    // Three answers added, ¾ of them at each end: p 20.75/23, d 0.75/23, centre 20/23; variance 21.5/23 - (20/23)².
    const [centre, variance] = [20 / 23, 21.5 / 23 - (20 / 23) ** 2];
    expect(all.low).toBeCloseTo(100 * (centre - 1.959963984540054 * Math.sqrt(variance / 23)), 9);
  });

  it("is null without answers", () => expect(score("nps", 0, 0, 0)).toBeNull());
});

describe("CSAT", () => {
  it("is the share of satisfied answers with Wilson's interval", () => {
    // Newcombe (1998), table I, method 3: 81 of 263 is 0.2553 to 0.3662.
    const { score: share, low, high } = score("csat", 81, 0, 182)!;
    expect(share).toBeCloseTo((100 * 81) / 263, 12);
    expect(low).toBeCloseTo(25.53, 2);
    expect(high).toBeCloseTo(36.62, 2);
  });

  it("of one answer is 0 or 100 % with nearly the whole scale for an interval", () => {
    // Wilson at n = 1: from 1 / (1 + z²) = 0.2065.
    expect(score("csat", 1, 0, 0)).toMatchObject({ score: 100, high: 100 });
    expect(score("csat", 1, 0, 0)!.low).toBeCloseTo(100 / (1 + 1.959963984540054 ** 2), 9);
  });
});

describe("CES", () => {
  it("is the mean with Student's interval, which ends with the scale", () => {
    // 5, 7, 6, 6: mean 6, s = √(2/3); t(0.975, 3) = 3.182446; 6 - 3.182446 · 0.816497 / 2 = 4.70076.
    const found = score("ces", 4, 0, 0, 6, Math.sqrt(2 / 3))!;
    expect(found.score).toBe(6);
    expect(found.low).toBeCloseTo(4.70076, 4);
    expect(found.high).toBe(7);
  });

  it("of one answer has no interval", () => {
    expect(score("ces", 1, 0, 0, 6)).toEqual({ score: 6, low: null, high: null });
  });
});
