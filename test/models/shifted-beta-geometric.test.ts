import { describe, expect, it } from "vitest";
import { shiftedBetaGeometric } from "../../src/models/index.js";

// Fader & Hardie 2007, "How to Project Customer Retention", table 1 (survivors of 1,000 in years 0 to 7) and the
// estimates given there: High End 0.668 and 3.806 (log-likelihood -1611.2), Regular 0.704 and 1.182 (-1680.3).
const HIGH_END = [1000, 869, 743, 653, 593, 551, 517, 491];
const REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241];

describe("shiftedBetaGeometric", () => {
  it.each([
    ["High End", HIGH_END, 0.668, 3.806, -1611.2],
    ["Regular", REGULAR, 0.704, 1.182, -1680.3],
  ] as const)("fits the paper's %s customers", (_, survivors, alpha, beta, logLikelihood) => {
    const fit = shiftedBetaGeometric.fit([survivors]);
    if (!fit.ok) throw new Error(fit.reason);
    expect(fit.converged).toBe(true);
    expect(fit.parameters.alpha).toBeCloseTo(alpha, 3);
    expect(fit.parameters.beta).toBeCloseTo(beta, 3);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 1);
    expect(shiftedBetaGeometric.logLikelihood(fit.parameters, survivors)).toBeCloseTo(fit.logLikelihood, 8);
  });

  it("churn chances add up to what survival leaves", () => {
    const parameters = { alpha: 0.7, beta: 1.2 };
    let sum = 0;
    for (let t = 1; t <= 30; t += 1) {
      sum += shiftedBetaGeometric.churnProbability(parameters, t);
      expect(shiftedBetaGeometric.survival(parameters, t)).toBeCloseTo(1 - sum, 12);
      const kept = shiftedBetaGeometric.survival(parameters, t) / shiftedBetaGeometric.survival(parameters, t - 1);
      expect(shiftedBetaGeometric.retention(parameters, t)).toBeCloseTo(kept, 12);
    }
  });

  it("residual lifetime is the discounted sum of survival", () => {
    const parameters = { alpha: 1.4, beta: 3 };
    for (const [renewals, rate] of [
      [1, 0.1],
      [4, 0.3],
    ] as const) {
      let sum = 0;
      for (let t = renewals; t < 3000; t += 1)
        sum +=
          shiftedBetaGeometric.survival(parameters, t) /
          shiftedBetaGeometric.survival(parameters, renewals - 1) /
          (1 + rate) ** (t - renewals);
      expect(shiftedBetaGeometric.discountedResidualLifetime(parameters, renewals, rate)).toBeCloseTo(sum, 10);
    }
    expect(shiftedBetaGeometric.discountedResidualLifetime(parameters, 1, 0)).toBeCloseTo(3 / 0.4, 10);
    expect(shiftedBetaGeometric.discountedResidualLifetime({ alpha: 0.9, beta: 3 }, 1, 0)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("stays a chance for tiny and huge parameters", () => {
    for (const alpha of [1e-6, 1, 1e6])
      for (const beta of [1e-6, 1, 1e6])
        for (const t of [1, 10, 10_000]) {
          const survival = shiftedBetaGeometric.survival({ alpha, beta }, t);
          expect(survival >= 0 && survival <= 1).toBe(true);
          expect(shiftedBetaGeometric.discountedResidualLifetime({ alpha, beta }, t, 0.1)).toBeGreaterThanOrEqual(0);
        }
  });

  it("throws RangeError for what cannot be", () => {
    const parameters = { alpha: 1, beta: 1 };
    expect(() => shiftedBetaGeometric.survival(parameters, -1)).toThrow(RangeError);
    expect(() => shiftedBetaGeometric.churnProbability(parameters, 0)).toThrow(RangeError);
    expect(() => shiftedBetaGeometric.discountedResidualLifetime(parameters, 0, 0.1)).toThrow(RangeError);
    expect(() => shiftedBetaGeometric.logLikelihood(parameters, [5, 6])).toThrow(RangeError);
  });
});
