import { describe, expect, it } from "vitest";
import { dropoutLikelihood } from "../../src/models/dropout-likelihood.js";
import { spendLikelihood } from "../../src/models/gamma-gamma-fit.js";
import { groupHistories } from "../../src/models/history-table.js";
import type { MeanLogLikelihood } from "../../src/models/likelihood.js";
import { paretoLikelihood } from "../../src/models/pareto-likelihood.js";

const table = groupHistories([
  { frequency: 0, recency: 0, age: 0.5, count: 3 },
  { frequency: 0, recency: 0, age: 2, count: 30 },
  { frequency: 1, recency: 0.2, age: 1.5, count: 4 },
  { frequency: 3, recency: 1.1, age: 1.4, count: 2 },
  { frequency: 5, recency: 1.2, age: 1.2 },
  { frequency: 120, recency: 0.7, age: 3 },
  { frequency: 4000, recency: 1.99, age: 2 },
]);

const spendTable = {
  frequency: Float64Array.from([1, 1, 3, 90]),
  meanSpend: Float64Array.from([0.4, 2, 1.1, 0.9]),
  count: Float64Array.from([3, 1, 2, 1]),
  customers: 7,
};

const likelihoods: readonly (readonly [string, MeanLogLikelihood, number])[] = [
  ["bg-nbd", dropoutLikelihood({ k: 1, firstChance: 0 })(table), 4],
  ["mbg-nbd", dropoutLikelihood({ k: 1, firstChance: 1 })(table), 4],
  ["mbg-cnbd-k, k = 4", dropoutLikelihood({ k: 4, firstChance: 1 })(table), 4],
  ["pareto-nbd", paretoLikelihood(table), 4],
  ["gamma-gamma", spendLikelihood(spendTable), 3],
];

const points = [
  [0, 0, 0, 0],
  [-1.4, 0.6, -0.3, 1],
  [3, 5, -4, 2],
  [-4, -5, 3, -2],
];

describe("analytic gradients against central differences", () => {
  it.each(likelihoods)("%s", (_, likelihood, size) => {
    for (const point of points.map((values) => values.slice(0, size))) {
      const gradient = new Float64Array(size);
      const unused = new Float64Array(size);
      const scale = 1 + Math.abs(likelihood(point, gradient));
      for (let index = 0; index < size; index += 1) {
        const at = (by: number): number =>
          likelihood(
            point.map((value, other) => (other === index ? value + by : value)),
            unused,
          );
        const step = 1e-3;
        // Richardson's extrapolation of two central differences: error of order step⁴.
        const wide = (at(step) - at(-step)) / (2 * step);
        const narrow = (at(step / 2) - at(-step / 2)) / step;
        expect(Math.abs(gradient[index]! - (4 * narrow - wide) / 3)).toBeLessThan(1e-9 * scale);
      }
    }
  });
});
