import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareTail } from "../../src/math/chi-square-tail.js";
import { normalCdf } from "../../src/math/normal-cdf.js";
import { normalQuantile } from "../../src/math/normal-quantile.js";
import { regularisedGamma } from "../../src/math/regularised-gamma.js";
import { studentQuantile } from "../../src/math/student-quantile.js";
import { studentTail } from "../../src/math/student-tail.js";

const close = (value: number, expected: number, tolerance: number): void => {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.abs(expected));
};

// Values marked "mpmath" were computed with mpmath 1.3 at 30 digits.
describe("regularisedGamma", () => {
  it.each([
    [0.5, 0.1, 0.345279153981423, 0.654720846018577],
    [1.5, 40, 1, 3.069277486172417e-17],
    [3, 3.1, 0.5988368526853678, 0.40116314731463226],
    [47.5, 20, 1.223937004798402e-7, 0.9999998776062995],
    [450, 500, 0.9890053910578641, 0.010994608942135848],
    [10000, 9000, 2.073299202433928e-25, 1],
  ])("of %f and %f (mpmath)", (shape, x, lower, upper) => {
    close(regularisedGamma(shape, x), lower, 1e-13);
    close(regularisedGamma(shape, x, true), upper, 1e-13);
  });

  it("of a whole shape is a sum of Poisson probabilities", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 120, noNaN: true }), (shape, x) => {
        let term = Math.exp(-x);
        let sum = 0;
        for (let count = 0; count < shape; count += 1) {
          sum += term;
          term *= x / (count + 1);
        }
        close(regularisedGamma(shape, x, true), sum, 1e-12);
      }),
      { seed: 1 },
    );
  });

  it("has its ends, and no value for a shape of 0", () => {
    expect(regularisedGamma(2, 0)).toBe(0);
    expect(regularisedGamma(2, 0, true)).toBe(1);
    expect(regularisedGamma(2, Number.POSITIVE_INFINITY)).toBe(1);
    expect(regularisedGamma(0, 1)).toBeNaN();
  });
});

describe("chiSquareTail", () => {
  it("is e^(−x/2) for two degrees of freedom, and e^(−x/2) (1 + x/2) for four", () => {
    close(chiSquareTail(7, 2), Math.exp(-3.5), 1e-14);
    close(chiSquareTail(7, 4), 4.5 * Math.exp(-3.5), 1e-14);
  });

  // Any table of chi-square, such as NIST/SEMATECH e-Handbook 1.3.6.7.4.
  it.each([
    [3.841, 1, 0.05],
    [16.919, 9, 0.05],
    [43.773, 30, 0.05],
    [135.807, 100, 0.01],
  ])("%f with %i degrees of freedom is the tabled point", (statistic, degreesOfFreedom, tail) => {
    expect(chiSquareTail(statistic, degreesOfFreedom)).toBeCloseTo(tail, 4);
  });
});

describe("normal distribution", () => {
  it.each([
    [-30, 4.906713927148187e-198],
    [-8, 6.220960574271784e-16],
    [-1, 0.15865525393145705],
    [0.5, 0.6914624612740131],
    [3, 0.9986501019683699],
  ])("function at %f (mpmath)", (z, expected) => close(normalCdf(z), expected, 1e-14));

  it.each([
    [1e-50, -14.933337534788489],
    [1e-6, -4.753424308822899],
    [0.01, -2.326347874040841],
    [0.07, -1.4757910281791706],
    [0.3, -0.5244005127080408],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400538],
  ])("quantile at %f (mpmath)", (probability, expected) => close(normalQuantile(probability), expected, 1e-15));

  it("quantile is the function's inverse, with its ends", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 0, noNaN: true }), (z) => {
        expect(normalQuantile(normalCdf(z))).toBeCloseTo(z, 12);
      }),
      { seed: 2 },
    );
    expect(normalQuantile(0.5)).toBe(0);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(normalQuantile(1.1)).toBeNaN();
  });
});

describe("Student's t", () => {
  it("is Cauchy's distribution with one degree of freedom", () => {
    for (const probability of [1e-6, 0.05, 0.3, 0.75, 0.975])
      close(studentQuantile(probability, 1), Math.tan(Math.PI * (probability - 0.5)), 1e-9);
    close(studentTail(Math.sqrt(3), 1), 1 / 3, 1e-14);
  });

  it("has the closed form (2p − 1) √(2 / (4p (1 − p))) with two", () => {
    for (const p of [0.001, 0.2, 0.6, 0.975])
      close(studentQuantile(p, 2), (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))), 1e-9);
  });

  // Table of t: NIST/SEMATECH e-Handbook 1.3.6.7.2.
  it.each([
    [0.975, 5, 2.571],
    [0.975, 10, 2.228],
    [0.995, 30, 2.75],
    [0.95, 100, 1.66],
  ])("%f with %i degrees of freedom is the tabled point", (probability, degreesOfFreedom, expected) => {
    const point = studentQuantile(probability, degreesOfFreedom);
    expect(point).toBeCloseTo(expected, 3);
    expect(studentTail(point, degreesOfFreedom)).toBeCloseTo(2 * (1 - probability), 9);
  });

  it("nears the normal, and has its middle and ends", () => {
    expect(studentQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 6);
    expect(studentQuantile(0.5, 3)).toBe(0);
    expect(studentQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(studentTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(studentQuantile(0.9, 0)).toBeNaN();
  });
});
