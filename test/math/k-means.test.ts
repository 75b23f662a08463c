import { describe, expect, it } from "vitest";
import { chooseClusters } from "../../src/math/choose-clusters.js";
import { groupRows } from "../../src/math/group-rows.js";
import { kMeans } from "../../src/math/k-means.js";
import { lloyd } from "../../src/math/lloyd.js";
import { createRandom } from "../../src/math/random.js";
import type { RowMatrix } from "../../src/math/row-matrix.js";
import { silhouette } from "../../src/math/silhouette.js";
import { standardise } from "../../src/math/standardise.js";
import { systematicSample } from "../../src/math/systematic-sample.js";

const matrix = (rows: readonly (readonly number[])[]): RowMatrix => ({
  values: Float64Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
});
const line = (...values: number[]): RowMatrix => matrix(values.map((value) => [value]));

/** Points around centres at a distance of 8, each row with the cluster it was made in. */
const blobs = (rows: number, clusters: number, seed: number): { points: number[][]; made: number[] } => {
  const random = createRandom(seed);
  const made = Array.from({ length: rows }, (_, row) => row % clusters);
  const points = made.map((cluster) => [
    8 * (cluster % 2) + random.normal(),
    8 * Math.floor(cluster / 2) + random.normal(),
  ]);
  return { points, made };
};

const squares = (points: readonly (readonly number[])[]): number => {
  const centre = points[0]!.map((_, column) => points.reduce((sum, point) => sum + point[column]!, 0) / points.length);
  return points.reduce(
    (sum, point) => sum + point.reduce((part, value, at) => part + (value - centre[at]!) ** 2, 0),
    0,
  );
};

describe("standardise", () => {
  it("gives mean 0 and deviation 1, and 0 for a constant column", () => {
    const { matrix: rows, means, scales } = standardise([Float64Array.of(1, 2, 3), Float64Array.of(0.1, 0.1, 0.1)]);
    expect([...rows.values]).toEqual([-1, 0, 0, 0, 1, 0]);
    expect([[...means], [...scales]]).toEqual([
      [2, 0.1],
      [1, 1],
    ]);
  });

  it("does not depend on the order of the rows, to the last digit", () => {
    const random = createRandom(1);
    const values = Float64Array.from({ length: 500 }, () => random.gamma(0.3));
    const reversed = standardise([Float64Array.from(values).reverse()]).matrix.values.reverse();
    expect(reversed).toEqual(standardise([values]).matrix.values);
  });
});

describe("systematicSample", () => {
  it("takes all of few, and equal distances of many", () => {
    expect([...systematicSample([2, 1], 2).weights]).toEqual([2, 1]);
    expect([...systematicSample([1, 1, 1, 1, 1, 1], 2).places]).toEqual([1, 4]);
    const heavy = systematicSample([1, 10, 1, 0], 3);
    expect([[...heavy.places], [...heavy.weights]]).toEqual([[1], [3]]);
    const even = systematicSample(new Float64Array(1000).fill(0.1), 70);
    expect(even.places.length).toBe(70);
  });
});

