import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/math/random.js";
import { groupHistories, mbgNbd, parameterSampler } from "../../src/models/index.js";

const histories = [
  { frequency: 1, recency: 4, age: 9 },
  { frequency: 0, recency: 0, age: 9 },
  { frequency: 1, recency: 4, age: 9, count: 3 },
  { frequency: 0, recency: 7, age: 9 },
];

describe("groupHistories", () => {
  it("puts equal histories together, ascending, and does not read recency without repeat purchases", () => {
    const table = groupHistories(histories);
    expect([...table.frequency]).toEqual([0, 1]);
    expect([...table.recency]).toEqual([0, 4]);
    expect([...table.count]).toEqual([2, 4]);
    expect(table.customers).toBe(6);
    expect(table.sumLogIntervals).toBeNull();
  });

  it("adds up the logarithms of intervals where every repeat buyer has them", () => {
    const complete = histories.map((history) => ({ ...history, sumLogIntervals: 0.5 }));
    expect(groupHistories(complete).sumLogIntervals).toBe(2);
  });

  it("takes a table as it is, unless it is out of order", () => {
    const table = groupHistories(histories);
    expect(groupHistories(table)).toBe(table);
    expect(() => groupHistories({ ...table, frequency: Float64Array.from([1, 0]) })).toThrow("ascending");
    expect(mbgNbd.fit({ ...table, count: Float64Array.from([2, 0]) })).toMatchObject({ code: "invalid-history" });
  });

  it("names the place of a history that cannot be", () => {
    expect(() =>
      groupHistories([
        { frequency: 0, recency: 0, age: 1 },
        { frequency: 2, recency: 5, age: 4 },
      ]),
    ).toThrow("histories[1]: recency");
  });
});

describe("parameterSampler", () => {
  it("draws with the standard errors of the fit", () => {
    const random = createRandom(4);
    const ages = Array.from({ length: 3000 }, () => 50 + 150 * random.uniform());
    const fit = mbgNbd.fit(mbgNbd.simulateHistories({ r: 1, alpha: 20, a: 0.9, b: 2.6 }, ages, random));
    if (!fit.ok) throw new Error(fit.reason);
    const draw = parameterSampler(fit);
    const draws = Array.from({ length: 4000 }, () => Math.log(draw(random).alpha / fit.parameters.alpha));
    const spread = Math.sqrt(draws.reduce((sum, value) => sum + value * value, 0) / draws.length);
    expect(spread / (Number(fit.standardErrors.alpha) / fit.parameters.alpha)).toBeCloseTo(1, 1);
  });
});
