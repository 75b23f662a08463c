import { cholesky } from "../math/linear-algebra.js";
import type { Random } from "../math/random.js";
import type { FitSuccess } from "./fit-outcome.js";

/**
 * Makes a sampler of parameters from the asymptotic normal distribution of their logarithms: what the data leave open.
 *
 * Parameters at a bound or not determined by the data, stay as fitted. A standard error of a logarithm above
 * 2 is cut to 2, because the normal approximation means nothing there.
 *
 * @example const draw = parameterSampler(fit); draw(createRandom(1)) // { r: …, alpha: …, a: …, b: … }
 */
export const parameterSampler = <P extends object>(fit: FitSuccess<P>): ((random: Random) => P) => {
  const { parameters, estimated, logCovariance } = fit;
  const free = estimated.flatMap((_, index) => (logCovariance[index]![index]! > 0 ? [index] : []));
  const shrink = free.map((index) => Math.min(1, 2 / Math.sqrt(logCovariance[index]![index]!)));
  const lower = cholesky(
    free.map((row, i) => free.map((column, j) => logCovariance[row]![column]! * shrink[i]! * shrink[j]!)),
  );
  if (lower === null || free.length === 0) return () => parameters;
  return (random) => {
    const normals = free.map(() => random.normal());
    const drawn: Record<string, number> = {};
    for (const [position, index] of free.entries()) {
      let shift = 0;
      for (let inner = 0; inner <= position; inner += 1) shift += lower[position]![inner]! * normals[inner]!;
      const name = estimated[index]!;
      drawn[name] = Number(parameters[name]) * Math.exp(shift);
    }
    return { ...parameters, ...drawn };
  };
};
