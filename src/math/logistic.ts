/**
 * The logistic function 1 / (1 + e^−x): the probability with log-odds x.
 *
 * @example logistic(0) // 0.5
 */
export const logistic = (logOdds: number): number => {
  const odds = Math.exp(-Math.abs(logOdds));
  return logOdds < 0 ? odds / (1 + odds) : 1 / (1 + odds);
};

/**
 * −log likelihood of an outcome (1, 0 or a share between) for a forecast given as log-odds: log(1 + e^x) − outcome · x.
 *
 * @example logLoss(0, 1) // 0.6931471805599453, which is log 2
 */
export const logLoss = (logOdds: number, outcome: number): number =>
  Math.max(logOdds, 0) - outcome * logOdds + Math.log1p(Math.exp(-Math.abs(logOdds)));
