import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/math/random.js";
import { holdOutFor, sampleSize } from "../../src/math/sample-size.js";

/** Whether the chi-squared test with Yates's correction sees a difference at 5 %. */
function isSeen(a: number, m: number, b: number, n: number): boolean {
  const [all, bought] = [m + n, a + b];
  const spread = bought * (all - bought) * m * n;
  if (spread === 0) return false;
  const apart = Math.max(0, Math.abs(a * (n - b) - b * (m - a)) - all / 2);
  return (all * apart ** 2) / spread > 3.841458820694124;
}

/** Share of seeded draws in which the difference is seen. */
function power(first: number, m: number, second: number, n: number, seed: number): number {
  const random = createRandom(seed);
  const draw = (rate: number, many: number): number => {
    let count = 0;
    for (let index = 0; index < many; index += 1) if (random.uniform() < rate) count += 1;
    return count;
  };
  let seen = 0;
  for (let run = 0; run < 2000; run += 1) if (isSeen(draw(first, m), m, draw(second, n), n)) seen += 1;
  return seen / 2000;
}

describe("sampleSize", () => {
  // Fleiss, Levin & Paik (2003), table A.4, significance .05, power .80.
  it.each([
    [0.25, 0.4, 165],
    [0.6, 0.7, 376],
  ])("%f against %f needs %i each", (baseline, other, size) => {
    expect(sampleSize({ baseline, difference: other - baseline })).toEqual({ first: size, second: size });
    expect(sampleSize({ baseline: other, difference: baseline - other })).toEqual({ first: size, second: size });
  });

  it("is what equations 4.14 and 4.18 give by hand", () => {
    // .3 and .5: (1.95996·√(2·.4·.6) + .84162·√(.25 + .21))² / .04 = 93.0; 93.0/4 · (1 + √(1 + 4/(93.0·.2)))² = 102.8.
    expect(sampleSize({ baseline: 0.3, difference: 0.2 })).toEqual({ first: 103, second: 103 });
  });

  it("is the same for the rates of those who do not buy", () => {
    expect(sampleSize({ baseline: 0.75, difference: -0.15 })).toEqual(sampleSize({ baseline: 0.25, difference: 0.15 }));
  });

  it("sees the difference in 8 of 10 draws, with equal groups and with unequal ones, and in fewer with fewer", () => {
    // 2,000 draws: a standard error of .009.
    const equal = sampleSize({ baseline: 0.3, difference: 0.2 })!;
    expect(Math.abs(power(0.5, equal.first, 0.3, equal.second, 1) - 0.8)).toBeLessThan(0.04);
    const unequal = sampleSize({ baseline: 0.1, difference: 0.15, ratio: 0.25 })!;
    expect(unequal.second).toBeLessThan(unequal.first);
    expect(unequal.second / unequal.first).toBeCloseTo(0.25, 2);
    expect(Math.abs(power(0.25, unequal.first, 0.1, unequal.second, 2) - 0.8)).toBeLessThan(0.05);
    expect(power(0.5, 60, 0.3, 60, 3)).toBeLessThan(0.65);
  });

  it.each([
    { baseline: 0.1, difference: 0 },
    { baseline: 0.95, difference: 0.1 },
    { baseline: 0.05, difference: -0.1 },
    { baseline: -0.1, difference: 0.2 },
    { baseline: 0.1, difference: 0.1, ratio: 0 },
  ])("is null for %o", (wanted) => expect(sampleSize(wanted)).toBe(null));
});

describe("holdOutFor", () => {
  it("is the smallest number that is enough, found by trying every one", () => {
    for (const audience of [329, 330, 331, 400, 900]) {
      const wanted = { baseline: 0.25, difference: 0.15 };
      let least: number | null = null;
      for (let aside = 1; aside <= audience / 2 && least === null; aside += 1) {
        const size = sampleSize({ ...wanted, ratio: aside / (audience - aside) })!;
        if (size.first <= audience - aside && size.second <= aside) least = aside;
      }
      expect(holdOutFor(audience, wanted)).toBe(least);
    }
    // 165 and 165 are what equal groups need; of 330 one fewer aside will do, since fewer of them buy.
    expect(holdOutFor(329, { baseline: 0.25, difference: 0.15 })).toBe(null);
    expect(holdOutFor(330, { baseline: 0.25, difference: 0.15 })).toBe(164);
    expect(holdOutFor(1, { baseline: 0.25, difference: 0.15 })).toBe(null);
  });
});
