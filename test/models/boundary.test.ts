import { describe, expect, it } from "vitest";
import {
  createRandom,
  gammaGamma,
  type History,
  mbgNbd,
  type NamedParameters,
  parameterSampler,
  purchaseModels,
  shiftedBetaGeometric,
} from "../../src/models/index.js";

const random = createRandom(3);

const withPurchases = (age: number, frequency: number): History => ({
  frequency,
  recency: frequency === 0 ? 0 : age * Math.max(...Array.from({ length: frequency }, () => random.uniform())),
  age,
});

const nobodyRepeats = Array.from({ length: 50 }, (_, index) => ({ frequency: 0, recency: 0, age: 10 + index }));
const everybodyRepeats = Array.from({ length: 200 }, (_, index) => withPurchases(200 + index, 1 + random.poisson(5)));
const nobodyLapses = Array.from({ length: 300 }, (_, index) =>
  withPurchases(200 + index, random.poisson(3 * random.gamma(2))),
);
const heavyBuyers = mbgNbd.simulateHistories(
  { r: 4, alpha: 1, a: 0.05, b: 40 },
  Array.from({ length: 300 }, () => 120),
  random,
);
const twelve = mbgNbd.simulateHistories({ r: 1, alpha: 30, a: 0.8, b: 3 }, new Array<number>(12).fill(300), random);
const allTheSame = Array.from({ length: 100 }, () => ({ frequency: 3, recency: 20, age: 40 }));
const allUpToTheEnd = Array.from({ length: 100 }, (_, index) => ({ frequency: 1 + (index % 4), recency: 40, age: 40 }));

describe.each(purchaseModels.map((model) => [model.id, model] as const))("%s", (_, model) => {
  it.each([
    ["no customers", [], "no-customers"],
    ["nobody repeats", nobodyRepeats, "no-repeats"],
    ["one customer", [{ frequency: 3, recency: 20, age: 40 }], "too-few-customers"],
    ["half a purchase", [{ frequency: 1.5, recency: 1, age: 2 }], "invalid-history"],
    ["a last purchase after the end", [{ frequency: 1, recency: 3, age: 2 }], "invalid-history"],
    ["an age that is not a number", [{ frequency: 0, recency: 0, age: Number.NaN }], "invalid-history"],
  ])("refuses with a code and a reason: %s", (__, histories, code) => {
    const outcome = model.fit(histories);
    expect(outcome).toMatchObject({ ok: false, model: model.id, code });
    expect(!outcome.ok && outcome.reason.length).toBeGreaterThan(10);
  });

  it.each([
    ["everybody repeats", everybodyRepeats],
    ["nobody lapses", nobodyLapses],
    ["very heavy buyers", heavyBuyers],
    ["12 customers", twelve],
    ["all the same", allTheSame],
    ["all bought on the last day", allUpToTheEnd],
  ])("answers: %s", (__, histories) => {
    const fit = model.fit(histories);
    if (!fit.ok) throw new Error(fit.reason);
    for (const value of Object.values(fit.parameters)) expect(value > 0 && value < Number.POSITIVE_INFINITY).toBe(true);
    expect(fit.converged).toBe(true);
    for (const name of fit.estimated)
      if (fit.standardErrors[name] === null) {
        expect(fit.warnings.some((warning) => warning.startsWith(`${name} `))).toBe(true);
        expect(fit.standardErrorsMissing).toContain(name);
      }
    const draw = parameterSampler(fit);
    for (let index = 0; index < 20; index += 1) {
      const drawn = draw(createRandom(index));
      expect(model.expectedPurchases(drawn, histories[0]!, 50)).toBeGreaterThanOrEqual(0);
    }
  });

  it("is at the maximum of the projected gradient where everybody buys alike and nobody lapses", () => {
    // All 200 buy every 34 days until the end: rates are all alike and chances of dropout nil, so parameters run to bounds.
    const alike = Array.from({ length: 200 }, (_, index) => ({ frequency: 9, recency: 306, age: 306 + (index % 20) }));
    const fit = model.fit(alike);
    if (!fit.ok) throw new Error(fit.reason);
    expect(fit.converged).toBe(true);
    expect(fit.warnings.some((warning) => warning.includes("bound"))).toBe(true);
    // A step of any one parameter gains nothing worth naming: the log-likelihood itself is the oracle.
    const total = (parameters: NamedParameters): number =>
      alike.reduce((sum, history) => sum + model.logLikelihood(parameters, history), 0);
    const reached = total(fit.parameters);
    for (const name of fit.estimated)
      for (const factor of [0.9, 1 / 0.9]) {
        const moved = Number(fit.parameters[name]) * factor;
        const outside = (name === "r" || name === "s" || name === "a" || name === "b") && (moved > 1e4 || moved < 1e-5);
        if (!outside) expect(total({ ...fit.parameters, [name]: moved })).toBeLessThan(reached + 1e-3);
      }
  });

  it("names the parameters that nobody's lapsing leaves open", () => {
    const fit = model.fit(nobodyLapses);
    expect(fit.ok && fit.warnings.length).toBeGreaterThan(0);
  });

  it("throws RangeError for what cannot be", () => {
    const good = Object.fromEntries(model.parameterNames.map((name) => [name, 1]));
    const history = { frequency: 1, recency: 1, age: 2 };
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => model.probabilityAlive({ ...good, r: bad }, history)).toThrow(RangeError);
    expect(() => model.probabilityAlive(good, { frequency: 1, recency: 3, age: 2 })).toThrow("recency");
    expect(() => model.probabilityAlive(good, { frequency: -1, recency: 0, age: 2 })).toThrow("frequency");
    expect(() => model.expectedPurchases(good, history, -1)).toThrow("horizon");
    expect(() => model.discountedExpectedTransactions(good, history, Number.NaN)).toThrow("rate");
    expect(() => model.probabilityMass(good, 0.5, 1)).toThrow("count");
  });
});

