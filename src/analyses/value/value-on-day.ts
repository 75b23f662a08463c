import type { TradeSources } from "../../book/trade-figures.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { VALUE_CLASSES } from "../../rules/value-rules.js";
import type { Scorecard } from "../scorecard.js";
import { type BesideTrade, readFigures, type ValueSettings } from "./figures.js";
import { createHeldRatings } from "./held-ratings.js";
import { contributionColumn, shownIndicators, weighed } from "./indicators.js";
import { createStayed, paretoOf } from "./pareto.js";
import { ratingOfScore } from "./rating.js";
import { contributionColumns, missingOf, pointsColumns, scoreOf } from "./score.js";
import { type Standards, settleStandards } from "./standards.js";

export interface ValueOnDay {
  /**
   * Query of all customers with a purchase or refund: score, rating, class, contributions and the figures behind them, with
   * `score_rating` and `pareto_class` (by the day alone), `place`, `reached` and `total` as in `paretoOf`.
   */
  readonly query: Sql;
  /** Table of their `customer_id`. */
  readonly table: string;
  readonly sources: TradeSources;
  readonly standards: Standards;
  /** Drops what the query reads. */
  drop(): Promise<void>;
}

/**
 * Value of every customer with a purchase or refund up to a day. Class and rating are followed over the month ends before
 * it, from the transactions alone: what else is known counts as of the day throughout.
 */
export async function createValueOnDay(
  card: Scorecard,
  day: string,
  beside: BesideTrade,
  settings: ValueSettings,
  table: string,
): Promise<ValueOnDay> {
  const { engine } = card.book;
  const rules = card.rules.value;
  const indicators = weighed(rules);
  const figures = await readFigures(card, day, beside, settings, table);
  const settled = await settleStandards(
    engine,
    sql`(${figures.values(figures.last, indicators)})`,
    [figures.last],
    indicators,
    rules,
  );
  const standards = settled.get(figures.last)!;
  const scores = `${table}_scores`;
  const side = (name: "current" | "future"): Sql => scoreOf(indicators.filter((one) => one.side === name));
  const pointed = sql`(SELECT *, ${pointsColumns(indicators, standards)} FROM (${figures.valuesNow(indicators)}))`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(scores)} AS
    SELECT * EXCLUDE (step, ${join(indicators.map(({ id }) => identifier(id)))}), ${scoreOf(indicators)} AS score,
      ${side("current")} AS current_score, ${side("future")} AS future_score,
      nullif(${missingOf(indicators)}, '') AS missing_indicators, ${join(contributionColumns(indicators))}
    FROM (${paretoOf(pointed, rules)})`);
  const stayed = `${table}_stayed`;
  const earlier = join(figures.earlier.map(figures.profits), " UNION ALL ");
  await createStayed(engine, scores, figures.earlier.length === 0 ? null : sql`(${earlier})`, rules, stayed);
  const held = `${table}_held`;
  await createHeldRatings(engine, figures, rules, scores, held);
  // The column of an indicator without weight is there, and empty.
  const contributions = shownIndicators(rules).map(({ id }) =>
    rules.indicators[id].weight > 0
      ? identifier(contributionColumn(id))
      : sql`NULL::DECIMAL(7, 2) AS ${identifier(contributionColumn(id))}`,
  );
  const [strategic, general] = VALUE_CLASSES.map(literal);
  const classIf = (condition: string): Sql => sql`CASE WHEN ${raw(condition)} THEN ${strategic!} ELSE ${general!} END`;
  const query = sql`
    SELECT customer_id, score, coalesce(h.rating, ${ratingOfScore(rules)}) AS rating,
      ${classIf("enters OR t.stays")} AS class, value_group, current_score, future_score, profit AS gross_profit,
      volume AS sales_volume, cost AS marketing_cost, CASE WHEN total > 0 THEN reached::DOUBLE / total::DOUBLE END AS cumulative_share,
      missing_indicators, ${join(contributions)}, ${ratingOfScore(rules)} AS score_rating, ${classIf("enters")} AS pareto_class,
      marketing_cost_share, net_spend, year_profit, clv_ahead AS clv, place, reached, total
    FROM ${raw(scores)} LEFT JOIN (SELECT customer_id, true AS stays FROM ${raw(stayed)}) t USING (customer_id)
      LEFT JOIN ${raw(held)} h USING (customer_id)`;
  const drop = async (): Promise<void> => {
    for (const name of [scores, stayed, held]) await engine.run(sql`DROP TABLE ${raw(name)}`);
    await figures.drop();
  };
  return { query, table: scores, sources: figures.sources, standards, drop };
}
