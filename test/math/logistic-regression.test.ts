import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "../../src/math/area-under-curve.js";
import { brierScore } from "../../src/math/brier-score.js";
import { calibratedProbabilities, fitCalibratedLogistic } from "../../src/math/calibrated-logistic.js";
import { logistic, logLoss } from "../../src/math/logistic.js";
import { chooseLogisticPenalty } from "../../src/math/logistic-penalty.js";
import { fitLogistic, logisticLogOdds } from "../../src/math/logistic-regression.js";
import { plattCalibration } from "../../src/math/platt-calibration.js";
import { createRandom } from "../../src/math/random.js";
import type { RowMatrix } from "../../src/math/row-matrix.js";
import { standardise } from "../../src/math/standardise.js";
import { stratifiedFolds } from "../../src/math/stratified-folds.js";

const column = (...values: number[]): RowMatrix => ({
  values: Float64Array.from(values),
  rows: values.length,
  columns: 1,
});

/* Hours of study and exam passed: Wikipedia, "Logistic regression", the worked example. */
const HOURS = column(0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5);
const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];

describe("fitLogistic", () => {
  it("agrees with the published fit of hours and exams", () => {
    // −4.1 (1.8) + 1.5 (0.6) · hours; scipy minimises the same loss at −4.07771348, 1.50464544.
    const fit = fitLogistic(HOURS, PASSED, { penalty: 0 })!;
    expect(fit.converged).toBe(true);
    expect(fit.parameters[0]).toBeCloseTo(-4.07771, 5);
    expect(fit.parameters[1]).toBeCloseTo(1.50465, 5);
    expect(fit.standardErrors[0]).toBeCloseTo(1.761, 3);
    expect(fit.standardErrors[1]).toBeCloseTo(0.6287, 4);
  });

  it.each([
    [1, -3.13952487, 1.14860388],
    [10, -1.40718737, 0.50732793],
  ])("with penalty %f agrees with scipy's minimiser", (penalty, intercept, slope) => {
    const fit = fitLogistic(HOURS, PASSED, { penalty })!;
    expect(fit.parameters[0]).toBeCloseTo(intercept, 6);
    expect(fit.parameters[1]).toBeCloseTo(slope, 6);
  });

  it("of a 2 x 2 table is its log odds ratio, with √(1/a + 1/b + 1/c + 1/d)", () => {
    // 3 of 10 against 6 of 8, as rows with weights.
    const fit = fitLogistic(column(0, 0, 1, 1), [1, 0, 1, 0], { penalty: 0, weights: [3, 7, 6, 2] })!;
    expect(fit.parameters[0]).toBeCloseTo(Math.log(3 / 7), 10);
    expect(fit.parameters[1]).toBeCloseTo(Math.log((6 * 7) / (2 * 3)), 10);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 3 + 1 / 7), 8);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 3 + 1 / 7 + 1 / 6 + 1 / 2), 8);
  });

  it("stays finite where outcomes are separated or columns repeat, at the penalised optimum", () => {
    const inputs: RowMatrix = { values: Float64Array.of(-2, -2, -1, -1, 1, 1, 2, 2), rows: 4, columns: 2 };
    const outcomes = [0, 0, 1, 1];
    const { parameters, converged } = fitLogistic(inputs, outcomes, { penalty: 0.01 })!;
    expect(converged).toBe(true);
    // The optimum's equation: Σ x (outcome − probability) = λ · coefficient; the intercept's side is 0.
    const left = logisticLogOdds(parameters, inputs).map((value, row) => outcomes[row]! - logistic(value));
    expect(left.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
    const slopeSide = left.reduce((sum, value, row) => sum + value * inputs.values[2 * row]!, 0);
    expect(slopeSide).toBeCloseTo(0.01 * parameters[1]!, 8);
    expect(parameters[1]).toBeCloseTo(parameters[2]!, 8);
    expect(fitLogistic(inputs, outcomes, { penalty: 0 })).toBeNull();
  });

  it("converges from far away, and is null with one class", () => {
    const far = fitLogistic(HOURS, PASSED, { penalty: 0, start: [30, -20] })!;
    expect(far.parameters[1]).toBeCloseTo(1.50464544, 6);
    expect(
      fitLogistic(
        HOURS,
        PASSED.map(() => 1),
        { penalty: 1 },
      ),
    ).toBeNull();
    expect(fitLogistic(column(), [], { penalty: 1 })).toBeNull();
  });
});

