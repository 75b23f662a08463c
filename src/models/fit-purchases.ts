import { describeFit } from "./describe-fit.js";
import type { FitOptions, FitOutcome, FitRefusal, FitRefusalCode } from "./fit-outcome.js";
import { groupHistories, type Histories, type HistoryTable, inUnit, thinned, total } from "./history-table.js";
import type { LikelihoodMaker } from "./likelihood.js";
import { maximiseLikelihood } from "./maximise-likelihood.js";

/** What tells the fits of the purchase models apart. */
export interface PurchaseFit<P> {
  readonly model: string;
  /** The four estimated parameters: two of the purchase rate, two of dropout. */
  readonly names: readonly (keyof P & string)[];
  /** Which of them are in units of time. */
  readonly inTime: readonly boolean[];
  readonly likelihood: LikelihoodMaker;
  /** Starts in the unit of the mean age, given the mean number of hidden events per customer. */
  readonly starts: (meanEvents: number) => readonly (readonly number[])[];
  /** Hidden events for each purchase. */
  readonly eventsPerPurchase: number;
  /** What the log-likelihood adds that no parameter changes. */
  readonly constant: (table: HistoryTable) => number;
  readonly toParameters: (values: readonly number[]) => P;
}

/** Distinct histories on which the starts are tried. */
const SAMPLE = 1500;
/** Bounds of shapes; beyond the upper one customers are all alike to within 1 %. */
export const SHAPE_BOUNDS = [1e-5, 1e4] as const;
/** Bounds of parameters with a unit, relative to the mean of what is measured. */
export const SCALE_BOUNDS = [1e-7, 1e7] as const;

/** Groups, checks, scales time, maximises, scales back. */
export const fitPurchases = <P extends object>(
  spec: PurchaseFit<P>,
  histories: Histories,
  options: FitOptions = {},
): FitOutcome<P> => {
  let table: HistoryTable;
  try {
    table = groupHistories(histories);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(spec.model, "invalid-history", error.message, 0);
  }
  const refusal = boundaryRefusal(spec, table);
  if (refusal !== null) return refusal;

  const unit = total(table, table.age) / table.customers;
  const scaled = inUnit(table, unit);
  const repeats = total(table, table.frequency);
  const starts = spec.starts((spec.eventsPerPurchase * repeats) / table.customers).map((start) => start.map(Math.log));
  const given = options.start;
  if (given !== undefined)
    starts.unshift(spec.names.map((name, index) => Math.log(Number(given[name]) / (spec.inTime[index] ? unit : 1))));
  const sample = thinned(scaled, SAMPLE);
  const full = spec.likelihood(scaled);
  const maximum = maximiseLikelihood({
    full,
    sample: sample === scaled ? full : spec.likelihood(sample),
    starts: starts.filter((start) => start.every(Number.isFinite)),
    lower: spec.inTime.map((inTime) => Math.log((inTime ? SCALE_BOUNDS : SHAPE_BOUNDS)[0])),
    upper: spec.inTime.map((inTime) => Math.log((inTime ? SCALE_BOUNDS : SHAPE_BOUNDS)[1])),
    mostIterations: options.mostIterations ?? 200,
    customers: table.customers,
  });
  if (maximum === null)
    return refuse(spec.model, "no-maximum", "the likelihood is not finite at any start", table.customers);
  const values = maximum.logParameters.map((value, index) => Math.exp(value) * (spec.inTime[index] ? unit : 1));
  return describeFit(maximum, {
    model: spec.model,
    parameters: spec.toParameters(values),
    estimated: spec.names,
    logLikelihood:
      maximum.value * table.customers - spec.eventsPerPurchase * repeats * Math.log(unit) + spec.constant(table),
    customers: table.customers,
    distinctHistories: table.count.length,
    warnings: [],
  });
};

const boundaryRefusal = <P>({ model, names }: PurchaseFit<P>, table: HistoryTable): FitRefusal | null => {
  const { customers, age, frequency } = table;
  if (customers === 0) return refuse(model, "no-customers", "there are no customers to fit", 0);
  if (frequency.every((value) => value === 0))
    return refuse(model, "no-repeats", "nobody bought twice, so nothing tells buying rates from dropout", customers);
  if (customers < names.length)
    return refuse(
      model,
      "too-few-customers",
      `${names.length} parameters cannot be estimated from ${customers} customer${customers === 1 ? "" : "s"}`,
      customers,
    );
  if (age.every((value) => value === 0))
    return refuse(model, "no-time", "nobody was observed after the first purchase", customers);
  return null;
};

export const refuse = (model: string, code: FitRefusalCode, reason: string, customers: number): FitRefusal => ({
  ok: false,
  model,
  code,
  reason,
  customers,
});
