import type { Book } from "../../book/book.js";
import { createPurchaseHistories } from "../../book/purchase-histories.js";
import { onlySetAside } from "../../book/summaries.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { CrmError } from "../../errors/crm-error.js";
import type { HistoryTable } from "../../models/index.js";
import { type Backtest, backtest, spendPerPurchase } from "./backtest.js";
import { fitCandidates, MODEL_IDS, type RefusedModel } from "./candidates.js";
import { type Choice, chooseModel } from "./choose-model.js";
import { failedGates, type Gate, type GateLimits } from "./gates.js";
import { historicParameters } from "./historic.js";
import { drawPredictors, drawsFor } from "./parameter-draws.js";
import { historyPredictor, type Outlook, writePredictions } from "./predict-histories.js";
import { type FittedModel, historicPredictor, type Predictor } from "./predictor.js";
import { readHistories, readLogIntervals, readSpends } from "./read-histories.js";
import { fitSpend, type SpendModel } from "./spend.js";
import { daysBetween } from "./time.js";
import { type ValueCuts, valueGroup } from "./value-group.js";

export interface ClvParameters {
  readonly asOf: string;
  readonly model: string;
  readonly horizonDays: number;
  /** Discount a year; 0 for none. */
  readonly discount: number;
  readonly infinite: boolean;
  readonly unitDays: 1 | 7;
  /** Share of spend that is profit. */
  readonly margin: number;
  readonly seed: number;
  /** Days held out for the backtest; the last third of the data when left out. */
  readonly holdoutDays?: number;
  readonly gates: GateLimits;
  /** Quantile above which value today and ahead is high. */
  readonly highValue: number;
}

export interface ClvOutcome {
  /** Table with `customer_id` and the columns of `CLV_COLUMNS`. */
  readonly table: string;
  readonly choice: Choice;
  readonly gates: readonly Gate[];
  readonly backtest: Backtest | null;
  readonly fitted: FittedModel | null;
  readonly fittedAll: readonly FittedModel[];
  readonly predictor: Predictor;
  readonly spend: SpendModel;
  readonly outlook: Outlook;
  readonly histories: HistoryTable;
  readonly refused: readonly RefusedModel[];
  readonly cuts: ValueCuts;
  readonly warnings: readonly string[];
}

const HISTORIES = "clv_histories";
const PREDICTIONS = "clv_predictions";

/** Lifetime value of every customer: model chosen and fitted, value and interval for each, ranked. */
export async function scoreClv(book: Book, parameters: ClvParameters, table = "clv"): Promise<ClvOutcome> {
  const { engine } = book;
  const { asOf, unitDays } = parameters;
  await createPurchaseHistories(book, asOf, HISTORIES);
  const wantsIntervals = parameters.model === "auto" || parameters.model === "mbg-cnbd-k";
  const logIntervals = wantsIntervals ? await readLogIntervals(book, asOf) : null;
  const histories = await readHistories(book, HISTORIES, unitDays, logIntervals);
  const span = await daysOfData(book, asOf);
  const gates = failedGates(histories, span, parameters.gates);
  const tested = await maybeBacktest(book, parameters, gates, span);
  const choice = settleChoice(parameters.model, gates, tested);
  const { fitted, fittedAll, refused } = fitChosen(choice.model, parameters.model, histories, tested);
  const predictor = fitted?.predictor ?? historicPredictor(historicParameters(histories, 1));
  const spend = fitSpend(await readSpends(book, HISTORIES), await spendPerPurchase(book, HISTORIES));

  const outlook: Outlook = {
    horizonDays: parameters.infinite ? Math.max(parameters.horizonDays, 3653) : parameters.horizonDays,
    discount: parameters.discount,
    infinite: parameters.infinite,
    unitDays,
    tail: 0.1,
  };
  const draws = fitted === null ? [] : drawPredictors(fitted, drawsFor(histories.customers), parameters.seed);
  const predict = historyPredictor(predictor, draws, spend, outlook);
  await writePredictions(engine, PREDICTIONS, histories, predict, unitDays);
  const cuts = await writeCustomers(book, parameters, spend, table);
  await engine.run(sql`DROP TABLE ${raw(PREDICTIONS)}`);
  await engine.run(sql`DROP TABLE ${raw(HISTORIES)}`);
  const used = fitted === null && choice.model !== "historic" ? { ...choice, model: "historic" } : choice;
  return {
    table,
    choice: used,
    gates,
    backtest: tested,
    fitted,
    fittedAll,
    predictor,
    spend,
    outlook,
    histories,
    refused,
    cuts,
    warnings: [...(fitted?.fit.warnings ?? []), ...spend.warnings],
  };
}

