import type { Backtest } from "./backtest.js";
import type { Score } from "./score-predictions.js";

/** Which way of predicting is used, and why. */
export interface Choice {
  readonly model: string;
  readonly reason: string;
  /** How the choice does against the naive baseline; null where there was no backtest. */
  readonly grade: Grade | null;
}

/**
 * Share of the future best customers found, against the baseline: A at least 5 % more, B as many or more, C fewer
 * (after the grades of Dynamics 365 Customer Insights).
 */
export interface Grade {
  readonly letter: "A" | "B" | "C";
  readonly found: number;
  readonly baselineFound: number;
}

/** A model that is within this of the best on both error and capture may be chosen for its likelihood. */
const TOLERANCE = 0.02;

/**
 * Chooses by the likelihood of what happened in the held-out time, among the models whose error and capture of future
 * revenue are within 2 % of the best single model's. If the choice finds fewer of the future best customers than the
 * average of the past does, the ranking goes to what found more.
 */
export function chooseModel(backtest: Backtest): Choice {
  const models = backtest.scores.filter((score) => score.model !== "historic" && score.logLikelihood !== null);
  const historic = backtest.scores.find((score) => score.model === "historic")!;
  const baseline = backtest.baselines[0]!;
  if (models.length === 0) {
    return { model: "historic", reason: "no purchase model could be fitted", grade: null };
  }
  const leastError = Math.min(...models.map((score) => score.mae));
  const mostCaptured = Math.max(...models.map((score) => score.topDecileShare ?? 0));
  const near = models.filter(
    (score) =>
      score.mae <= leastError * (1 + TOLERANCE) && (score.topDecileShare ?? 0) >= mostCaptured * (1 - TOLERANCE),
  );
  const likelier = (one: Score, other: Score): Score =>
    (other.logLikelihood ?? Number.NEGATIVE_INFINITY) > (one.logLikelihood ?? Number.NEGATIVE_INFINITY) ? other : one;
  const best = (near.length > 0 ? near : models).reduce(likelier);
  const grade = gradeOf(best, baseline);
  const how = `highest likelihood of the held-out purchases (${best.logLikelihood!.toFixed(1)})`;
  const among = near.length < models.length ? `, among those within 2 % of the least error and the best capture` : "";
  if (grade !== null && grade.letter === "C" && (historic.topFifthFound ?? 0) >= (best.topFifthFound ?? 0)) {
    return {
      model: "historic",
      reason: `${best.model} finds fewer of the future best customers than the average of the past, so the historic average ranks`,
      grade,
    };
  }
  return { model: best.model, reason: `${how}${among}`, grade };
}

function gradeOf(score: Score, baseline: Score): Grade | null {
  if (score.topFifthFound === null || baseline.topFifthFound === null) return null;
  const ratio = baseline.topFifthFound === 0 ? Number.POSITIVE_INFINITY : score.topFifthFound / baseline.topFifthFound;
  const letter = ratio >= 1.05 ? "A" : ratio >= 1 ? "B" : "C";
  return { letter, found: score.topFifthFound, baselineFound: baseline.topFifthFound };
}