describe("gamma-gamma", () => {
  it("refuses equal amounts, and names the amount", () => {
    const outcome = gammaGamma.fit(
      Array.from({ length: 50 }, (_, index) => ({ frequency: 1 + (index % 3), meanSpend: 10 })),
    );
    expect(outcome).toMatchObject({ ok: false, code: "equal-amounts" });
    expect(!outcome.ok && outcome.reason).toContain("10");
  });

  it("refuses amounts of 0, one customer, and no customers", () => {
    expect(gammaGamma.fit([{ frequency: 1, meanSpend: 0 }])).toMatchObject({ ok: false, code: "invalid-history" });
    expect(gammaGamma.fit([{ frequency: 1, meanSpend: 5 }])).toMatchObject({ ok: false, code: "too-few-customers" });
    expect(gammaGamma.fit([{ frequency: 0, meanSpend: 0 }])).toMatchObject({ ok: false, code: "no-repeats" });
  });

  it("says so where the mean over all customers is infinite", () => {
    const fit = gammaGamma.fit(
      gammaGamma.simulateSpend(
        { p: 2, q: 0.6, gamma: 5 },
        Array.from({ length: 800 }, (_, index) => 1 + (index % 5)),
        random,
      ),
    );
    if (!fit.ok) throw new Error(fit.reason);
    expect(fit.parameters.q).toBeLessThan(1);
    expect(fit.warnings.join()).toContain("infinite");
    expect(gammaGamma.populationMean(fit.parameters)).toBeNull();
    expect(gammaGamma.expectedSpend(fit.parameters, { frequency: 0, meanSpend: 0 })).toBeNull();
    expect(gammaGamma.expectedSpend(fit.parameters, { frequency: 2, meanSpend: 8 })).toBeGreaterThan(0);
  });
});

describe("shifted beta-geometric", () => {
  it("answers where nobody or everybody leaves", () => {
    for (const cohort of [
      [1000, 1000],
      [1000, 0],
    ]) {
      const fit = shiftedBetaGeometric.fit([cohort]);
      expect(fit.ok && fit.warnings.length).toBeGreaterThan(0);
    }
    expect(shiftedBetaGeometric.fit([])).toMatchObject({ ok: false, code: "no-customers" });
    expect(shiftedBetaGeometric.fit([[10, 12]])).toMatchObject({ ok: false, code: "invalid-history" });
  });
});