/** Best first. */
export const rankedClv = (): Sql => raw("rank");

async function daysOfData(book: Book, asOf: string): Promise<number> {
  const { first } = await book.engine.row<{ first: string | null }>(
    sql`SELECT min(day)::VARCHAR AS first FROM transactions WHERE state = 0 AND day <= DATE ${literal(asOf)}`,
  );
  return first === null ? 0 : daysBetween(first, asOf);
}

/** `auto` tests before it chooses, where the data pass the gates. */
async function maybeBacktest(
  book: Book,
  parameters: ClvParameters,
  gates: readonly Gate[],
  span: number,
): Promise<Backtest | null> {
  const holdoutDays = parameters.holdoutDays ?? Math.floor(span / 3);
  if (parameters.model !== "auto" || gates.length > 0 || holdoutDays < 7 || holdoutDays >= span) return null;
  return backtest(book, { asOf: parameters.asOf, holdoutDays, unitDays: parameters.unitDays, models: MODEL_IDS });
}

function settleChoice(model: string, gates: readonly Gate[], tested: Backtest | null): Choice {
  if (model !== "auto") return { model, reason: "asked for with --model", grade: null };
  if (gates.length > 0) {
    const found = gates.map((gate) => `${gate.name}: ${gate.found} found, ${gate.needed} needed`).join("; ");
    return { model: "historic", reason: `too little data for a purchase model (${found})`, grade: null };
  }
  return tested === null
    ? { model: "historic", reason: "the data are too short to hold a part out", grade: null }
    : chooseModel(tested);
}

/**
 * The chosen model on all data up to the as-of day.
 *
 * @throws CrmError `no-model` where a model that was asked for by name cannot be fitted
 */
function fitChosen(chosen: string, asked: string, histories: HistoryTable, tested: Backtest | null) {
  const earlier = tested?.candidates.refused ?? [];
  if (chosen === "historic") return { fitted: null, fittedAll: [], refused: earlier };
  const { fitted, refused } = fitCandidates(histories, [chosen]);
  const [found] = fitted;
  if (found === undefined && asked !== "auto") {
    throw new CrmError("no-model", { model: asked, detail: refused[0]?.reason ?? "it could not be fitted" });
  }
  return { fitted: found ?? null, fittedAll: fitted, refused: [...earlier, ...refused] };
}

async function writeCustomers(
  book: Book,
  parameters: ClvParameters,
  spend: SpendModel,
  table: string,
): Promise<ValueCuts> {
  const { engine } = book;
  const { margin, asOf, unitDays, highValue } = parameters;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(`${table}_values`)} AS
    SELECT h.customer_id, ${raw(String(margin))} * expected_spend * p.discounted_purchases AS clv,
      ${raw(String(margin))} * expected_spend * p.low AS clv_low, ${raw(String(margin))} * expected_spend * p.high AS clv_high,
      h.historic_value, p.expected_purchases, expected_spend, p.p_alive, p.p_purchase_30d,
      CASE WHEN p.wait_days < 36525 THEN DATE ${literal(asOf)} + ceil(p.wait_days)::INTEGER END AS next_purchase_date,
      h.repeat_purchases, h.recency_tx / ${raw(String(unitDays))} AS recency_tx, h.age / ${raw(String(unitDays))} AS age,
      h.mean_spend, ${raw(String(margin))} * h.recent_value AS today
    FROM (SELECT *, ${spend.expected} AS expected_spend FROM ${raw(HISTORIES)}) h
      JOIN ${raw(PREDICTIONS)} p USING (repeat_purchases, recency_tx, age)`);
  const cuts = await engine.row<{ today: number | null; ahead: number | null }>(sql`
    SELECT quantile_cont(today, ${raw(String(highValue))}) AS today, quantile_cont(clv, ${raw(String(highValue))}) AS ahead
    FROM ${raw(`${table}_values`)}`);
  const known: ValueCuts = { today: cuts.today ?? 0, ahead: cuts.ahead ?? 0 };
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT *, row_number() OVER (ORDER BY clv DESC NULLS LAST, customer_id) AS rank FROM (
      SELECT v.* EXCLUDE (customer_id, today), customer_id, ${valueGroup(known)} AS value_group
      FROM ${raw(`${table}_values`)} v FULL JOIN (SELECT customer_id FROM customers UNION ${onlySetAside()}) USING (customer_id))`);
  await engine.run(sql`DROP TABLE ${raw(`${table}_values`)}`);
  return known;
}
