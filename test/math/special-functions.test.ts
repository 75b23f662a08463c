import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaQuantileLogOdds } from "../../src/math/beta-quantile.js";
import { betaRule } from "../../src/math/beta-rule.js";
import { decayIntegral } from "../../src/math/decay-integral.js";
import { digamma } from "../../src/math/digamma.js";
import { digammaDifference } from "../../src/math/digamma-difference.js";
import { gammaRule } from "../../src/math/gamma-rule.js";
import {
  LEGENDRE_POINTS,
  LEGENDRE_POINTS_8,
  LEGENDRE_WEIGHTS,
  LEGENDRE_WEIGHTS_8,
} from "../../src/math/gauss-legendre.js";
import { logBeta } from "../../src/math/log-beta.js";
import { logConcaveRule } from "../../src/math/log-concave-rule.js";
import { logGamma } from "../../src/math/log-gamma.js";
import { logGammaRatio } from "../../src/math/log-gamma-ratio.js";
import { logNegativeBinomial, negativeBinomialTable } from "../../src/math/negative-binomial.js";
import { negativeBinomialTail } from "../../src/math/negative-binomial-tail.js";
import { regularisedBeta } from "../../src/math/regularised-beta.js";

const positive = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const close = (value: number, expected: number, tolerance: number): void => {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(expected), 1e-300));
};

// Values marked "mpmath" were computed with mpmath 1.3 at 30 digits.
const LOG_GAMMA: readonly (readonly [number, number])[] = [
  [1e-6, 13.815509980749432],
  [0.25, 1.2880225246980774],
  [3.7, 1.4280723266653879],
  [12.5, 18.734347511936445],
  [1000.5, 5908.674175848678],
  [1e6, 12815504.569147613],
];
const DIGAMMA: readonly (readonly [number, number])[] = [
  [1e-6, -1000000.57721402],
  [0.25, -4.2274535333762655],
  [3.7, 1.1671535393615113],
  [12.5, 2.485195651274912],
  [1000.5, 6.907755320648796],
  [1e6, 13.815510057964191],
];
const LOG_GAMMA_RATIO: readonly (readonly [number, number, number])[] = [
  [1e6, 1, 13.815510557964274],
  [1e6, 0.001, 0.013815510058464191],
  [0.25, 10000, 82100.7320496356],
  [1e-6, 40, 92.81625395622142],
  [12.5, 100000, 1051412.8869131783],
  [3.5, 2.25, 3.165742434275212],
];
const LOG_BETA: readonly (readonly [number, number, number])[] = [
  [1e-6, 1e6, 13.815496165239374],
  [0.5, 0.5, 1.1447298858494002],
  [300, 2000, -892.4512514491079],
  [1e5, 3, -33.84565921410074],
];
const INCOMPLETE_BETA: readonly (readonly [number, number, number, number])[] = [
  [0.5, 2, 3, 0.6875],
  [0.01, 10, 0.5, 1.770034965528574e-21],
  [0.9, 0.3, 40, 1.0],
  [0.3, 120, 200, 0.002147382301879388],
  [0.02, 1, 9000, 1.0],
  [0.999, 5000, 2, 0.04032667175919371],
];

describe("logGamma", () => {
  it("knows factorials and halves", () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    close(logGamma(11), Math.log(3_628_800), 1e-15);
    close(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
    expect(logGamma(0)).toBeNaN();
  });

  it.each(LOG_GAMMA)("of %f (mpmath)", (x, expected) => close(logGamma(x), expected, 1e-14));
});

describe("digamma", () => {
  it.each(DIGAMMA)("of %f (mpmath)", (x, expected) => close(digamma(x), expected, 1e-14));

  it("differences are sums of reciprocals", () => {
    fc.assert(
      fc.property(positive(1e-6, 1e6), fc.integer({ min: 0, max: 400 }), (base, step) => {
        let sum = 0;
        for (let index = step - 1; index >= 0; index -= 1) sum += 1 / (base + index);
        close(digammaDifference(base, step), sum, 1e-12);
      }),
      { seed: 1 },
    );
  });
});

describe("logGammaRatio", () => {
  it.each(LOG_GAMMA_RATIO)("of %f and %f (mpmath)", (base, step, expected) =>
    close(logGammaRatio(base, step), expected, 2e-14),
  );

  it("adds up: Γ(b + m + n) / Γ(b)", () => {
    fc.assert(
      fc.property(positive(1e-6, 1e6), fc.nat(10_000), fc.nat(10_000), (base, one, other) => {
        const whole = logGammaRatio(base, one + other);
        const parts = logGammaRatio(base, one) + logGammaRatio(base + one, other);
        expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1e-13 * (Math.abs(whole) + 20));
      }),
      { seed: 2 },
    );
  });
});