describe("kMeans", () => {
  it("finds the best of all partitions of eight points, given starts enough", () => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const random = createRandom(seed);
      const points = Array.from({ length: 8 }, (_, row) => [random.normal() + 3 * (row % 3), random.normal()]);
      let least = Number.POSITIVE_INFINITY;
      for (let code = 0; code < 3 ** 8; code += 1) {
        const parts: number[][][] = [[], [], []];
        for (let row = 0, rest = code; row < 8; row += 1, rest = Math.floor(rest / 3))
          parts[rest % 3]!.push(points[row]!);
        if (parts.every((part) => part.length > 0))
          least = Math.min(
            least,
            parts.reduce((sum, part) => sum + squares(part), 0),
          );
      }
      expect(kMeans(matrix(points), 3, { seed, restarts: 60 })!.inertia).toBeCloseTo(least, 10);
    }
  });

  it("finds clusters that were made, whose centres are their means, the largest first", () => {
    const { points, made } = blobs(402, 4, 3);
    const found = kMeans(matrix(points), 4, { seed: 1 })!;
    expect(found.converged).toBe(true);
    expect([...found.sizes]).toEqual([101, 101, 100, 100]);
    for (let cluster = 0; cluster < 4; cluster += 1) {
      const rows = made.flatMap((own, row) => (own === made[found.labels.indexOf(cluster)] ? [row] : []));
      expect(rows.every((row) => found.labels[row] === cluster)).toBe(true);
      for (const at of [0, 1]) {
        const mean = rows.reduce((sum, row) => sum + points[row]![at]!, 0) / rows.length;
        expect(found.centres.values[2 * cluster + at]).toBeCloseTo(mean, 12);
      }
    }
  });

  it("does not depend on the order of the rows", () => {
    const { points } = blobs(3000, 5, 4);
    const found = kMeans(matrix(points), 5, { seed: 2 })!;
    const turned = kMeans(matrix([...points].reverse()), 5, { seed: 2 })!;
    expect(turned.centres).toEqual(found.centres);
    expect(turned.inertia).toBe(found.inertia);
    expect([...turned.labels].reverse()).toEqual([...found.labels]);
  });

  it("takes weights as repeated rows", () => {
    const weighted = kMeans(line(0, 1, 10, 12), 2, { seed: 1, weights: [3, 1, 2, 2] })!;
    const repeated = kMeans(line(0, 10, 12, 0, 1, 12, 10, 0), 2, { seed: 1 })!;
    expect(weighted.centres).toEqual(repeated.centres);
    expect([...weighted.centres.values]).toEqual([0.25, 11]);
    expect([...weighted.sizes]).toEqual([4, 4]);
    // 3 · 1/16 + 9/16 + 4 · 1
    expect(weighted.inertia).toBeCloseTo(4.75, 12);
  });

  it("has no more clusters than distinct rows, and none without rows", () => {
    const few = kMeans(line(5, 5, 7, 5, 9), 8, { seed: 1 })!;
    expect([...few.centres.values]).toEqual([5, 7, 9]);
    expect(few.inertia).toBe(0);
    expect(kMeans(line(), 2, { seed: 1 })).toBeNull();
    expect(kMeans(line(1, Number.NaN), 2, { seed: 1 })).toBeNull();
  });

  it("refills a centre that loses all its rows", () => {
    const rows = line(0, 1, 10, 11, 30);
    const found = lloyd(rows, new Float64Array(5).fill(1), Float64Array.of(5, 1000, -1000), 0, 100);
    expect([...found.centres].sort((one, other) => one - other)).toEqual([0.5, 10.5, 30]);
    expect([found.inertia, found.converged]).toEqual([1, true]);
  });
});

describe("silhouette", () => {
  it("by hand: 0 and 1 against 9 and 10", () => {
    const expected = (8.5 / 9.5 + 7.5 / 8.5) / 2;
    expect(silhouette(line(0, 1, 9, 10), [0, 0, 1, 1])).toBeCloseTo(expected, 14);
    // One in a cluster of its own counts 0; 9 and 10 have 1 within and 10, 11 between.
    expect(silhouette(line(-1, 9, 10), [0, 1, 1])).toBeCloseTo((0 + 9 / 10 + 10 / 11) / 3, 14);
    expect(silhouette(line(0, 1, 2), [0, 0, 0])).toBeNull();
  });

  it("takes weights as repeated rows", () => {
    const repeated = silhouette(line(0, 0, 0, 2, 9, 9, 11), [0, 0, 0, 0, 1, 1, 1])!;
    expect(silhouette(line(0, 2, 9, 11), [0, 0, 1, 1], [3, 1, 2, 1])).toBeCloseTo(repeated, 14);
  });

  it("of a sample is near the silhouette of all", () => {
    const { points } = blobs(6000, 3, 5);
    const groups = groupRows(matrix(points));
    const { labels } = kMeans(groups.matrix, 3, { seed: 1 })!;
    // All 6000 in six parts of 1000 that each see every sixth row.
    let mean = 0;
    for (let part = 0; part < 6; part += 1) {
      const rows = Array.from({ length: 1000 }, (_, index) => 6 * index + part);
      const values = matrix(rows.map((row) => [...groups.matrix.values.subarray(2 * row, 2 * row + 2)]));
      mean +=
        silhouette(
          values,
          rows.map((row) => labels[row]!),
        )! / 6;
    }
    expect(silhouette(groups.matrix, labels)).toBeCloseTo(mean, 2);
  });
});

describe("chooseClusters", () => {
  it.each([2, 3, 4])("sees that %i clusters were made", (count) => {
    const { points } = blobs(600, count, count);
    const choice = chooseClusters(matrix(points), { seed: 1 })!;
    expect(choice.clusters.sizes.length).toBe(count);
    expect(choice.silhouette).toBeGreaterThan(0.7);
    expect(choice.tried.map((tried) => tried.count)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it("labels every row of a set larger than its samples", () => {
    const { points, made } = blobs(9000, 3, 6);
    const { clusters } = chooseClusters(matrix(points), { seed: 1 })!;
    const named = new Map(made.map((own, row) => [own, clusters.labels[row]]));
    const wrong = made.filter((own, row) => clusters.labels[row] !== named.get(own)).length;
    expect(clusters.sizes.length).toBe(3);
    expect(wrong).toBeLessThan(9);
  });

  it("is null where there is nothing to choose", () => {
    expect(chooseClusters(line(1, 2, 1, 2), { seed: 1 })).toBeNull();
    expect(chooseClusters(line(1, 2, 4), { seed: 1 })!.clusters.sizes.length).toBe(2);
  });
});
