import { describe, expect, it } from "vitest";
import {
  bgNbd,
  createRandom,
  type FitOutcome,
  gammaGamma,
  mbgCnbdK,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
  type Random,
  shiftedBetaGeometric,
} from "../../src/models/index.js";

const SEEDS = 20;
const CUSTOMERS = 2000;

/** Distances of the estimates from the truth, in standard errors. */
const distances = <P extends object>(truth: P, fitOne: (random: Random) => FitOutcome<P>): number[] => {
  const all: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const fit = fitOne(createRandom(seed));
    if (!fit.ok) throw new Error(fit.reason);
    expect(fit.converged).toBe(true);
    for (const name of fit.estimated)
      all.push((Number(fit.parameters[name]) - Number(truth[name])) / Number(fit.standardErrors[name]));
  }
  return all;
};

const purchases = <P extends object>(model: PurchaseModel<P>, truth: P): number[] =>
  distances(truth, (random) => {
    const ages = Array.from({ length: CUSTOMERS }, () => 50 + 150 * random.uniform());
    return model.fit(model.simulateHistories(truth, ages, random));
  });

const results: number[][] = [];

describe("parameters recovered from simulated customers", () => {
  it.each([
    ["bg-nbd", () => purchases(bgNbd, { r: 0.8, alpha: 20, a: 0.8, b: 2.5 })],
    ["mbg-nbd", () => purchases(mbgNbd, { r: 1, alpha: 20, a: 0.9, b: 2.6 })],
    ["pareto-nbd", () => purchases(paretoNbd, { r: 0.9, alpha: 15, s: 0.8, beta: 30 })],
    ["mbg-cnbd-k", () => purchases(mbgCnbdK, { k: 2, r: 1.2, alpha: 10, a: 0.9, b: 3 })],
    [
      "gamma-gamma",
      () =>
        distances({ p: 6.25, q: 3.74, gamma: 15.44 }, (random) => {
          const frequencies = Array.from({ length: CUSTOMERS }, () => 1 + random.poisson(3));
          return gammaGamma.fit(gammaGamma.simulateSpend({ p: 6.25, q: 3.74, gamma: 15.44 }, frequencies, random));
        }),
    ],
    [
      "shifted-beta-geometric",
      () =>
        distances({ alpha: 0.7, beta: 2.4 }, (random) => {
          const left = Array.from({ length: CUSTOMERS }, () => random.geometric(random.beta(0.7, 2.4)));
          const survivors = Array.from({ length: 9 }, (_, t) => left.filter((renewal) => renewal > t).length);
          return shiftedBetaGeometric.fit([survivors]);
        }),
    ],
  ])("%s: within 3 standard errors", (_, recover) => {
    const found = recover();
    results.push(found);
    expect(found.filter((distance) => Math.abs(distance) <= 3).length / found.length).toBeGreaterThanOrEqual(0.97);
    // As wide as they claim: the root mean square of the distances is about 1.
    const spread = Math.sqrt(found.reduce((sum, distance) => sum + distance * distance, 0) / found.length);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.4);
  });

  it("all models together: at least 97 %", () => {
    const all = results.flat();
    expect(all.length).toBeGreaterThanOrEqual(SEEDS * 21);
    expect(all.filter((distance) => Math.abs(distance) <= 3).length / all.length).toBeGreaterThanOrEqual(0.97);
  });

  it("finds the regularity k", () => {
    for (const k of [1, 3]) {
      const random = createRandom(k);
      const histories = mbgCnbdK.simulateHistories(
        { k, r: 2, alpha: 10, a: 0.6, b: 4 },
        Array.from({ length: 1500 }, () => 100),
        random,
      );
      const fit = mbgCnbdK.fit(histories);
      expect(fit.ok && fit.parameters.k).toBe(k);
      const withoutIntervals = histories.map(({ frequency, recency, age }) => ({ frequency, recency, age }));
      const rough = mbgCnbdK.fit(withoutIntervals);
      // The time of the last purchase alone says much less about k than the times between purchases.
      expect(rough.ok && Math.abs(rough.parameters.k - k)).toBeLessThanOrEqual(1);
    }
  });
});
