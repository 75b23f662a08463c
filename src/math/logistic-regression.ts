import { invertPositive, multiply } from "./linear-algebra.js";
import { logistic, logLoss } from "./logistic.js";
import type { RowMatrix } from "./row-matrix.js";

export interface LogisticFit {
  /** The intercept, then one coefficient for each column: change of the log-odds for one more unit of the column. */
  readonly parameters: readonly number[];
  /** Standard errors in the same order. */
  readonly standardErrors: readonly number[];
  readonly converged: boolean;
  readonly iterations: number;
}

export interface LogisticOptions {
  /** λ in the penalty λ/2 · Σ coefficient²; the intercept is free. In scikit-learn's terms 1/C. */
  readonly penalty: number;
  /** How often each row counts; 0 leaves it out. */
  readonly weights?: ArrayLike<number>;
  /** Parameters to begin from, such as those of a neighbouring penalty. */
  readonly start?: readonly number[];
}

const MOST_ITERATIONS = 100;
/** Newton decrement, in units of the log likelihood, after whose step nothing is left but rounding. */
const LAST_DECREMENT = 1e-9;

/**
 * Logistic regression with an L2 (ridge) penalty, by Newton's method (IRLS) with step halving, to convergence.
 *
 * `outcomes` are 1 or 0, or shares in between. Columns should be standardised, so that one penalty suits all; it is the
 * precision of a normal prior on the coefficients, λ = 1 being N(0, 1). With λ > 0 the fit exists and is one also where
 * the outcomes are separated or columns repeat each other. Standard errors come from the inverse of the penalised
 * Hessian: those of the posterior under that prior, and the usual ones for λ = 0. Null where the outcomes are all 1 or
 * all 0 (no finite intercept), and where the Hessian is singular, as with λ = 0 and columns that repeat each other.
 * With λ = 0 and separated outcomes there is no maximum: coefficients and standard errors come out huge.
 *
 * le Cessie & van Houwelingen (1992), Applied Statistics 41, 191–201. Rows x columns² per iteration, some 5 to 10 of them.
 *
 * @example fitLogistic({ values: Float64Array.of(0, 0, 0, 1, 1, 1), rows: 6, columns: 1 }, [0, 0, 1, 0, 1, 1], { penalty: 0 })?.parameters
 * // [-0.6931471805599453, 1.3862943611198906]
 */
export const fitLogistic = (
  inputs: RowMatrix,
  outcomes: ArrayLike<number>,
  options: LogisticOptions,
): LogisticFit | null => {
  const { penalty, weights } = options;
  const width = inputs.columns + 1;
  let weightSum = 0;
  let outcomeSum = 0;
  for (let row = 0; row < inputs.rows; row += 1) {
    const weight = weights?.[row] ?? 1;
    weightSum += weight;
    outcomeSum += weight * outcomes[row]!;
  }
  if (!(outcomeSum > 0 && outcomeSum < weightSum)) return null;

  const lossAt = (parameters: readonly number[]): number => {
    let loss = 0;
    for (let index = 1; index < width; index += 1) loss += (penalty / 2) * parameters[index]! ** 2;
    const logOdds = logisticLogOdds(parameters, inputs);
    for (let row = 0; row < inputs.rows; row += 1)
      loss += (weights?.[row] ?? 1) * logLoss(logOdds[row]!, outcomes[row]!);
    return loss;
  };
  const baseLogOdds = Math.log(outcomeSum) - Math.log(weightSum - outcomeSum);
  let parameters = options.start ?? [baseLogOdds, ...new Array<number>(inputs.columns).fill(0)];
  let loss = lossAt(parameters);
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration += 1) {
    const { gradient, hessian } = derivatives(inputs, outcomes, parameters, penalty, weights);
    const covariance = invertPositive(hessian);
    if (covariance === null) return null;
    const step = multiply(covariance, gradient).map((value) => -value);
    const decrement = -gradient.reduce((sum, value, index) => sum + value * step[index]!, 0);
    const moved = (length: number): number[] => parameters.map((value, index) => value + length * step[index]!);
    if (decrement < LAST_DECREMENT) {
      parameters = moved(1);
      return result(inputs, outcomes, parameters, penalty, weights, true, iteration);
    }
    let length = 1;
    let next = moved(length);
    let nextLoss = lossAt(next);
    // Armijo's rule; a full step may overshoot far from the optimum.
    while (!(nextLoss <= loss - 1e-4 * length * decrement) && length > 1e-9) {
      length /= 2;
      next = moved(length);
      nextLoss = lossAt(next);
    }
    parameters = next;
    loss = nextLoss;
  }
  return result(inputs, outcomes, parameters, penalty, weights, false, MOST_ITERATIONS);
};

/**
 * Log-odds of each row under parameters as `fitLogistic` gives them: intercept + Σ coefficient · value.
 *
 * @example logisticLogOdds([1, 2], { values: Float64Array.of(3), rows: 1, columns: 1 }) // [7]
 */
export const logisticLogOdds = (parameters: readonly number[], inputs: RowMatrix): Float64Array => {
  const { values, rows, columns } = inputs;
  const logOdds = new Float64Array(rows).fill(parameters[0]!);
  for (let row = 0, place = 0; row < rows; row += 1)
    for (let column = 1; column <= columns; column += 1, place += 1)
      logOdds[row]! += parameters[column]! * values[place]!;
  return logOdds;
};

const derivatives = (
  inputs: RowMatrix,
  outcomes: ArrayLike<number>,
  parameters: readonly number[],
  penalty: number,
  weights: ArrayLike<number> | undefined,
): { gradient: number[]; hessian: number[][] } => {
  const { values, rows, columns } = inputs;
  const width = columns + 1;
  const logOdds = logisticLogOdds(parameters, inputs);
  const gradient = new Float64Array(width);
  const lower = new Float64Array(width * width);
  const extended = new Float64Array(width).fill(1);
  for (let row = 0; row < rows; row += 1) {
    const weight = weights?.[row] ?? 1;
    if (weight === 0) continue;
    const probability = logistic(logOdds[row]!);
    const residual = weight * (probability - outcomes[row]!);
    const curvature = weight * probability * logistic(-logOdds[row]!);
    for (let column = 0; column < columns; column += 1) extended[column + 1] = values[row * columns + column]!;
    for (let one = 0; one < width; one += 1) {
      gradient[one]! += residual * extended[one]!;
      const scaled = curvature * extended[one]!;
      for (let other = 0; other <= one; other += 1) lower[one * width + other]! += scaled * extended[other]!;
    }
  }
  const hessian = Array.from({ length: width }, (_, one) =>
    Array.from(
      { length: width },
      (__, other) =>
        lower[Math.max(one, other) * width + Math.min(one, other)]! + (one === other && one > 0 ? penalty : 0),
    ),
  );
  return {
    gradient: Array.from(gradient, (value, index) => value + (index > 0 ? penalty * parameters[index]! : 0)),
    hessian,
  };
};

const result = (
  inputs: RowMatrix,
  outcomes: ArrayLike<number>,
  parameters: readonly number[],
  penalty: number,
  weights: ArrayLike<number> | undefined,
  converged: boolean,
  iterations: number,
): LogisticFit | null => {
  const covariance = invertPositive(derivatives(inputs, outcomes, parameters, penalty, weights).hessian);
  if (covariance === null) return null;
  return {
    parameters,
    standardErrors: covariance.map((row, index) => Math.sqrt(row[index]!)),
    converged,
    iterations,
  };
};
