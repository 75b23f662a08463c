import { describe, expect, it } from "vitest";
import { bootstrapMean, bootstrapMeanDifference } from "../../src/math/bootstrap-interval.js";
import { meanInterval } from "../../src/math/mean-interval.js";
import { createRandom } from "../../src/math/random.js";

/* Hours between failures of air-conditioning: Davison & Hinkley (1997), Bootstrap Methods, example 1.1. */
const AIR = Float64Array.of(3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487);
/* Survival of mice in days: Efron & Tibshirani (1993), table 2.1. */
const TREATED = Float64Array.of(94, 197, 16, 38, 99, 141, 23);
const CONTROL = Float64Array.of(52, 104, 146, 10, 51, 30, 40, 27, 46);

const plugInVariance = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length ** 2;
};

describe("bootstrapMean", () => {
  it("agrees with scipy's BCa and percentile limits on 400 000 resamples", () => {
    // scipy 1.17, stats.bootstrap: BCa (57.0, 226.0), percentile (46.8, 191.3).
    const bca = bootstrapMean({ values: AIR }, { seed: 1, resamples: 40_000 })!;
    expect(bca.estimate).toBeCloseTo(1297 / 12, 12);
    expect(Math.abs(bca.low - 57)).toBeLessThan(1);
    expect(Math.abs(bca.high - 226)).toBeLessThan(3);
    const percentile = bootstrapMean({ values: AIR }, { seed: 1, resamples: 40_000, method: "percentile" })!;
    expect(Math.abs(percentile.low - 46.8)).toBeLessThan(0.7);
    expect(Math.abs(percentile.high - 191.25)).toBeLessThan(2);
  });

  it("has the standard error that theory gives: the plug-in deviation over √n", () => {
    const { standardError } = bootstrapMean({ values: AIR }, { seed: 2, resamples: 20_000 })!;
    expect(standardError / Math.sqrt(plugInVariance(AIR))).toBeCloseTo(1, 1.5);
  });

  it("of 0 and 1 draws 0, ½ and 1 with chances ¼, ½ and ¼", () => {
    const sample = { values: Float64Array.of(0, 1) };
    const limits = (confidence: number): readonly number[] => {
      const found = bootstrapMean(sample, { seed: 3, confidence, method: "percentile" })!;
      return [found.low, found.high];
    };
    expect(limits(0.95)).toEqual([0, 1]);
    expect(limits(0.4)).toEqual([0.5, 0.5]);
  });

  it("meets the t interval for many symmetric values", () => {
    const random = createRandom(5);
    const values = Float64Array.from({ length: 2000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / 2000;
    const deviation = Math.sqrt((plugInVariance(values) * 2000 ** 2) / 1999);
    const expected = meanInterval(mean, deviation, 2000)!;
    const found = bootstrapMean({ values }, { seed: 6 })!;
    expect(found.low).toBeCloseTo(expected.low, 2);
    expect(found.high).toBeCloseTo(expected.high, 2);
  });

  it("takes counted values as values repeated, and a seed as its draws", () => {
    const counted = bootstrapMean({ values: Float64Array.of(1, 5), counts: [3, 2] }, { seed: 7 });
    expect(counted).toEqual(bootstrapMean({ values: Float64Array.of(1, 1, 1, 5, 5) }, { seed: 7 }));
    expect(bootstrapMean({ values: AIR }, { seed: 8 })).toEqual(bootstrapMean({ values: AIR }, { seed: 8 }));
    expect(bootstrapMean({ values: AIR }, { seed: 8 })).not.toEqual(bootstrapMean({ values: AIR }, { seed: 9 }));
  });

  it("is null for one value, and of no width for equal values", () => {
    expect(bootstrapMean({ values: Float64Array.of(4) }, { seed: 1 })).toBeNull();
    expect(bootstrapMean({ values: Float64Array.of(4, 4, 4) }, { seed: 1 })).toMatchObject({ low: 4, high: 4 });
  });
});

describe("bootstrapMeanDifference", () => {
  it("of Efron's mice is 30.63, with scipy's BCa limits", () => {
    // scipy 1.17, 400 000 resamples: (−19.44, 85.98), standard error 26.94.
    const found = bootstrapMeanDifference({ values: TREATED }, { values: CONTROL }, { seed: 1, resamples: 40_000 })!;
    expect(found.estimate).toBeCloseTo(30.63, 2);
    expect(Math.abs(found.low + 19.44)).toBeLessThan(0.7);
    expect(Math.abs(found.high - 85.98)).toBeLessThan(0.7);
    expect(found.standardError).toBeCloseTo(Math.sqrt(plugInVariance(TREATED) + plugInVariance(CONTROL)), 0);
  });

  it("mirrors when the groups change places", () => {
    const options = { seed: 2, resamples: 20_000 };
    const one = bootstrapMeanDifference({ values: TREATED }, { values: CONTROL }, options)!;
    const other = bootstrapMeanDifference({ values: CONTROL }, { values: TREATED }, options)!;
    expect(Math.abs(one.low + other.high)).toBeLessThan(1.5);
    expect(Math.abs(one.high + other.low)).toBeLessThan(1.5);
    expect(bootstrapMeanDifference({ values: TREATED }, { values: Float64Array.of(1) }, options)).toBeNull();
  });
});
