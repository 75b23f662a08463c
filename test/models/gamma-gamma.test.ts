import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, gammaGamma } from "../../src/models/index.js";

const parameters = { p: 6.25, q: 3.74, gamma: 15.44 };

describe("gammaGamma", () => {
  it("expects the population's mean of a customer without amounts", () => {
    const expected = (6.25 * 15.44) / 2.74;
    expect(gammaGamma.populationMean(parameters)).toBeCloseTo(expected, 12);
    expect(gammaGamma.expectedSpend(parameters, { frequency: 0, meanSpend: 0 })).toBeCloseTo(expected, 12);
  });

  it("draws and quantiles agree, and their mean is the expected spend", () => {
    const random = createRandom(5);
    const spend = { frequency: 3, meanSpend: 35 };
    for (const transactions of [1, 6]) {
      const draws = Array.from({ length: 40_000 }, () =>
        gammaGamma.drawMeanSpend(parameters, spend, transactions, random),
      );
      for (const probability of [0.1, 0.5, 0.9]) {
        const quantile = gammaGamma.spendQuantile(parameters, spend, transactions, probability);
        const share = draws.filter((draw) => draw <= quantile).length / draws.length;
        expect(Math.abs(share - probability)).toBeLessThan(
          4.5 * Math.sqrt((probability * (1 - probability)) / draws.length),
        );
      }
      const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
      expect(mean / Number(gammaGamma.expectedSpend(parameters, spend))).toBeCloseTo(1, 1);
    }
  });

  it("gives numbers or null, never NaN, for any parameters", () => {
    const positive = (low: number, high: number): fc.Arbitrary<number> =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(
        fc.record({ p: positive(1e-6, 1e6), q: positive(1e-6, 1e6), gamma: positive(1e-6, 1e6) }),
        fc.record({ frequency: fc.integer({ min: 0, max: 10_000 }), meanSpend: positive(1e-3, 1e6) }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (values, spend, probability) => {
          expect(Number.isNaN(gammaGamma.logLikelihood(values, spend))).toBe(false);
          const expected = gammaGamma.expectedSpend(values, spend);
          expect(expected === null || expected > 0).toBe(true);
          expect(expected === null).toBe(values.p * spend.frequency + values.q <= 1);
          const low = gammaGamma.spendQuantile(values, spend, 3, probability * 0.9);
          expect(low >= 0).toBe(true);
          expect(gammaGamma.spendQuantile(values, spend, 3, probability)).toBeGreaterThanOrEqual(low * (1 - 1e-6));
        },
      ),
      { numRuns: 200, seed: 9 },
    );
  });

  it("lies between the customer's mean and the population's", () => {
    const population = Number(gammaGamma.populationMean(parameters));
    for (const frequency of [1, 4, 40]) {
      const expected = Number(gammaGamma.expectedSpend(parameters, { frequency, meanSpend: 100 }));
      expect(expected).toBeGreaterThan(population);
      expect(expected).toBeLessThan(100);
    }
  });

  it("fits the same in cents, in any order", () => {
    const random = createRandom(6);
    const spends = gammaGamma.simulateSpend(
      parameters,
      Array.from({ length: 600 }, (_, index) => index % 6),
      random,
    );
    const fit = gammaGamma.fit(spends);
    const cents = gammaGamma.fit(
      [...spends].reverse().map((spend) => ({ ...spend, meanSpend: spend.meanSpend * 100 })),
    );
    if (!fit.ok || !cents.ok) throw new Error("no fit");
    expect(gammaGamma.fit([...spends].reverse())).toEqual(fit);
    expect(cents.parameters.p / fit.parameters.p).toBeCloseTo(1, 8);
    expect(cents.parameters.q / fit.parameters.q).toBeCloseTo(1, 8);
    expect(cents.parameters.gamma / fit.parameters.gamma).toBeCloseTo(100, 5);
    const sum = spends.reduce((total, spend) => total + gammaGamma.logLikelihood(fit.parameters, spend), 0);
    expect(fit.logLikelihood / sum).toBeCloseTo(1, 12);
  });

  it("throws RangeError for what cannot be", () => {
    expect(() => gammaGamma.expectedSpend({ ...parameters, p: 0 }, { frequency: 1, meanSpend: 1 })).toThrow(
      "parameter p",
    );
    expect(() => gammaGamma.expectedSpend(parameters, { frequency: 1, meanSpend: 0 })).toThrow("meanSpend");
    expect(() => gammaGamma.spendQuantile(parameters, { frequency: 1, meanSpend: 1 }, 0, 0.5)).toThrow("transactions");
    expect(() => gammaGamma.spendQuantile(parameters, { frequency: 1, meanSpend: 1 }, 1, 1)).toThrow("probability");
  });
});
