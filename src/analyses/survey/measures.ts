import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { meanInterval } from "../../math/mean-interval.js";
import { netPromoterInterval } from "../../math/net-promoter-interval.js";
import { wilsonInterval } from "../../math/wilson-interval.js";
import type { Rules } from "../../rules/index.js";
import type { QuestionKindId } from "./question-kind.js";

/** Answers of one group to questions of one kind, counted. */
export interface Counts {
  readonly best: number;
  readonly middle: number;
  readonly worst: number;
  readonly mean: number;
  /** Sample standard deviation; null for a single answer. */
  readonly deviation: number | null;
}

/** A figure with its 95 % interval, in the unit of its measure. */
export interface Score {
  readonly score: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** One of the standard figures of satisfaction. */
export interface Measure {
  readonly id: "nps" | "csat" | "ces";
  readonly title: string;
  readonly kind: QuestionKindId;
  readonly unit: string;
  /** Names of the classes that answers fall into, the best first. */
  readonly classes: readonly [best: string, middle: string | null, worst: string];
  /** SQL over `score` for the class of an answer. */
  classOf(rules: Rules["survey"]): Sql;
  /** Null without answers. */
  scoreOf(counts: Counts): Score | null;
  /** How it is worked out, in words. */
  rule(rules: Rules["survey"]): string;
}

const classes = (from: number, best: string, otherwise: Sql): Sql =>
  sql`CASE WHEN score >= ${raw(String(from))} THEN ${literal(best)} ELSE ${otherwise} END`;

export const MEASURES: readonly Measure[] = [
  {
    id: "nps",
    title: "NPS",
    kind: "nps",
    unit: "points",
    classes: ["promoter", "passive", "detractor"],
    classOf: ({ promotersFrom, detractorsTo }) =>
      classes(
        promotersFrom,
        "promoter",
        sql`CASE WHEN score <= ${raw(String(detractorsTo))} THEN 'detractor' ELSE 'passive' END`,
      ),
    scoreOf: ({ best, middle, worst }) => netPromoterInterval(best, middle, worst),
    rule: ({ promotersFrom, detractorsTo }) =>
      `NPS: % of answers from ${promotersFrom} less % up to ${detractorsTo}, of 0 to 10; adjusted interval (Rocks 2016)`,
  },
  {
    id: "csat",
    title: "CSAT",
    kind: "csat",
    unit: "%",
    classes: ["satisfied", null, "not satisfied"],
    classOf: ({ satisfiedFrom }) => classes(satisfiedFrom, "satisfied", literal("not satisfied")),
    scoreOf: ({ best, middle, worst }) => inPercent(best, best + middle + worst),
    rule: ({ satisfiedFrom }) => `CSAT: % of answers from ${satisfiedFrom}, of 1 to 5; Wilson's interval`,
  },
  {
    id: "ces",
    title: "CES",
    kind: "ces",
    unit: "of 7",
    classes: ["easy", null, "not easy"],
    classOf: ({ easyFrom }) => classes(easyFrom, "easy", literal("not easy")),
    scoreOf: ({ best, middle, worst, mean, deviation }) => {
      const count = best + middle + worst;
      if (count === 0) return null;
      const interval = deviation === null ? null : meanInterval(mean, deviation, count);
      // The scale ends at 1 and 7, whatever Student says.
      return {
        score: mean,
        low: interval === null ? null : Math.max(1, interval.low),
        high: interval === null ? null : Math.min(7, interval.high),
      };
    },
    rule: ({ easyFrom }) =>
      `CES: mean of answers from 1 to 7 with Student's interval; beside it the share that answers from ${easyFrom} (easy)`,
  },
];

function inPercent(count: number, total: number): Score | null {
  const interval = wilsonInterval(count, total);
  return interval === null
    ? null
    : { score: (100 * count) / total, low: 100 * interval.low, high: 100 * interval.high };
}

/** The measure of a kind of question; undefined where there is none. */
export const measureOf = (kind: string | null): Measure | undefined => MEASURES.find((one) => one.kind === kind);

/** SQL over `kind` and `score` for the class that an answer counts in; null for other questions. */
export const classExpression = (rules: Rules["survey"]): Sql =>
  sql`CASE WHEN score IS NOT NULL THEN CASE kind ${raw(
    MEASURES.map((one) => `WHEN '${one.kind}' THEN ${one.classOf(rules).text}`).join(" "),
  )} END END`;
