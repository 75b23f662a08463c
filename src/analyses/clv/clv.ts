import type { Book } from "../../book/book.js";
import { createPurchaseHistories } from "../../book/purchase-histories.js";
import { customersUpTo } from "../../book/summaries.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { CrmError } from "../../errors/crm-error.js";
import type { HistoryTable } from "../../models/index.js";
import { type Backtest, backtest, type NoBacktest, spendPerPurchase } from "./backtest.js";
import { fitCandidates, MODEL_IDS, type RefusedModel } from "./candidates.js";
import { type Choice, chooseModel, gradeOf, MOST_BIAS } from "./choose-model.js";
import { failedGates, type Gate, type GateLimits } from "./gates.js";
import { historicParameters } from "./historic.js";
import type { Outlook } from "./outlook.js";
import { drawPredictors, drawsFor } from "./parameter-draws.js";
import { historyPredictor, meanPredictor, writePredictions } from "./predict-histories.js";
import { type FittedModel, historicPredictor, type Predictor } from "./predictor.js";
import { readHistories, readLogIntervals, readSpends, withLogIntervals } from "./read-histories.js";
import { daysOfData, measuredRetention } from "./retention.js";
import { fitSpend, type SpendModel } from "./spend.js";
import { type ValueCuts, valueGroup } from "./value-group.js";

export interface ClvParameters {
  readonly asOf: string;
  readonly model: string;
  readonly horizonDays: number;
  /** Discount a year; 0 for none. */
  readonly discount: number;
  /** Without a horizon; `horizonDays` does not count then. */
  readonly infinite: boolean;
  /** Whether a model that is named is tested too; `auto` always is. */
  readonly backtest?: boolean;
  readonly unitDays: 1 | 7;
  /** Share of spend that is profit. */
  readonly margin: number;
  readonly seed: number;
  /** Days held out for the backtest; the last third of the data when left out. */
  readonly holdoutDays?: number;
  readonly gates: GateLimits;
  /** False: nobody asks for intervals of customers, which cost most of the time; they are null then. */
  readonly intervals?: boolean;
  /** Quantile above which value today and ahead is high. */
  readonly highValue: number;
}

export interface ClvOutcome {
  /** Table with `customer_id` and the columns of `CLV_COLUMNS`. */
  readonly table: string;
  readonly choice: Choice;
  readonly gates: readonly Gate[];
  readonly backtest: Backtest | null;
  /** Why there is no backtest where one was wanted. */
  readonly untested: string | null;
  readonly fitted: FittedModel | null;
  readonly predictor: Predictor;
  readonly spend: SpendModel;
  readonly outlook: Outlook;
  readonly histories: HistoryTable;
  readonly refused: readonly RefusedModel[];
  readonly cuts: ValueCuts;
  readonly warnings: readonly string[];
}

const PREDICTIONS = "clv_predictions";

/**
 * Lifetime value of every customer: model chosen and fitted, value and interval for each, ranked. Customers without a
 * purchase, those with nothing but refunds among them, are listed with nulls.
 *
 * @throws CrmError `bad-option` for a holdout that the data do not have; `no-model` where a model asked for by name
 * cannot be fitted
 * @param known table of purchase histories as of that day, where there is one already
 */
export async function scoreClv(
  book: Book,
  parameters: ClvParameters,
  known?: string,
  table = "clv",
): Promise<ClvOutcome> {
  const { engine } = book;
  const { asOf, unitDays } = parameters;
  const span = await daysOfData(book, asOf);
  checkHoldout(parameters, span);
  const source = known ?? "clv_histories";
  if (known === undefined) await createPurchaseHistories(book, asOf, source);
  const histories = await readHistories(book, source, unitDays, null);
  const gates = failedGates(histories, span, parameters.gates);
  const outcome = await maybeBacktest(book, parameters, gates, span, source);
  const tested = outcome !== null && "scores" in outcome ? outcome : null;
  const untested = outcome !== null && "untested" in outcome ? outcome.untested : null;
  const { choice, fitted, refused } = await settle(parameters, gates, outcome, {
    histories,
    withIntervals: async () => withLogIntervals(histories, unitDays, await readLogIntervals(book, asOf)),
  });
  const horizonDays = parameters.infinite ? Number.POSITIVE_INFINITY : parameters.horizonDays;
  const predictor =
    fitted?.predictor ??
    historicPredictor(historicParameters(histories, await measuredRetention(book, asOf, horizonDays)));
  const spend = fitSpend(await readSpends(book, source), await spendPerPurchase(book, source));

  const { discount, infinite, seed } = parameters;
  const outlook: Outlook = { horizonDays, discount, infinite, unitDays, tail: 0.1, seed };
  const predict =
    parameters.intervals === false
      ? meanPredictor(predictor, outlook)
      : historyPredictor(
          predictor,
          fitted === null ? [] : drawPredictors(fitted, drawsFor(histories.customers), seed),
          spend,
          outlook,
          histories.count.length,
        );
  await writePredictions(engine, PREDICTIONS, histories, predict, unitDays);
  const cuts = await writeCustomers(book, parameters, spend, source, table);
  await engine.run(sql`DROP TABLE ${raw(PREDICTIONS)}`);
  if (known === undefined) await engine.run(sql`DROP TABLE ${raw(source)}`);
  return {
    table,
    choice,
    gates,
    backtest: tested,
    untested,
    fitted,
    predictor,
    spend,
    outlook,
    histories,
    refused,
    cuts,
    warnings: [...biasWarning(choice, tested), ...(fitted?.fit.warnings ?? []), ...spend.warnings],
  };
}

