import { describe, expect, it } from "vitest";
import { meanInterval } from "../../src/math/mean-interval.js";
import { netPromoterInterval } from "../../src/math/net-promoter-interval.js";
import { proportionDifferenceInterval } from "../../src/math/proportion-difference-interval.js";
import { createRandom } from "../../src/math/random.js";

describe("proportionDifferenceInterval", () => {
  /* Newcombe (1998), Statistics in Medicine 17, 873–890, table II, contrasts (a) to (h), method 10. */
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("%i/%i less %i/%i agrees with Newcombe's table", (first, firstTotal, second, secondTotal, low, high) => {
    const interval = proportionDifferenceInterval(first, firstTotal, second, secondTotal)!;
    expect(interval.difference).toBe(first / firstTotal - second / secondTotal);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("is null without a total", () => {
    expect(proportionDifferenceInterval(0, 0, 1, 2)).toBeNull();
    expect(proportionDifferenceInterval(1, 2, 0, 0)).toBeNull();
  });
});

describe("netPromoterInterval", () => {
  it("by hand: 5 promoters, 3 passives, 2 detractors", () => {
    // Three answers added: p = 5.75/13, d = 2.75/13, p − d = 3/13, variance 8.5/13 − 9/169 = 101.5/169.
    const adjusted = netPromoterInterval(5, 3, 2)!;
    const half = 1.959963984540054 * Math.sqrt(101.5 / 169 / 13);
    expect(adjusted.score).toBe(30);
    expect(adjusted.low).toBeCloseTo(100 * (3 / 13 - half), 10);
    expect(adjusted.high).toBeCloseTo(100 * (3 / 13 + half), 10);
    // Wald: 0.3 ∓ 1.96 √(0.61 / 10).
    const wald = netPromoterInterval(5, 3, 2, "wald")!;
    expect(wald.low).toBeCloseTo(30 - 195.9963984540054 * Math.sqrt(0.061), 10);
    expect(wald.high).toBeCloseTo(30 + 195.9963984540054 * Math.sqrt(0.061), 10);
  });

  it("has a width where all answer alike, and stays within −100 to 100", () => {
    const adjusted = netPromoterInterval(8, 0, 0)!;
    expect(adjusted.high).toBe(100);
    expect(adjusted.low).toBeLessThan(80);
    expect(netPromoterInterval(8, 0, 0, "wald")).toMatchObject({ low: 100, high: 100 });
    expect(netPromoterInterval(0, 0, 0)).toBeNull();
  });

  it("meets Wald's as answers grow", () => {
    const [adjusted, wald] = [
      netPromoterInterval(50_000, 30_000, 20_000)!,
      netPromoterInterval(50_000, 30_000, 20_000, "wald")!,
    ];
    expect(adjusted.low).toBeCloseTo(wald.low, 2);
    expect(adjusted.high).toBeCloseTo(wald.high, 2);
  });

  it("covers the truth about 95 times in 100 with 20 answers; Wald's does so less often", () => {
    const { uniform } = createRandom(4);
    const truth = 70; // 75 % promoters, 20 % passives, 5 % detractors
    let [adjusted, wald] = [0, 0];
    for (let trial = 0; trial < 4000; trial += 1) {
      const counts: [number, number, number] = [0, 0, 0];
      for (let answer = 0; answer < 20; answer += 1) {
        const draw = uniform();
        counts[draw < 0.75 ? 0 : draw < 0.95 ? 1 : 2] += 1;
      }
      const covers = (method: "adjusted" | "wald"): boolean => {
        const { low, high } = netPromoterInterval(...counts, method)!;
        return low <= truth && truth <= high;
      };
      adjusted += covers("adjusted") ? 1 : 0;
      wald += covers("wald") ? 1 : 0;
    }
    expect(adjusted / 4000).toBeGreaterThan(0.935);
    expect(wald).toBeLessThan(adjusted);
  });
});

describe("meanInterval", () => {
  it("by hand, with the tabled t of 15 degrees of freedom, 2.1314", () => {
    const { low, high } = meanInterval(10, 2, 16)!;
    expect(low).toBeCloseTo(10 - 2.1314 / 2, 4);
    expect(high).toBeCloseTo(10 + 2.1314 / 2, 4);
  });

  it("agrees with Student's own sleep data", () => {
    // Student (1908): extra hours of sleep, differences 1.2 2.4 1.3 1.3 0 1 1.8 0.8 4.6 1.4; R's t.test: 0.70 to 2.46.
    const hours = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const mean = hours.reduce((sum, value) => sum + value, 0) / 10;
    const deviation = Math.sqrt(hours.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9);
    const { low, high } = meanInterval(mean, deviation, 10)!;
    expect(low).toBeCloseTo(0.7001142, 6);
    expect(high).toBeCloseTo(2.4598858, 6);
  });

  it("is null for one value", () => {
    expect(meanInterval(3, 0, 1)).toBeNull();
    expect(meanInterval(3, Number.NaN, 5)).toBeNull();
  });
});
