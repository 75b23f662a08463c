import { digammaDifference } from "../math/digamma-difference.js";
import { logBeta } from "../math/log-beta.js";
import { describeFit } from "./describe-fit.js";
import type { FitOptions, FitOutcome } from "./fit-outcome.js";
import { refuse, SCALE_BOUNDS, SHAPE_BOUNDS } from "./fit-purchases.js";
import type { GammaGammaParameters, GroupedSpend } from "./gamma-gamma.js";
import { countByValue, distinctValues, type MeanLogLikelihood } from "./likelihood.js";
import { maximiseLikelihood } from "./maximise-likelihood.js";

const MODEL = "gamma-gamma";
const NAMES = ["p", "q", "gamma"] as const;
/** Customers on which the starts are tried. */
const SAMPLE = 1500;

/** Amounts in columns, ascending by frequency and mean. */
interface SpendTable {
  readonly frequency: Float64Array;
  readonly meanSpend: Float64Array;
  readonly count: Float64Array;
  readonly customers: number;
}

/** Maximum likelihood over customers with at least one amount; the others say nothing and are left out. */
export const fitGammaGamma = (
  spends: readonly GroupedSpend[],
  options: FitOptions = {},
): FitOutcome<GammaGammaParameters> => {
  for (const [index, { frequency, meanSpend, count = 1 }] of spends.entries()) {
    const possible = Number.isSafeInteger(frequency) && frequency >= 0 && Number.isSafeInteger(count) && count >= 0;
    if (!possible || (frequency > 0 && !(meanSpend > 0 && meanSpend < Number.POSITIVE_INFINITY)))
      return refuse(
        MODEL,
        "invalid-history",
        `spends[${index}]: frequency ${frequency}, mean ${meanSpend}; amounts must be above 0`,
        0,
      );
  }
  const table = tabulate(spends);
  const { customers } = table;
  if (customers === 0) return refuse(MODEL, "no-repeats", "no customer has an amount to learn from", 0);
  const first = table.meanSpend[0]!;
  if (table.meanSpend.every((value) => value === first))
    return customers === 1
      ? refuse(MODEL, "too-few-customers", "3 parameters cannot be estimated from 1 customer", customers)
      : refuse(MODEL, "equal-amounts", `all mean amounts are ${first}: expect that amount of everyone`, customers);
  if (customers < NAMES.length)
    return refuse(
      MODEL,
      "too-few-customers",
      `3 parameters cannot be estimated from ${customers} customers`,
      customers,
    );

  let sumOfLogs = 0;
  for (let row = 0; row < table.count.length; row += 1)
    sumOfLogs += table.count[row]! * Math.log(table.meanSpend[row]!);
  const unit = Math.exp(sumOfLogs / customers);
  const scaled = { ...table, meanSpend: table.meanSpend.map((value) => value / unit) };
  const sample = thin(scaled);
  const full = spendLikelihood(scaled);
  const starts = [
    [3, 3, 1],
    [1, 2, 1],
    [20, 5, 0.25],
    [0.5, 1, 2],
  ].map((start) => start.map(Math.log));
  if (options.start !== undefined)
    starts.unshift(NAMES.map((name) => Math.log(Number(options.start?.[name]) / (name === "gamma" ? unit : 1))));
  const bounds = [SHAPE_BOUNDS, SHAPE_BOUNDS, SCALE_BOUNDS];
  const maximum = maximiseLikelihood({
    full,
    sample: sample === scaled ? full : spendLikelihood(sample),
    starts: starts.filter((start) => start.every(Number.isFinite)),
    lower: bounds.map(([lowest]) => Math.log(lowest)),
    upper: bounds.map(([, highest]) => Math.log(highest)),
    mostIterations: options.mostIterations ?? 200,
    customers,
  });
  if (maximum === null) return refuse(MODEL, "no-maximum", "the likelihood is not finite at any start", customers);
  const [p, q, gamma] = maximum.logParameters.map(Math.exp) as [number, number, number];
  return describeFit<GammaGammaParameters>(maximum, {
    model: MODEL,
    parameters: { p, q, gamma: gamma * unit },
    estimated: NAMES,
    logLikelihood: maximum.value * customers - sumOfLogs,
    customers,
    distinctHistories: table.count.length,
    warnings: q > 1 ? [] : [`q is ${q.toPrecision(3)}, not above 1: the mean amount over all customers is infinite`],
  });
};

const tabulate = (spends: readonly GroupedSpend[]): SpendTable => {
  const kept = spends.filter(({ frequency, count = 1 }) => frequency > 0 && count > 0);
  kept.sort((one, other) => one.frequency - other.frequency || one.meanSpend - other.meanSpend);
  const frequency: number[] = [];
  const meanSpend: number[] = [];
  const count: number[] = [];
  for (const spend of kept) {
    const last = count.length - 1;
    if (frequency[last] === spend.frequency && meanSpend[last] === spend.meanSpend) count[last]! += spend.count ?? 1;
    else {
      frequency.push(spend.frequency);
      meanSpend.push(spend.meanSpend);
      count.push(spend.count ?? 1);
    }
  }
  return {
    frequency: Float64Array.from(frequency),
    meanSpend: Float64Array.from(meanSpend),
    count: Float64Array.from(count),
    customers: count.reduce((sum, many) => sum + many, 0),
  };
};

const thin = (table: SpendTable): SpendTable => {
  const stride = Math.ceil(table.count.length / SAMPLE);
  if (stride <= 1) return table;
  const keep = (column: Float64Array): Float64Array => column.filter((_, index) => index % stride === 0);
  const count = keep(table.count);
  return {
    frequency: keep(table.frequency),
    meanSpend: keep(table.meanSpend),
    count,
    customers: count.reduce((sum, many) => sum + many, 0),
  };
};

/** Mean log-likelihood and gradient in log p, log q, log gamma; without −Σ log mean, which no parameter changes. */
export const spendLikelihood = (table: SpendTable): MeanLogLikelihood => {
  const { frequency, meanSpend, count, customers } = table;
  const { values, index } = distinctValues(frequency);
  const weights = countByValue(index, count, values.length);
  const sums = meanSpend.map((mean, row) => mean * frequency[row]!);
  return (logParameters, gradient) => {
    const [p, q, gamma] = logParameters.map(Math.exp) as [number, number, number];
    let sum = 0;
    let lost = 0; // to rounding, by Neumaier
    let byP = 0;
    let byQ = 0;
    let byGamma = 0;
    for (let value = 0; value < values.length; value += 1) {
      const shape = p * values[value]!;
      sum -= weights[value]! * logBeta(shape, q);
      byP += weights[value]! * values[value]! * digammaDifference(shape, q);
      byQ += weights[value]! * digammaDifference(q, shape);
    }
    for (let row = 0; row < count.length; row += 1) {
      const weight = count[row]!;
      const amount = sums[row]!;
      const shape = p * frequency[row]!;
      const logAmount = Math.log1p(gamma / amount);
      const logGamma = Math.log1p(amount / gamma);
      const term = -weight * (shape * logAmount + q * logGamma);
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
      byP -= weight * frequency[row]! * logAmount;
      byQ -= weight * logGamma;
      byGamma += (weight * (q * amount - shape * gamma)) / (gamma + amount);
    }
    gradient[0] = (byP * p) / customers;
    gradient[1] = (byQ * q) / customers;
    gradient[2] = byGamma / customers;
    return (sum + lost) / customers;
  };
};
