import { logGamma } from "./log-gamma.js";

/** A stream of random numbers that its seed alone decides. All functions work unbound. */
export interface Random {
  /** Uniform on (0, 1): never 0, never 1. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Exponential with mean 1. */
  readonly exponential: () => number;
  /** Logarithm of a Gamma(shape, 1) variable; finite also where the variable itself is below the smallest number. */
  readonly logGamma: (shape: number) => number;
  /** Gamma(shape, 1). */
  readonly gamma: (shape: number) => number;
  /** Beta(a, b). */
  readonly beta: (a: number, b: number) => number;
  /** Poisson with this mean. */
  readonly poisson: (mean: number) => number;
  /** Trials up to and with the first success of this chance: 1, 2, …; Infinity where the chance is 0. */
  readonly geometric: (chance: number) => number;
}

/**
 * A seeded random stream: sfc32 (Chris Doty-Humphrey's Small Fast Chaotic generator, 128 bits of state, passes
 * PractRand), seeded by splitmix32. Equal seeds give equal draws on every machine. Not for secrets.
 *
 * Samplers: normal by Marsaglia's polar method, gamma by Marsaglia & Tsang 2000 (shapes below 1 by their power
 * trick, in logarithms), Poisson by inversion below 10 and by Hörmann's PTRS 1993 above.
 *
 * @example createRandom(1).uniform() === createRandom(1).uniform() // true
 */
export const createRandom = (seed: number): Random => {
  const bits = sfc32(seed);
  const uniform = (): number => ((bits() >>> 5) * 67108864 + (bits() >>> 6) + 0.5) / 9007199254740992;
  const normal = (): number => {
    for (;;) {
      const first = 2 * uniform() - 1;
      const second = 2 * uniform() - 1;
      const square = first * first + second * second;
      if (square < 1 && square > 0) return first * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };
  const exponential = (): number => -Math.log(uniform());
  const logOfGamma = (shape: number): number =>
    shape < 1
      ? logGammaDraw(shape + 1, uniform, normal) + Math.log(uniform()) / shape
      : logGammaDraw(shape, uniform, normal);
  return {
    uniform,
    normal,
    exponential,
    logGamma: logOfGamma,
    gamma: (shape) => Math.exp(logOfGamma(shape)),
    beta: (a, b) => 1 / (1 + Math.exp(logOfGamma(b) - logOfGamma(a))),
    poisson: (mean) => (mean < 10 ? poissonByInversion(mean, uniform) : poissonByRejection(mean, uniform)),
    geometric: (chance) =>
      chance <= 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(Math.log(uniform()) / Math.log1p(-chance))),
  };
};

/** Marsaglia & Tsang's gamma sampler for shape >= 1. */
const logGammaDraw = (shape: number, uniform: () => number, normal: () => number): number => {
  const centre = shape - 1 / 3;
  const width = 1 / Math.sqrt(9 * centre);
  for (;;) {
    const deviate = normal();
    const root = 1 + width * deviate;
    if (root <= 0) continue;
    const cube = root * root * root;
    if (Math.log(uniform()) < 0.5 * deviate * deviate + centre * (1 - cube + Math.log(cube)))
      return Math.log(centre) + Math.log(cube);
  }
};

const poissonByInversion = (mean: number, uniform: () => number): number => {
  const limit = Math.exp(-mean);
  let count = 0;
  let product = uniform();
  while (product > limit) {
    count += 1;
    product *= uniform();
  }
  return count;
};

/** Hörmann's transformed rejection with squeeze, in its plain form. */
const poissonByRejection = (mean: number, uniform: () => number): number => {
  if (mean > 1e15) return Math.round(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const logMean = Math.log(mean);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const accept = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (accept <= count * logMean - mean - logGamma(count + 1)) return count;
  }
};

const sfc32 = (seed: number): (() => number) => {
  const next = splitmix32(seed);
  let a = next();
  let b = next();
  let c = next();
  let counter = 1;
  const step = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum;
  };
  for (let warmUp = 0; warmUp < 15; warmUp += 1) step();
  return step;
};

const splitmix32 = (seed: number): (() => number) => {
  // Both halves of the seed count, so 1 and 1 + 2^32 differ.
  let state = (Math.trunc(seed) ^ Math.trunc(seed / 4294967296)) | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
};
