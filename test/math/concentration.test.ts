import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gini } from "../../src/math/gini.js";
import { lorenzCurve } from "../../src/math/lorenz-curve.js";
import { topShare } from "../../src/math/top-share.js";
import { whaleCurve } from "../../src/math/whale-curve.js";

const sorted = (...values: number[]): Float64Array => Float64Array.from(values).sort();
const amounts = fc
  .array(fc.nat(1000), { minLength: 1, maxLength: 40 })
  .filter((values) => values.some((value) => value > 0));

describe("gini", () => {
  it("by hand", () => {
    expect(gini(sorted(1, 1, 1, 5))).toBe(0.375);
    expect(gini(sorted(3, 3, 3))).toBe(0);
    expect(gini(sorted(0, 0, 0, 9))).toBe(0.75);
  });

  it("is half the mean absolute difference of all pairs over the mean", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        let differences = 0;
        for (const one of values) for (const other of values) differences += Math.abs(one - other);
        expect(gini(sorted(...values))).toBeCloseTo(differences / values.length ** 2 / mean / 2, 12);
      }),
      { seed: 1 },
    );
  });

  it("is null without values, with one below 0, and for a sum of 0", () => {
    expect(gini(sorted())).toBeNull();
    expect(gini(sorted(-1, 5))).toBeNull();
    expect(gini(sorted(0, 0))).toBeNull();
  });
});

describe("lorenzCurve", () => {
  it("by hand, with points between customers", () => {
    expect(lorenzCurve(sorted(1, 3), 4)!.map(({ value }) => value)).toEqual([0, 0.125, 0.25, 0.625, 1]);
  });

  it("leaves twice the area of the Gini coefficient under the diagonal", () => {
    const values = sorted(4, 9, 1, 1, 30, 2, 0, 8);
    const curve = lorenzCurve(values, values.length)!;
    let area = 0;
    for (let index = 1; index < curve.length; index += 1)
      area += (curve[index]!.value + curve[index - 1]!.value) / 2 / values.length;
    expect(1 - 2 * area).toBeCloseTo(gini(values)!, 14);
    expect(lorenzCurve(sorted(-1, 5))).toBeNull();
  });
});

describe("topShare", () => {
  it("counts the customer across the cut in part", () => {
    const values = sorted(1, 1, 1, 1, 6);
    expect(topShare(values, 0.2)).toBe(0.6);
    expect(topShare(values, 0.1)).toBe(0.3);
    expect(topShare(values, 0.3)).toBeCloseTo(0.65, 14);
    expect([topShare(values, 0), topShare(values, 1)]).toEqual([0, 1]);
    expect(topShare(sorted(-1, 2), 0.5)).toBeNull();
  });

  it("is 1 less the Lorenz curve from the other end", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const curve = lorenzCurve(sorted(...values), 10)!;
        expect(topShare(sorted(...values), 0.3)).toBeCloseTo(1 - curve[7]!.value, 12);
      }),
      { seed: 2 },
    );
  });
});

describe("whaleCurve", () => {
  it("by hand: 8, 4, 0 and −2 earn 10; the best two alone 12", () => {
    const { points, peak } = whaleCurve(sorted(0, -2, 8, 4), 4)!;
    expect(points.map(({ value }) => value)).toEqual([0, 0.8, 1.2, 1.2, 1]);
    expect(peak).toEqual({ count: 2, customers: 0.5, value: 1.2 });
  });

  it("without losses mirrors the Lorenz curve and peaks at 1", () => {
    const values = sorted(4, 9, 1, 1, 30, 2, 5, 8);
    const lorenz = lorenzCurve(values, 20)!;
    const whale = whaleCurve(values, 20)!;
    for (const [index, point] of whale.points.entries())
      expect(point.value).toBeCloseTo(1 - lorenz[20 - index]!.value, 14);
    expect(whale.peak).toEqual({ count: 8, customers: 1, value: 1 });
  });

  it("is null where nothing is earned in all", () => {
    expect(whaleCurve(sorted())).toBeNull();
    expect(whaleCurve(sorted(-3, 3))).toBeNull();
    expect(whaleCurve(sorted(-3, 1))).toBeNull();
  });
});