/** Best first. */
export const rankedClv = (): Sql => raw("rank");

/** Days that are at least needed on either side of the calibration's end. */
const LEAST_DAYS = 7;

/** @throws CrmError `bad-option` for a time to hold out that the data do not have */
function checkHoldout({ holdoutDays }: ClvParameters, span: number): void {
  if (holdoutDays === undefined || (holdoutDays >= LEAST_DAYS && holdoutDays <= span - LEAST_DAYS)) return;
  const most = span - LEAST_DAYS;
  throw new CrmError("bad-option", {
    option: "--holdout",
    detail: `${holdoutDays} days cannot be held out of the ${span} days from the first purchase to the as-of date`,
    fix:
      most < LEAST_DAYS
        ? "The data are too short to hold anything out; leave it out."
        : `Give ${LEAST_DAYS}d to ${most}d.`,
  });
}

/** `auto` tests before it chooses, where the data pass the gates; null where nothing is to be tested. */
async function maybeBacktest(
  book: Book,
  parameters: ClvParameters,
  gates: readonly Gate[],
  span: number,
  source: string,
): Promise<Backtest | NoBacktest | null> {
  const { model, asOf, unitDays, seed } = parameters;
  const isNamed = model !== "auto";
  if (isNamed && parameters.backtest !== true) return null;
  if (!isNamed && gates.length > 0) return null;
  const holdoutDays = parameters.holdoutDays ?? Math.floor(span / 3);
  if (holdoutDays < LEAST_DAYS) return { untested: `the ${span} days of data are too short to hold a part out` };
  // The tables of a backtest are of all customers; to choose by, a sample of them tells the same.
  const part = parameters.backtest === true ? {} : { toChoose: { customers: CHOICE_SAMPLE, later: source } };
  const { intervals = true } = parameters;
  return backtest(book, {
    asOf,
    holdoutDays,
    unitDays,
    models: isNamed ? [model] : MODEL_IDS,
    seed,
    intervals,
    ...part,
  });
}

/** Customers on which a model is chosen: where a log-likelihood varies by 1 between them, their mean is known to 0.007. */
const CHOICE_SAMPLE = 20_000;

interface Settled {
  readonly choice: Choice;
  /** The chosen model on all data up to the as-of day; null for the historic average. */
  readonly fitted: FittedModel | null;
  readonly refused: readonly RefusedModel[];
}

/** What models are fitted on. */
interface FittedOn {
  readonly histories: HistoryTable;
  /** The same with the sum of log intervals, which costs much and which one model alone looks at. */
  readonly withIntervals: () => Promise<HistoryTable>;
}

const fitOnAll = async ({ histories, withIntervals }: FittedOn, models: readonly string[]) =>
  fitCandidates(models.includes("mbg-cnbd-k") ? await withIntervals() : histories, models);

