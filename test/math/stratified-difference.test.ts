import { describe, expect, it } from "vitest";
import { stratifiedDifference } from "../../src/math/stratified-difference.js";

const stratum = (firstCount: number, firstTotal: number, secondCount: number, secondTotal: number) => ({
  ...{ firstCount, firstTotal, secondCount, secondTotal },
});

describe("stratifiedDifference", () => {
  it("weighs strata as Mantel and Haenszel, with Sato's variance, worked out by hand", () => {
    /*
     * 6 of 10 against 2 of 10, and 10 of 20 against 10 of 40.
     * Weights n1·n2/N: 100/20 = 5 and 800/60 = 40/3, together 55/3. Sums (a·n2 − b·n1)/N: 40/20 = 2 and 200/60 = 10/3, together 16/3.
     * Difference 16/55.
     * Sato: P = (n1²b − n2²a + n1n2(n2 − n1)/2)/N²: (200 − 600 + 0)/400 = −1; (4000 − 16000 + 8000)/3600 = −10/9; together −19/9.
     * Q = (a(n2 − b) + b(n1 − a))/2N: (48 + 8)/40 = 7/5; (300 + 100)/120 = 10/3; together 71/15.
     * Variance (16/55 · −19/9 + 71/15)/(55/3)².
     */
    const variance = ((16 / 55) * (-19 / 9) + 71 / 15) / (55 / 3) ** 2;
    const found = stratifiedDifference([stratum(6, 10, 2, 10), stratum(10, 20, 10, 40)])!;
    expect(found.difference).toBeCloseTo(16 / 55, 12);
    expect(found.standardError).toBeCloseTo(Math.sqrt(variance), 12);
    expect(found.standardError).toBeCloseTo(0.1107, 4);
    expect(found.low).toBeCloseTo(16 / 55 - 1.959963985 * Math.sqrt(variance), 8);
    expect(found.high).toBeCloseTo(16 / 55 + 1.959963985 * Math.sqrt(variance), 8);
    expect(found.strata).toBe(2);
  });

  it("with equal groups in one stratum has the plain variance p1q1/n + p2q2/n", () => {
    expect(stratifiedDifference([stratum(6, 10, 2, 10)])!.standardError).toBeCloseTo(Math.sqrt(0.024 + 0.016), 12);
  });

  // Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10, to its four decimals.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])("of one stratum, %i/%i against %i/%i, has Newcombe's limits", (a, m, b, n, low, high) => {
    const found = stratifiedDifference([stratum(a, m, b, n)])!;
    expect(found.difference).toBeCloseTo(a / m - b / n, 12);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it("sees no difference where no stratum has one, though the rates of the whole differ (Simpson)", () => {
    // Half of either group buys in one stratum, a tenth in the other; 18 of 40 against 12 of 60 in all.
    const found = stratifiedDifference([stratum(15, 30, 5, 10), stratum(1, 10, 5, 50)])!;
    expect(found.difference).toBeCloseTo(0, 12);
    expect(found.low).toBeLessThan(0);
    expect(found.high).toBeGreaterThan(0);
  });

  it("leaves out strata without both groups, and is null where none has", () => {
    const both = [stratum(56, 70, 48, 80), stratum(3, 5, 0, 0), stratum(0, 0, 4, 6)];
    expect(stratifiedDifference(both)).toEqual(stratifiedDifference(both.slice(0, 1)));
    expect(stratifiedDifference(both.slice(1))).toBe(null);
    expect(stratifiedDifference([])).toBe(null);
  });

  it("stays within -1 and 1", () => {
    const { low, high } = stratifiedDifference([stratum(2, 2, 0, 1), stratum(1, 1, 0, 2)])!;
    expect(low).toBeGreaterThanOrEqual(-1);
    expect(high).toBeLessThanOrEqual(1);
  });
});
