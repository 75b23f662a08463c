import { describe, expect, it } from "vitest";
import { LEGENDRE_POINTS, LEGENDRE_WEIGHTS } from "../../src/math/gauss-legendre.js";
import { expectedByQuadrature, expectedBySeries } from "../../src/models/dropout-purchases.js";
import { expectedRegular } from "../../src/models/dropout-regular.js";
import { dropoutState } from "../../src/models/dropout-state.js";
import {
  createRandom,
  type History,
  mbgCnbdK,
  mbgNbd,
  type NamedParameters,
  purchaseModels,
} from "../../src/models/index.js";

const PARAMETERS: Readonly<Record<string, NamedParameters>> = {
  "bg-nbd": { r: 0.8, alpha: 20, a: 0.8, b: 2.5 },
  "mbg-nbd": { r: 1, alpha: 20, a: 0.9, b: 2.6 },
  "pareto-nbd": { r: 0.9, alpha: 15, s: 0.8, beta: 30 },
  "mbg-cnbd-k": { k: 3, r: 1.2, alpha: 8, a: 0.9, b: 3 },
};

const HISTORIES: readonly History[] = [
  { frequency: 0, recency: 0, age: 12 },
  { frequency: 2, recency: 30, age: 39 },
  { frequency: 14, recency: 38, age: 40 },
];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(purchaseModels.map((model) => [model.id, model] as const))("%s", (_, model) => {
  const parameters = PARAMETERS[model.id]!;
  const horizon = 50;

  it.each(HISTORIES)("count probabilities of $frequency at $recency add up and have the expected mean", (history) => {
    const distribution = [...model.futureCountDistribution(parameters, history, horizon, 2000)];
    expect(distribution.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
    const expected = distribution.reduce((sum, value, count) => sum + value * count, 0);
    expect(expected / model.expectedPurchases(parameters, history, horizon)).toBeCloseTo(1, 8);
    expect(1 - distribution[0]!).toBeCloseTo(model.probabilityOfPurchase(parameters, history, horizon), 10);
  });

  it.each(HISTORIES)("draws for $frequency at $recency follow that distribution", (history) => {
    const random = createRandom(11);
    const draws = Array.from({ length: 20_000 }, () => model.drawFuture(parameters, history, horizon, random));
    const distribution = model.futureCountDistribution(parameters, history, horizon, 400);
    let below = 0;
    for (let count = 0; count < 12; count += 1) {
      below += distribution[count]!;
      const share = draws.filter((draw) => draw <= count).length / draws.length;
      expect(Math.abs(share - below)).toBeLessThan(4.5 * Math.sqrt(Math.max(1e-4, below * (1 - below)) / draws.length));
    }
    const times = Array.from({ length: 5000 }, () => model.drawFutureTimes(parameters, history, horizon, random));
    for (const one of times.slice(0, 200)) {
      expect([...one].sort((first, second) => first - second)).toEqual(one);
      expect(one.every((time) => time > 0 && time <= horizon)).toBe(true);
    }
    const spread = Math.sqrt(mean(draws.map((draw) => draw * draw)) - mean(draws) ** 2);
    expect(Math.abs(mean(times.map((one) => one.length)) - mean(draws))).toBeLessThan(5 * spread * Math.sqrt(1 / 5000));
  });

  it("simulated newborns have the counts of probabilityMass", () => {
    const random = createRandom(12);
    const histories = model.simulateHistories(parameters, new Array<number>(20_000).fill(40), random);
    for (let count = 0; count < 8; count += 1) {
      const chance = model.probabilityMass(parameters, count, 40);
      const share = histories.filter(({ frequency }) => frequency === count).length / histories.length;
      expect(Math.abs(share - chance)).toBeLessThan(4.5 * Math.sqrt((chance * (1 - chance)) / histories.length));
    }
    const sum = mean(histories.map(({ frequency }) => frequency));
    expect(sum / model.expectedPurchasesSinceBirth(parameters, 40)).toBeCloseTo(1, 1);
    expect(histories.every(({ recency, age }) => recency >= 0 && recency <= age)).toBe(true);
  });

  it.each(HISTORIES)("DERT for $frequency at $recency is δ ∫ e^(−δ t) E(t) dt", (history) => {
    const rate = 0.02;
    let sum = 0;
    for (let panel = 0; panel < 100; panel += 1)
      for (let index = 0; index < LEGENDRE_POINTS.length; index += 1) {
        const time = 10 * (2 * panel + 1 + LEGENDRE_POINTS[index]!);
        sum +=
          10 *
          LEGENDRE_WEIGHTS[index]! *
          rate *
          Math.exp(-rate * time) *
          model.expectedPurchases(parameters, history, time);
      }
    expect(model.discountedExpectedTransactions(parameters, history, rate) / sum).toBeCloseTo(1, 8);
  });

  it.each(HISTORIES)("spans drawn for $frequency at $recency are worth what DERT says", (history) => {
    const rate = 0.02;
    const random = createRandom(14);
    const draw = model.futureSpanSampler(parameters, history, 4000);
    const worth = Array.from({ length: 40_000 }, () => {
      const { purchases, end, lastAtEnd } = draw(random);
      const spread = purchases - (lastAtEnd ? 1 : 0);
      // Purchases evenly at random in (0, end] are worth (1 − e^(−δ end)) / (δ end) each.
      return (
        (lastAtEnd ? Math.exp(-rate * end) : 0) +
        (spread === 0 ? 0 : (-spread * Math.expm1(-rate * end)) / (rate * end))
      );
    });
    const deviation = Math.sqrt(mean(worth.map((one) => one * one)) - mean(worth) ** 2);
    const exact = model.discountedExpectedTransactions(parameters, history, rate);
    // Regular purchases do not lie evenly at random: spans leave their mean within 3 %.
    const regular = model.id === "mbg-cnbd-k" ? 0.03 * exact : 0;
    expect(Math.abs(mean(worth) - exact)).toBeLessThan(regular + (4.5 * deviation) / Math.sqrt(worth.length));
  });

  it.each(HISTORIES)("spans drawn for $frequency at $recency hold as many purchases as are expected", (history) => {
    const random = createRandom(15);
    const draw = model.futureSpanSampler(parameters, history, horizon);
    const distribution = model.futureCountDistribution(parameters, history, horizon, 40);
    const counts = Array.from({ length: 20_000 }, () => draw(random).purchases);
    for (let count = 0; count < 6; count += 1) {
      const share = counts.filter((one) => one === count).length / counts.length;
      const chance = distribution[count]!;
      expect(Math.abs(share - chance)).toBeLessThan(4.5 * Math.sqrt(Math.max(1e-4, chance) / counts.length));
    }
  });

  it("waits the median time: half of those alive have bought by then", () => {
    for (const history of HISTORIES) {
      const wait = model.medianWait(parameters, history);
      const alive = model.probabilityAlive(parameters, history);
      // Dropout before the next purchase can only come in between under the Pareto/NBD.
      if (model.id !== "pareto-nbd")
        expect(model.probabilityOfPurchase(parameters, history, wait) / alive).toBeCloseTo(0.5, 9);
      else expect(model.probabilityOfPurchase(parameters, history, wait) / alive).toBeLessThan(0.5);
    }
  });

  it("a path is its horizons one by one", () => {
    const horizons = [1, 7, 52, 365];
    expect(model.expectedPurchasesPath(parameters, HISTORIES[1]!, horizons)).toEqual(
      horizons.map((one) => model.expectedPurchases(parameters, HISTORIES[1]!, one)),
    );
  });

  it("is alive with the chance that simulated customers of that history are", () => {
    // Simulate to 60, look at those with two purchases by 30: the share that buys again by 60.
    const random = createRandom(13);
    const ages = new Array<number>(60_000).fill(30);
    const chosen = model
      .simulateHistories(parameters, ages, random)
      .filter(({ frequency, recency }) => frequency === 2 && recency > 20);
    const predicted = mean(chosen.map((history) => model.probabilityOfPurchase(parameters, history, 30)));
    const drawn = mean(chosen.map((history) => Math.sign(model.drawFuture(parameters, history, 30, random))));
    expect(Math.abs(predicted - drawn)).toBeLessThan(4.5 * Math.sqrt(0.25 / chosen.length));
  });
});

describe("three ways to the expected purchases", () => {
  it("series, quadrature and term-by-term sum agree", () => {
    for (const history of HISTORIES)
      for (const horizon of [0.01, 1, 50, 1000]) {
        const state = dropoutState({ r: 1, alpha: 20, a: 0.9, b: 2.6 }, { k: 1, firstChance: 1 }, history);
        const quadrature = expectedByQuadrature(state, horizon);
        expect(Number(expectedBySeries(state, horizon)) / quadrature).toBeCloseTo(1, 11);
        expect(expectedRegular(state, horizon) / quadrature).toBeCloseTo(1, 11);
      }
  });

  it("the sum for regular timing stays right where it becomes an integral", () => {
    const state = dropoutState(
      { r: 3, alpha: 2, a: 0.4, b: 900 },
      { k: 1, firstChance: 1 },
      { frequency: 4000, recency: 9, age: 9 },
    );
    const horizon = 500;
    expect(expectedRegular(state, horizon) / expectedByQuadrature(state, horizon)).toBeCloseTo(1, 7);
  });
});

describe("mbg-cnbd-k", () => {
  it("with k = 1 is the MBG/NBD", () => {
    const parameters = { r: 1, alpha: 20, a: 0.9, b: 2.6 };
    const regular = { k: 1, ...parameters };
    for (const history of HISTORIES) {
      expect(mbgCnbdK.logLikelihood(regular, history)).toBe(mbgNbd.logLikelihood(parameters, history));
      expect(mbgCnbdK.probabilityAlive(regular, history)).toBe(mbgNbd.probabilityAlive(parameters, history));
      expect(mbgCnbdK.expectedPurchases(regular, history, 52)).toBe(mbgNbd.expectedPurchases(parameters, history, 52));
    }
  });

  it("gives a regular buyer up sooner", () => {
    const history = { frequency: 10, recency: 30, age: 36 };
    const regular = mbgCnbdK.probabilityAlive({ k: 4, r: 1, alpha: 5, a: 0.9, b: 2.6 }, history);
    expect(regular).toBeLessThan(mbgNbd.probabilityAlive({ r: 1, alpha: 20, a: 0.9, b: 2.6 }, history));
  });

  it("refuses a k that is not a whole number from 1 to 100", () => {
    for (const k of [0.5, 1.5, 101])
      expect(() => mbgCnbdK.probabilityAlive({ k, r: 1, alpha: 1, a: 1, b: 1 }, HISTORIES[0]!)).toThrow("parameter k");
  });
});