/** Two columns that matter and one that does not; log-odds −1 + 1.2 a − 0.8 b. */
const simulate = (rows: number, seed: number): { inputs: RowMatrix; positive: Uint8Array; truth: Float64Array } => {
  const random = createRandom(seed);
  const columns = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random.normal()));
  const truth = Float64Array.from({ length: rows }, (_, row) =>
    logistic(-1 + 1.2 * columns[0]![row]! - 0.8 * columns[1]![row]!),
  );
  const positive = Uint8Array.from(truth, (chance) => (random.uniform() < chance ? 1 : 0));
  return { inputs: standardise(columns).matrix, positive, truth };
};

describe("stratifiedFolds", () => {
  it("deals both classes evenly, by the seed", () => {
    const positive = Array.from({ length: 103 }, (_, row) => (row % 5 === 0 ? 1 : 0));
    const foldOf = stratifiedFolds(positive, 5, 1);
    for (const wanted of [0, 1]) {
      const counts = [0, 0, 0, 0, 0];
      for (const [row, fold] of foldOf.entries()) if (positive[row] === wanted) counts[fold]! += 1;
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(stratifiedFolds(positive, 5, 1)).toEqual(foldOf);
    expect(stratifiedFolds(positive, 5, 2)).not.toEqual(foldOf);
  });
});

describe("chooseLogisticPenalty", () => {
  it("forecasts each fold from fits on copies of the others", () => {
    const { inputs, positive } = simulate(60, 3);
    const foldOf = stratifiedFolds(positive, 3, 1);
    const choice = chooseLogisticPenalty(inputs, positive, foldOf, [1, 100])!;
    let loss = 0;
    for (let fold = 0; fold < 3; fold += 1) {
      const rows = [...foldOf.keys()].filter((row) => foldOf[row] !== fold);
      const values = Float64Array.from(rows.flatMap((row) => [...inputs.values.subarray(3 * row, 3 * row + 3)]));
      const outcomes = rows.map((row) => positive[row]!);
      const fit = fitLogistic({ values, rows: rows.length, columns: 3 }, outcomes, { penalty: choice.penalty })!;
      for (const [row, value] of logisticLogOdds(fit.parameters, inputs).entries())
        if (foldOf[row] === fold) {
          expect(choice.logOdds[row]).toBeCloseTo(value, 7);
          loss += logLoss(value, positive[row]!) / 60;
        }
    }
    expect(Math.min(...choice.tried.map((tried) => tried.logLoss))).toBeCloseTo(loss, 8);
  });

  it("takes a large penalty for noise, a small one for signal", () => {
    const { inputs, positive } = simulate(400, 5);
    const noise = Uint8Array.from({ length: 400 }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const grid = [0.1, 1, 10, 100, 1000];
    const foldOf = (outcomes: Uint8Array): Uint8Array => stratifiedFolds(outcomes, 5, 1);
    expect(chooseLogisticPenalty(inputs, noise, foldOf(noise), grid)!.penalty).toBe(1000);
    expect(chooseLogisticPenalty(inputs, positive, foldOf(positive), grid)!.penalty).toBeLessThanOrEqual(10);
  });
});

describe("plattCalibration", () => {
  it("solves its two equations on Platt's targets", () => {
    const scores = Float64Array.of(-2, -1, 0.5, 1, 3, -0.5);
    const positive = [0, 0, 1, 0, 1, 1];
    const { intercept, slope } = plattCalibration(scores, positive)!;
    const left = scores.map(
      (score, row) => (positive[row] === 1 ? 4 / 5 : 1 / 5) - logistic(intercept + slope * score),
    );
    expect(left.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
    expect(left.reduce((sum, value, row) => sum + value * scores[row]!, 0)).toBeCloseTo(0, 8);
  });

  it("halves log-odds that are twice too wide", () => {
    const { positive, truth } = simulate(20_000, 7);
    const wide = truth.map((chance) => 2 * Math.log(chance / (1 - chance)));
    const { intercept, slope } = plattCalibration(wide, positive)!;
    expect(slope).toBeCloseTo(0.5, 1);
    expect(intercept).toBeCloseTo(0, 1);
  });

  it("gives everyone the base rate where scores say nothing or the opposite", () => {
    const base = { intercept: 0, slope: 0 };
    expect(plattCalibration(Float64Array.of(1, 1, 1, 1), [0, 1, 0, 1])).toEqual(base);
    expect(plattCalibration(Float64Array.of(3, 1, 4, 2), [0, 1, 0, 1])).toEqual(base);
    expect(plattCalibration(Float64Array.of(1, 2), [1, 1])).toBeNull();
  });
});

describe("brierScore and areaUnderCurve", () => {
  it("by hand", () => {
    expect(brierScore([0.8, 0.3], [1, 0])).toBeCloseTo(0.065, 15);
    expect(brierScore([], [])).toBeNull();
    // Of four pairs three are in order; one tie counts half.
    expect(areaUnderCurve(Float64Array.of(0.1, 0.4, 0.35, 0.8), [0, 0, 1, 1])).toBe(0.75);
    expect(areaUnderCurve(Float64Array.of(0.1, 0.4, 0.4, 0.8), [0, 0, 1, 1])).toBe(0.875);
    expect(areaUnderCurve(Float64Array.of(1, 2), [1, 1])).toBeNull();
  });
});

describe("fitCalibratedLogistic", () => {
  it("recovers the chances that made the data", () => {
    const { inputs, positive, truth } = simulate(4000, 11);
    const model = fitCalibratedLogistic(inputs, positive, { seed: 1 })!;
    const probabilities = calibratedProbabilities(model, inputs);
    expect(brierScore(probabilities, truth)!).toBeLessThan(0.001);
    // Standardised columns have deviation 1, so the coefficients are the simulation's, within three standard errors.
    for (const [index, expected] of [-1, 1.2, -0.8, 0].entries())
      expect(Math.abs(model.fit.parameters[index]! - expected)).toBeLessThan(3.5 * model.fit.standardErrors[index]!);
    const { outOfFold } = model;
    expect(outOfFold.brierScore).toBeCloseTo(brierScore(truth, positive)!, 2);
    expect(outOfFold.brierScore).toBeLessThan(outOfFold.baseBrierScore);
    expect(outOfFold.areaUnderCurve).toBeCloseTo(areaUnderCurve(truth, positive)!, 2);
  });

  it("says what it says in tenths: forecast and happened agree", () => {
    const { inputs, positive } = simulate(6000, 13);
    const { probabilities } = fitCalibratedLogistic(inputs, positive, { seed: 1 })!.outOfFold;
    const order = [...probabilities.keys()].sort((one, other) => probabilities[one]! - probabilities[other]!);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const rows = order.slice(tenth * 600, (tenth + 1) * 600);
      const forecast = rows.reduce((sum, row) => sum + probabilities[row]!, 0) / 600;
      const happened = rows.reduce((sum, row) => sum + positive[row]!, 0) / 600;
      expect(Math.abs(forecast - happened)).toBeLessThan(4 * Math.sqrt((forecast * (1 - forecast)) / 600));
    }
  });

  it("equal seeds, equal models; null with one positive", () => {
    const { inputs, positive } = simulate(200, 17);
    expect(fitCalibratedLogistic(inputs, positive, { seed: 4 })).toEqual(
      fitCalibratedLogistic(inputs, positive, { seed: 4 }),
    );
    expect(
      fitCalibratedLogistic(
        inputs,
        positive.map((_, row) => (row === 0 ? 1 : 0)),
        { seed: 4 },
      ),
    ).toBeNull();
  });

  it("is no better than the base rate on noise", () => {
    const { inputs } = simulate(500, 19);
    const { uniform } = createRandom(20);
    const noise = Uint8Array.from({ length: 500 }, () => (uniform() < 0.3 ? 1 : 0));
    const { outOfFold } = fitCalibratedLogistic(inputs, noise, { seed: 1 })!;
    expect(outOfFold.brierScore / outOfFold.baseBrierScore).toBeGreaterThan(0.98);
    expect(outOfFold.brierScore / outOfFold.baseBrierScore).toBeLessThan(1.03);
  });
});
