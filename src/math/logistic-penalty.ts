import { logLoss } from "./logistic.js";
import { fitLogistic, logisticLogOdds } from "./logistic-regression.js";
import type { RowMatrix } from "./row-matrix.js";

export interface PenaltyChoice {
  readonly penalty: number;
  /** Mean log-loss of the rows out of fold for every penalty tried, the largest first. */
  readonly tried: readonly { readonly penalty: number; readonly logLoss: number }[];
  /** Log-odds of each row from the fit that has not seen it, with the chosen penalty. */
  readonly logOdds: Float64Array;
}

/**
 * The L2 penalty with the least mean log-loss out of fold; of equal ones the largest.
 *
 * Each fold in turn (`foldOf`, as `stratifiedFolds` deals) is left out and forecast by the fit on the others. Penalties
 * are tried from the largest down, each fit starting from the last. Null where a fit fails: a class that is missing
 * from the rest of a fold, or values that are no numbers.
 *
 * Stone (1974), Journal of the Royal Statistical Society B 36, 111–147.
 */
export const chooseLogisticPenalty = (
  inputs: RowMatrix,
  positive: ArrayLike<number>,
  foldOf: Uint8Array,
  penalties: readonly number[],
): PenaltyChoice | null => {
  const descending = [...penalties].sort((one, other) => other - one);
  const folds = [...new Set(foldOf)].sort((one, other) => one - other);
  const logOdds = descending.map(() => new Float64Array(inputs.rows));
  for (const fold of folds) {
    const weights = Uint8Array.from(foldOf, (own) => (own === fold ? 0 : 1));
    let start: readonly number[] | undefined;
    for (const [index, penalty] of descending.entries()) {
      const fit = fitLogistic(inputs, positive, { penalty, weights, ...(start && { start }) });
      if (fit === null) return null;
      start = fit.parameters;
      const all = logisticLogOdds(fit.parameters, inputs);
      for (let row = 0; row < inputs.rows; row += 1) if (foldOf[row] === fold) logOdds[index]![row] = all[row]!;
    }
  }
  const tried = descending.map((penalty, index) => ({
    penalty,
    logLoss: logOdds[index]!.reduce((sum, value, row) => sum + logLoss(value, positive[row]!), 0) / inputs.rows,
  }));
  let best = 0;
  for (const [index, { logLoss: loss }] of tried.entries()) if (loss < tried[best]!.logLoss) best = index;
  const chosen = tried[best];
  return chosen === undefined ? null : { penalty: chosen.penalty, tried, logOdds: logOdds[best]! };
};
