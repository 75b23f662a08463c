import type { Objective } from "./minimise.js";

/**
 * Second derivatives of a function by central differences of its exact gradient, made symmetric.
 *
 * Error about step² times the fourth derivative: 1e-8 for log-likelihoods in log parameters with the default step.
 *
 * @example hessian(([x = 0]) => ({ value: x ** 2, gradient: [2 * x] }), [3]) // [[2]]
 */
export const hessian = (objective: Objective, point: readonly number[], step = 1e-4): number[][] => {
  const columns = point.map((_, index) => {
    const shifted = (by: number): readonly number[] =>
      objective(point.map((value, other) => (other === index ? value + by : value))).gradient;
    const above = shifted(step);
    const below = shifted(-step);
    return above.map((value, row) => (value - below[row]!) / (2 * step));
  });
  return columns.map((column, row) => column.map((value, index) => (value + columns[index]![row]!) / 2));
};
