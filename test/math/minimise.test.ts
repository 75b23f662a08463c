import { describe, expect, it } from "vitest";
import { hessian } from "../../src/math/hessian.js";
import { cholesky, invertPositive, multiply } from "../../src/math/linear-algebra.js";
import { minimise, type Objective } from "../../src/math/minimise.js";

/** Rosenbrock's valley, with its minimum at (1, 1). */
const rosenbrock: Objective = ([x = 0, y = 0]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
});

const box = (bound: number) => ({
  lower: [-bound, -bound],
  upper: [bound, bound],
  tolerance: 1e-9,
  mostIterations: 200,
});

describe("minimise", () => {
  it("finds the end of Rosenbrock's valley", () => {
    const found = minimise(rosenbrock, [-1.2, 1], box(10));
    expect(found.point[0]).toBeCloseTo(1, 8);
    expect(found.point[1]).toBeCloseTo(1, 8);
    expect(found.gradientNorm).toBeLessThan(1e-9);
  });

  it("stops at a bound and counts only the free gradient", () => {
    const found = minimise(rosenbrock, [-0.4, 0.1], box(0.5));
    expect(found.point[0]).toBeCloseTo(0.5, 12);
    expect(found.point[1]).toBeCloseTo(0.25, 8);
    expect(found.gradientNorm).toBeLessThan(1e-9);
  });

  it("steps back from where the function is not finite", () => {
    const found = minimise(([x = 0]) => ({ value: x < 0 ? Number.NaN : x - Math.log(x), gradient: [1 - 1 / x] }), [9], {
      lower: [-100],
      upper: [100],
      tolerance: 1e-10,
      mostIterations: 100,
    });
    expect(found.point[0]).toBeCloseTo(1, 8);
  });
});

describe("hessian", () => {
  it("is that of Rosenbrock's valley at its end: 802, -400, 200", () => {
    const matrix = hessian(rosenbrock, [1, 1]);
    expect(matrix[0]![0]).toBeCloseTo(802, 4);
    expect(matrix[0]![1]).toBeCloseTo(-400, 4);
    expect(matrix[1]![1]).toBeCloseTo(200, 6);
  });
});

describe("linear algebra", () => {
  it("inverts", () => {
    const matrix = [
      [4, 1, 0.5],
      [1, 3, 0.2],
      [0.5, 0.2, 2],
    ];
    const inverse = invertPositive(matrix)!;
    for (const [index, column] of matrix.entries())
      expect(multiply(inverse, column).map((value) => Math.round(value * 1e12) / 1e12 + 0)).toEqual(
        [0, 1, 2].map((row) => (row === index ? 1 : 0)),
      );
  });

  it("refuses what is not positive definite", () => {
    expect(
      cholesky([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
    expect(invertPositive([[0]])).toBeNull();
  });
});