describe("logBeta", () => {
  it.each(LOG_BETA)("of %f and %f (mpmath)", (a, b, expected) => close(logBeta(a, b), expected, 1e-14));
});

describe("regularisedBeta", () => {
  it.each(INCOMPLETE_BETA)("of %f, %f, %f (mpmath)", (z, a, b, expected) =>
    close(regularisedBeta(z, a, b), expected, 1e-11),
  );

  it("is 1 less its mirror image, and its quantile's inverse", () => {
    fc.assert(
      fc.property(
        positive(0.05, 1e3),
        positive(0.05, 1e3),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, z) => {
          expect(regularisedBeta(z, a, b)).toBeCloseTo(regularisedBeta(1 - z, b, a, z, true), 12);
          const odds = Math.exp(betaQuantileLogOdds(z, a, b));
          expect(regularisedBeta(odds / (1 + odds), a, b, 1 / (1 + odds))).toBeCloseTo(z, 9);
        },
      ),
      { seed: 3 },
    );
  });
});

describe("negative binomial", () => {
  it("table, single values and tails agree", () => {
    for (const [shape, rate, span] of [
      [0.3, 4, 50],
      [250, 3, 2],
      [9000, 1, 0.01],
    ] as const) {
      const { probabilities, tails } = negativeBinomialTable(shape, rate, span, 120);
      for (let count = 0; count <= 120; count += 7) {
        close(probabilities[count]!, Math.exp(logNegativeBinomial(count, shape, rate, span)), 1e-11);
        close(tails[count]!, negativeBinomialTail(count, shape, rate, span), 1e-9);
      }
    }
  });
});

describe("quadrature rules", () => {
  it("betaRule has the beta's mean and second moment, from 1e-6 to 1e6", () => {
    for (const a of [1e-6, 1e-3, 0.5, 3, 1e3, 1e6])
      for (const b of [1e-6, 1e-3, 0.5, 3, 1e3, 1e6]) {
        const { points, weights, complements } = betaRule(a, b);
        let first = 0;
        let other = 0;
        let second = 0;
        for (let index = 0; index < points.length; index += 1) {
          first += weights[index]! * points[index]!;
          other += weights[index]! * complements[index]!;
          second += weights[index]! * points[index]! ** 2;
        }
        close(first, a / (a + b), 1e-11);
        close(other, b / (a + b), 1e-11);
        close(second, (a * (a + 1)) / ((a + b) * (a + b + 1)), 1e-11);
      }
  });

  it("gammaRule has the gamma's moments, from 1e-6 to 1e6", () => {
    for (const shape of [1e-6, 1e-3, 0.5, 3, 1e3, 1e6]) {
      const { points, weights } = gammaRule(shape);
      close(
        weights.reduce((sum, weight, index) => sum + weight * points[index]!, 0),
        shape,
        1e-11,
      );
      close(
        weights.reduce((sum, weight, index) => sum + weight * points[index]! ** 2, 0),
        shape * (shape + 1),
        1e-11,
      );
    }
  });

  it("logConcaveRule integrates steep and shifted peaks", () => {
    for (const width of [1, 1e-2, 1e-4]) {
      const { weights, logScale } = logConcaveRule(
        (u) => -(((u - 0.3) / width) ** 2),
        (u) => (-2 * (u - 0.3)) / width ** 2,
        -50,
        50,
      );
      close(Math.exp(logScale) * weights.reduce((sum, weight) => sum + weight, 0), width * Math.sqrt(Math.PI), 1e-12);
    }
  });
});

describe("Gauss-Legendre points", () => {
  it("integrate powers exactly, up to twice their number", () => {
    for (const [points, weights] of [
      [LEGENDRE_POINTS, LEGENDRE_WEIGHTS],
      [LEGENDRE_POINTS_8, LEGENDRE_WEIGHTS_8],
    ] as const)
      for (let power = 0; power < 2 * points.length; power += 1) {
        const sum = points.reduce((total, point, index) => total + weights[index]! * point ** power, 0);
        expect(sum).toBeCloseTo(power % 2 === 0 ? 2 / (power + 1) : 0, 14);
      }
  });
});

describe("decayIntegral", () => {
  it("has no seam at rate 0", () => {
    expect(decayIntegral(0, 2)).toBe(2);
    close(decayIntegral(1e-12, 2), 2, 1e-11);
    close(decayIntegral(-0.5, 2), 2 * (Math.E - 1), 1e-14);
  });
});
