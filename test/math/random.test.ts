import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../src/math/random.js";

const SIZE = 40_000;

const moments = (draw: (random: Random) => number): { mean: number; variance: number } => {
  const random = createRandom(99);
  const values = Array.from({ length: SIZE }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / SIZE;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / SIZE };
};

describe("createRandom", () => {
  it("repeats itself for a seed, and differs between seeds", () => {
    const draws = (seed: number): number[] => {
      const { uniform } = createRandom(seed);
      return Array.from({ length: 5 }, () => uniform());
    };
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
    expect(draws(1)).not.toEqual(draws(1 + 2 ** 32));
  });

  it("gives these very numbers, on every machine", () => {
    const { uniform } = createRandom(2026);
    expect([uniform(), uniform(), uniform()]).toEqual([0.18465498897723315, 0.6640429771999663, 0.08950873966493261]);
  });

  it.each<[string, (random: Random) => number, number, number]>([
    ["uniform", (random) => random.uniform(), 1 / 2, 1 / 12],
    ["normal", (random) => random.normal(), 0, 1],
    ["exponential", (random) => random.exponential(), 1, 1],
    ["gamma 0.3", (random) => random.gamma(0.3), 0.3, 0.3],
    ["gamma 7", (random) => random.gamma(7), 7, 7],
    ["beta 0.5, 2", (random) => random.beta(0.5, 2), 0.2, 0.16 / 3.5],
    ["poisson 3", (random) => random.poisson(3), 3, 3],
    ["poisson 80", (random) => random.poisson(80), 80, 80],
    ["geometric 0.25", (random) => random.geometric(0.25), 4, 12],
  ])("%s has its mean and variance", (_, draw, mean, variance) => {
    const found = moments(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / SIZE));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.08);
  });

  it("survives shapes close to 0", () => {
    const random = createRandom(1);
    for (let index = 0; index < 1000; index += 1) {
      expect(Number.isFinite(random.logGamma(1e-6))).toBe(true);
      const chance = random.beta(1e-6, 1e-6);
      expect(chance >= 0 && chance <= 1).toBe(true);
    }
    expect(random.geometric(0)).toBe(Number.POSITIVE_INFINITY);
    expect(random.geometric(1)).toBe(1);
    expect(random.poisson(0)).toBe(0);
  });
});
