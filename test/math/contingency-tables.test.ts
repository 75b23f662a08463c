import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTest } from "../../src/math/chi-square-test.js";
import { fisherExact } from "../../src/math/fisher-exact.js";

describe("chiSquareTest", () => {
  it("agrees with Agresti's table of party by gender", () => {
    // Agresti (2007), An Introduction to Categorical Data Analysis, table 2.5: X² = 30.1, 2 degrees of freedom; 703.7.
    const test = chiSquareTest([
      [762, 327, 468],
      [484, 239, 477],
    ])!;
    expect(test.statistic).toBeCloseTo(30.07, 2);
    expect(test.degreesOfFreedom).toBe(2);
    // Two degrees of freedom: the tail is e^(−X²/2).
    expect(test.pValue).toBeCloseTo(Math.exp(-test.statistic / 2), 18);
    expect(test.smallestExpected).toBeCloseTo((566 * 1200) / 2757, 10);
    expect(test.cramersV).toBeCloseTo(Math.sqrt(30.0701 / 2757), 5);
  });

  it("by hand: n (ad − bc)² over the margins for a 2 x 2 table", () => {
    const test = chiSquareTest([
      [10, 20],
      [30, 40],
    ])!;
    expect(test.statistic).toBeCloseTo((100 * (10 * 40 - 20 * 30) ** 2) / (30 * 70 * 40 * 60), 13);
    expect(test.smallestExpected).toBe(12);
    expect(test.smallCellShare).toBe(0);
  });

  it("is 0 for proportional rows, and V is 1 for complete association", () => {
    expect(
      chiSquareTest([
        [2, 4, 6],
        [3, 6, 9],
      ]),
    ).toMatchObject({ pValue: 1, smallestExpected: 2, smallCellShare: 3 / 6 });
    expect(
      chiSquareTest([
        [7, 0, 0],
        [0, 5, 0],
        [0, 0, 9],
      ])!.cramersV,
    ).toBeCloseTo(1, 14);
  });

  it("leaves out empty rows and columns, and refuses what is no table", () => {
    const test = chiSquareTest([
      [10, 0, 20],
      [0, 0, 0],
      [30, 0, 40],
    ])!;
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.statistic).toBeCloseTo(50 / 63, 13);
    expect(chiSquareTest([[1, 2]])).toBeNull();
    expect(
      chiSquareTest([
        [1, -1],
        [2, 3],
      ]),
    ).toBeNull();
    expect(chiSquareTest([])).toBeNull();
  });
});

const choose = (n: number, k: number): bigint => {
  let value = 1n;
  for (let index = 1; index <= k; index += 1) value = (value * BigInt(n - k + index)) / BigInt(index);
  return value;
};

describe("fisherExact", () => {
  it("knows Fisher's tea tasting (34/70) and his twins", () => {
    expect(fisherExact(3, 1, 1, 3)).toBeCloseTo(34 / 70, 13);
    // R 4.3, fisher.test(matrix(c(2, 10, 15, 3), 2)): its own example, p-value = 0.0005367
    expect(fisherExact(2, 10, 15, 3)).toBeCloseTo(0.0005367, 7);
  });

  it("is the sum of whole-number chances no larger than the table's", () => {
    const cell = fc.nat(15);
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const weight = (count: number): bigint => choose(a + c, count) * choose(b + d, a + b - count);
        let extreme = 0n;
        for (let count = Math.max(0, a - d); count <= Math.min(a + b, a + c); count += 1)
          if (weight(count) <= weight(a)) extreme += weight(count);
        const all = choose(a + b + c + d, a + b);
        expect(fisherExact(a, b, c, d)).toBeCloseTo(Number((extreme * 10n ** 15n) / all) / 1e15, 11);
      }),
      { seed: 1 },
    );
  });

  it("is null for counts that are none", () => {
    expect(fisherExact(1.5, 1, 1, 1)).toBeNull();
    expect(fisherExact(-1, 1, 1, 1)).toBeNull();
    expect(fisherExact(0, 0, 3, 4)).toBe(1);
  });
});