/** @throws CrmError `no-model` where a model that was asked for by name cannot be fitted */
async function settle(
  { model: asked }: ClvParameters,
  gates: readonly Gate[],
  outcome: Backtest | NoBacktest | null,
  data: FittedOn,
): Promise<Settled> {
  const tested = outcome !== null && "scores" in outcome ? outcome : null;
  const earlier = tested?.candidates.refused ?? [];
  const historic = (reason: string): Choice => ({ model: "historic", reason, grade: null });
  if (asked !== "auto") {
    const choice: Choice = {
      model: asked,
      reason: "asked for with --model",
      grade: tested === null ? null : gradeOf(tested, asked),
    };
    if (asked === "historic") return { choice, fitted: null, refused: earlier };
    const { fitted, refused } = await fitOnAll(data, [asked]);
    const failed = earlier[0] ?? refused[0];
    if (fitted[0] === undefined || earlier.length > 0)
      throw new CrmError("no-model", { model: asked, detail: failed?.reason ?? "it could not be fitted" });
    return { choice, fitted: fitted[0], refused };
  }
  if (gates.length > 0) {
    const found = gates.map((gate) => `${gate.name}: ${gate.found} found, ${gate.needed} needed`).join("; ");
    return {
      choice: historic(`too little data for a purchase model (${found})`),
      fitted: null,
      refused: earlier,
    };
  }
  if (tested === null) {
    return settleUntested(data, outcome !== null && "untested" in outcome ? outcome.untested : "nothing is held out");
  }
  const choice = chooseModel(tested);
  if (choice.model === "historic") return { choice, fitted: null, refused: earlier };
  const { fitted, refused } = await fitOnAll(data, [choice.model]);
  if (fitted[0] !== undefined) return { choice, fitted: fitted[0], refused: [...earlier, ...refused] };
  const reason = `${choice.model} won the backtest but cannot be fitted to all data (${refused[0]?.reason ?? ""})`;
  return { choice: historic(reason), fitted: null, refused: [...earlier, ...refused] };
}

/** Without a held-out time the likelihood of all purchases decides: every model has four parameters to reach it with. */
async function settleUntested(data: FittedOn, why: string): Promise<Settled> {
  const { fitted, refused } = await fitOnAll(data, MODEL_IDS);
  const [first, ...others] = fitted;
  if (first === undefined) {
    return { choice: { model: "historic", reason: `${why}, and no model fits`, grade: null }, fitted: null, refused };
  }
  const best = others.reduce((one, other) => (other.fit.logLikelihood > one.fit.logLikelihood ? other : one), first);
  const reason = `there is no backtest, because ${why}; highest likelihood of all purchases (${best.fit.logLikelihood.toFixed(1)})`;
  return { choice: { model: best.predictor.id, reason, grade: null }, fitted: best, refused };
}

/** Totals that were far off in the held-out time are likely to be so again. */
function biasWarning({ model }: Choice, tested: Backtest | null): string[] {
  const bias = tested?.scores.find((score) => score.model === model)?.bias ?? null;
  if (bias === null || Math.abs(bias) <= MOST_BIAS) return [];
  return [
    `in the held-out time ${model} expected ${Math.round(100 * Math.abs(bias))} % too ${bias < 0 ? "few" : "many"} purchases in total: trust the order of customers, not the sums`,
  ];
}

async function writeCustomers(
  book: Book,
  parameters: ClvParameters,
  spend: SpendModel,
  source: string,
  table: string,
): Promise<ValueCuts> {
  const { engine } = book;
  const { margin, asOf, unitDays, highValue } = parameters;
  // To the cent, as results show it, so that customers of equal value are seen to be equal, and follow by their id.
  const toTheCent = (purchases: Sql): Sql =>
    sql`round(${raw(String(margin))}::DOUBLE * expected_spend * ${purchases}, 2)`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(`${table}_values`)} AS
    SELECT h.customer_id, ${toTheCent(sql`p.discounted_purchases`)} AS clv,
      ${toTheCent(sql`p.low`)} AS clv_low, ${toTheCent(sql`p.high`)} AS clv_high,
      h.historic_value, p.expected_purchases, expected_spend, p.p_alive, p.p_purchase_30d,
      CASE WHEN p.wait_days < 36525 THEN DATE ${literal(asOf)} + ceil(p.wait_days)::INTEGER END AS next_purchase_date,
      h.repeat_purchases, h.recency_tx / ${raw(String(unitDays))} AS recency_tx, h.age / ${raw(String(unitDays))} AS age,
      h.mean_spend, ${raw(String(margin))}::DOUBLE * h.recent_value::DOUBLE AS today
    FROM (SELECT *, ${spend.expected} AS expected_spend FROM ${raw(source)}) h
      JOIN ${raw(PREDICTIONS)} p USING (repeat_purchases, recency_tx, age)`);
  const cuts = await engine.row<{ today: number | null; ahead: number | null }>(sql`
    SELECT quantile_cont(today, ${raw(String(highValue))}) AS today, quantile_cont(clv, ${raw(String(highValue))}) AS ahead
    FROM ${raw(`${table}_values`)}`);
  const known: ValueCuts = { today: cuts.today ?? 0, ahead: cuts.ahead ?? 0 };
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT *, row_number() OVER (ORDER BY clv DESC NULLS LAST, customer_id) AS rank FROM (
      SELECT v.* EXCLUDE (customer_id, today), customer_id, ${valueGroup(known)} AS value_group
      FROM ${raw(`${table}_values`)} v FULL JOIN (${customersUpTo(asOf)}) USING (customer_id))`);
  await engine.run(sql`DROP TABLE ${raw(`${table}_values`)}`);
  return known;
}
