import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type History, type NamedParameters, purchaseModels } from "../../src/models/index.js";

const RUNS = { numRuns: 150, seed: 20_260_101 };

/** Positive numbers, evenly over their logarithms. */
const positive = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const parametersOf = (names: readonly string[]): fc.Arbitrary<NamedParameters> =>
  fc.record(
    Object.fromEntries(
      names.map((name) => [name, name === "k" ? fc.integer({ min: 1, max: 4 }) : positive(1e-6, 1e6)]),
    ),
  );

const history: fc.Arbitrary<History> = fc
  .record({
    frequency: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10_000 })),
    age: positive(1e-3, 1e5),
    share: fc.oneof(fc.constant(1), fc.double({ min: 1e-6, max: 1, noNaN: true })),
  })
  .map(({ frequency, age, share }) => ({ frequency, recency: frequency === 0 ? 0 : age * share, age }));

const isChance = (value: number): boolean => value >= 0 && value <= 1;
const isAmount = (value: number): boolean => value >= 0;
const notBelow = (value: number, other: number): boolean => value >= other * (1 - 1e-9) - 1e-300;

describe.each(purchaseModels.map((model) => [model.id, model] as const))("%s", (_, model) => {
  const parameters = parametersOf(model.parameterNames);

  it("gives numbers for any history and any parameters", () => {
    fc.assert(
      fc.property(parameters, history, positive(1e-3, 1e5), (values, one, horizon) => {
        expect(Number.isNaN(model.logLikelihood(values, one))).toBe(false);
        expect(model.logLikelihood(values, one)).toBeLessThan(Number.POSITIVE_INFINITY);
        expect(isChance(model.probabilityAlive(values, one))).toBe(true);
        expect(isAmount(model.expectedPurchases(values, one, horizon))).toBe(true);
        expect(isChance(model.probabilityOfPurchase(values, one, horizon))).toBe(true);
        expect(isAmount(model.medianWait(values, one))).toBe(true);
        expect(isAmount(model.discountedExpectedTransactions(values, one, 1 / horizon))).toBe(true);
        expect(isAmount(model.expectedPurchasesSinceBirth(values, horizon))).toBe(true);
        expect(isChance(model.probabilityMass(values, one.frequency, horizon))).toBe(true);
      }),
      RUNS,
    );
  });

  it("expects more, and is surer of a purchase, the longer the horizon", () => {
    fc.assert(
      fc.property(parameters, history, positive(1e-3, 1e5), positive(1.01, 100), (values, one, horizon, times) => {
        const longer = horizon * times;
        expect(
          notBelow(model.expectedPurchases(values, one, longer), model.expectedPurchases(values, one, horizon)),
        ).toBe(true);
        expect(
          notBelow(model.probabilityOfPurchase(values, one, longer), model.probabilityOfPurchase(values, one, horizon)),
        ).toBe(true);
      }),
      RUNS,
    );
  });

  it("expects at least as many purchases as it is sure of one, and no more than without dropout", () => {
    fc.assert(
      fc.property(parameters, history, positive(1e-3, 1e5), (values, one, horizon) => {
        const expected = model.expectedPurchases(values, one, horizon);
        expect(notBelow(expected, model.probabilityOfPurchase(values, one, horizon))).toBe(true);
      }),
      RUNS,
    );
  });

  it("is surer that a customer is alive the later the last purchase was", () => {
    fc.assert(
      fc.property(parameters, history, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, one, share) => {
        const earlier = { ...one, recency: one.recency * share };
        expect(notBelow(model.probabilityAlive(values, one), model.probabilityAlive(values, earlier))).toBe(true);
      }),
      RUNS,
    );
  });

  it("values purchases less the higher the rate, and never above their number", () => {
    fc.assert(
      fc.property(parameters, history, positive(1e-5, 10), positive(1.01, 100), (values, one, rate, times) => {
        const low = model.discountedExpectedTransactions(values, one, rate);
        expect(notBelow(low, model.discountedExpectedTransactions(values, one, rate * times))).toBe(true);
        expect(notBelow(model.discountedExpectedTransactions(values, one, 0), low)).toBe(true);
      }),
      RUNS,
    );
  });

  it("gives the same answers in any unit of time", () => {
    const inTime = new Set(["alpha", "beta"]);
    fc.assert(
      fc.property(parameters, history, positive(1e-2, 1e4), positive(0.01, 100), (values, one, horizon, unit) => {
        const scaled = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, inTime.has(name) ? value * unit : value]),
        );
        const other = { ...one, recency: Math.min(one.recency * unit, one.age * unit), age: one.age * unit };
        const first = model.expectedPurchases(values, one, horizon);
        const second = model.expectedPurchases(scaled, other, horizon * unit);
        expect(Math.abs(first - second)).toBeLessThanOrEqual(1e-7 * Math.max(first, second) + 1e-300);
      }),
      RUNS,
    );
  });

  it("gives count probabilities that add up to at most 1 and agree with the single ones", () => {
    fc.assert(
      fc.property(parameters, positive(1e-3, 1e4), fc.integer({ min: 0, max: 12 }), (values, horizon, count) => {
        const newborn = { frequency: 0, recency: 0, age: 0 };
        const distribution = model.futureCountDistribution(values, newborn, horizon, 40);
        const sum = distribution.reduce((total, value) => total + value, 0);
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        expect(distribution.every(isChance)).toBe(true);
        const single = model.probabilityMass(values, count, horizon);
        expect(Math.abs(distribution[count]! - single)).toBeLessThanOrEqual(1e-8);
      }),
      RUNS,
    );
  });
});
