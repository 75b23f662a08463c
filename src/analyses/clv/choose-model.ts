import type { Backtest } from "./backtest.js";
import { chanceOfLoss } from "./ranking-metrics.js";
import type { Score } from "./score-predictions.js";

/** Which way of predicting is used, and why. */
export interface Choice {
  readonly model: string;
  readonly reason: string;
  /** How the choice does against the average of the past; null where there was no backtest, or it is that average. */
  readonly grade: Grade | null;
}

/**
 * Share of the future best customers found, against the average of the past (`historic`: average rate × spend × months ×
 * retention): A at least 5 % more, and purchases in total right within 25 %; C fewer, by more than chance explains; B what
 * lies between (after the grades of Dynamics 365 Customer Insights).
 */
export interface Grade {
  readonly letter: "A" | "B" | "C";
  readonly found: number;
  readonly baselineFound: number;
  /** Predicted over actual purchases, less 1. */
  readonly bias: number | null;
  /** The chance to find so few more, or fewer, were neither better. */
  readonly chance: number;
}

/** A model that is within this of the best on both error and capture may be chosen for its likelihood. */
const TOLERANCE = 0.02;
/** Totals that are farther off than this are warned of, and have no A. */
export const MOST_BIAS = 0.25;
/** A model loses where chance alone would do as badly by it less often than this. */
const BEYOND_CHANCE = 0.05;

/**
 * Chooses by the likelihood of what happened in the held-out time, the historic average among the candidates, among those
 * whose error and capture of future revenue are within 2 % of the best one's. A model that finds fewer of the future best
 * customers than the historic average does, by more than chance, leaves the ranking to it.
 */
export function chooseModel(backtest: Backtest): Choice {
  const { scores } = backtest;
  const leastError = Math.min(...scores.map((score) => score.mae));
  const mostCaptured = Math.max(...scores.map((score) => score.topDecileShare ?? 0));
  const near = scores.filter(
    (score) =>
      score.mae <= leastError * (1 + TOLERANCE) && (score.topDecileShare ?? 0) >= mostCaptured * (1 - TOLERANCE),
  );
  const likeliest = scores.reduce(likelier);
  const best = near.length > 0 ? near.reduce(likelier) : likeliest;
  const grade = gradeOf(backtest, best.model);
  if (grade?.letter === "C") {
    return {
      model: "historic",
      reason: `${best.model} finds fewer of the future best customers than the average of the past, by more than chance, so that average ranks`,
      grade,
    };
  }
  const likelihood = `likelihood of the held-out purchases (${logOf(best)})`;
  const how =
    best === likeliest
      ? `highest ${likelihood}`
      : `of those within 2 % of the least error and the best capture of revenue, the highest ${likelihood}; ${likeliest.model} has ${logOf(likeliest)}, but errs more or captures less`;
  return { model: best.model, reason: `${how}${biasInWords(best)}${sampleInWords(backtest)}`, grade };
}

const likelier = (one: Score, other: Score): Score =>
  (other.logLikelihood ?? Number.NEGATIVE_INFINITY) > (one.logLikelihood ?? Number.NEGATIVE_INFINITY) ? other : one;

const logOf = (score: Score): string => (score.logLikelihood ?? Number.NEGATIVE_INFINITY).toFixed(1);

const biasInWords = ({ bias }: Score): string =>
  bias === null
    ? ""
    : `; it expected ${Math.round(100 * Math.abs(bias))} % too ${bias < 0 ? "few" : "many"} of them in total`;

/** Says that the test was made on a part of the customers. */
const sampleInWords = ({ customers, customersInAll }: Backtest): string =>
  customers === customersInAll
    ? ""
    : `; tested on ${count.format(customers)} of ${count.format(customersInAll)} customers`;

const count = new Intl.NumberFormat("en-US");

/** The grade of a model of the backtest; null for the historic average itself and where nobody spent anything. */
export function gradeOf(backtest: Backtest, model: string): Grade | null {
  const score = backtest.scores.find((one) => one.model === model);
  const past = backtest.scores.find((one) => one.model === "historic");
  const pairs = backtest.againstPast.get(model);
  if (score === undefined || past === undefined || pairs === undefined || model === "historic") return null;
  if (score.topFifthFound === null || past.topFifthFound === null) return null;
  const chance = chanceOfLoss(pairs);
  const isBiased = score.bias !== null && Math.abs(score.bias) > MOST_BIAS;
  const isAhead = score.topFifthFound >= 1.05 * past.topFifthFound;
  const letter =
    score.topFifthFound < past.topFifthFound && chance < BEYOND_CHANCE ? "C" : isAhead && !isBiased ? "A" : "B";
  return { letter, found: score.topFifthFound, baselineFound: past.topFifthFound, bias: score.bias, chance };
}
