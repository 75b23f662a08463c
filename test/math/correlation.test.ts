import { describe, expect, it } from "vitest";
import { averageRanks } from "../../src/math/average-ranks.js";
import { partialCorrelation, pearsonCorrelation, spearmanCorrelation } from "../../src/math/correlation.js";
import { createRandom } from "../../src/math/random.js";

const X = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const Y = Float64Array.of(2, 1, 4, 3, 7, 8, 6, 5);

describe("pearsonCorrelation", () => {
  it("by hand and with scipy's interval", () => {
    // Σ of cross products 31, of squares 42 each. scipy 1.17 pearsonr: p 0.0365528, interval 0.0696466 to 0.9491173.
    const found = pearsonCorrelation(X, Y)!;
    expect(found.coefficient).toBeCloseTo(31 / 42, 14);
    expect(found.pValue).toBeCloseTo(0.0365527610528609, 12);
    expect(found.low).toBeCloseTo(0.06964660429650706, 12);
    expect(found.high).toBeCloseTo(0.9491173173934558, 12);
    expect(found.count).toBe(8);
  });

  it("of a straight line is 1 with no width", () => {
    expect(
      pearsonCorrelation(
        X,
        X.map((value) => 3 - 2 * value),
      ),
    ).toMatchObject({ coefficient: -1, low: -1, high: -1, pValue: 0 });
  });

  it("is null for three pairs and for a column that is all equal", () => {
    expect(pearsonCorrelation(X.slice(0, 3), Y.slice(0, 3))).toBeNull();
    // The mean of ten times 0.1 is not 0.1: the variance is above 0 by rounding.
    expect(pearsonCorrelation(new Float64Array(8).fill(0.1), Y)).toBeNull();
    expect(
      pearsonCorrelation(
        X,
        Y.map((value) => (value === 1 ? Number.NaN : value)),
      ),
    ).toBeNull();
  });
});

describe("spearmanCorrelation", () => {
  it("with ties, as scipy has it", () => {
    // scipy 1.17 spearmanr([1,2,2,4,5,9], [3,1,4,4,8,7]): 0.8088235294117647, p 0.0513291.
    const found = spearmanCorrelation(Float64Array.of(1, 2, 2, 4, 5, 9), Float64Array.of(3, 1, 4, 4, 8, 7))!;
    expect(found.coefficient).toBeCloseTo(55 / 68, 13);
    expect(found.pValue).toBeCloseTo(0.051329063199674334, 10);
    const half = 1.959963984540054 * Math.sqrt((1 + (55 / 68) ** 2 / 2) / 3);
    expect(found.low).toBeCloseTo(Math.tanh(Math.atanh(55 / 68) - half), 12);
  });

  it("sees order alone", () => {
    expect(
      spearmanCorrelation(
        X,
        X.map((value) => Math.exp(value)),
      )!.coefficient,
    ).toBe(1);
    expect([...averageRanks(Float64Array.of(10, 30, 10, 20))]).toEqual([1.5, 4, 1.5, 3]);
  });
});

describe("partialCorrelation", () => {
  /** What is left of a column when its straight line on another is taken out. */
  const residuals = (column: Float64Array, control: Float64Array): Float64Array => {
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [own, other] = [mean(column), mean(control)];
    const cross = column.reduce((sum, value, row) => sum + (value - own) * (control[row]! - other), 0);
    const slope = cross / control.reduce((sum, value) => sum + (value - other) ** 2, 0);
    return column.map((value, row) => value - own - slope * (control[row]! - other));
  };
  const random = createRandom(1);
  const control = Float64Array.from({ length: 60 }, () => random.normal());
  const first = control.map((value) => value + random.normal());
  const second = control.map((value) => 2 * value + random.normal());

  it("is the correlation of the residuals", () => {
    const found = partialCorrelation(first, second, control)!;
    expect(found.coefficient).toBeCloseTo(
      pearsonCorrelation(residuals(first, control), residuals(second, control))!.coefficient,
      12,
    );
    expect(pearsonCorrelation(first, second)!.pValue).toBeLessThan(0.001);
    expect(found.low).toBeLessThan(0);
    expect(found.high).toBeGreaterThan(0);
    const half = 1.959963984540054 / Math.sqrt(60 - 4);
    expect(Math.atanh(found.high) - Math.atanh(found.low)).toBeCloseTo(2 * half, 12);
  });

  it("of ranks is the partial of the ranks", () => {
    const ranks = partialCorrelation(averageRanks(first), averageRanks(second), averageRanks(control))!;
    expect(partialCorrelation(first, second, control, "ranks")!.coefficient).toBeCloseTo(ranks.coefficient, 14);
  });

  it("is null where the control settles a column, and for four rows", () => {
    expect(
      partialCorrelation(
        X,
        Y,
        X.map((value) => 7 * value - 1),
      ),
    ).toBeNull();
    expect(partialCorrelation(X.slice(0, 4), Y.slice(0, 4), Float64Array.of(1, 0, 1, 0))).toBeNull();
  });
});
