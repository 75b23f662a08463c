import type { Book } from "../../book/book.js";
import type { Column } from "../../columns/column.js";
import { identifier, join, literal, raw, sql } from "../../engine/sql.js";
import type { History } from "../../models/index.js";
import type { ResultTable } from "../../output/result.js";
import { customerAttributes } from "../customer-columns.js";
import type { ClvOutcome, ClvParameters } from "./clv.js";
import { drawPredictors } from "./parameter-draws.js";
import { discountedPurchases, spendVariance } from "./predict-histories.js";

/** Standard normal quantile of 90 %: the ends of an 80 % interval. */
const NINETY = 1.2815515655446004;
/** So many evaluations of the model are spent on the parameters' uncertainty. */
const BUDGET = 300_000;

/**
 * What each group of customers will be worth together, with an 80 % interval of the total. Every parameter draw is shared
 * by all customers, because a rate that is estimated too high is too high for everyone; the randomness of the customers
 * themselves is independent and averages out in large groups. Bounds of single customers are never added up.
 */
export async function clvByGroup(
  book: Book,
  outcome: ClvOutcome,
  parameters: ClvParameters,
  attribute: string,
  currency: string | null,
): Promise<ResultTable> {
  const { engine } = book;
  const { relation, columns } = customerAttributes(book, [attribute], parameters.asOf);
  const name = columns[0]!.name;
  const cells = await engine.rows<{
    grp: string;
    x: number;
    tx: number;
    age: number;
    spend: number;
    squares: number;
  }>(sql`
    SELECT coalesce(${identifier(name)}, '(unknown)') AS grp, repeat_purchases AS x, recency_tx AS tx, age,
      sum(expected_spend) AS spend, sum(expected_spend * expected_spend) AS squares
    FROM ${raw(outcome.table)} LEFT JOIN (${relation}) USING (customer_id)
    WHERE clv IS NOT NULL GROUP BY ALL ORDER BY ALL`);
  const table = `clv_by_${columns[0]!.name}`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} (grp VARCHAR, low DOUBLE, high DOUBLE)`);
  const appender = await engine.appender(table);
  for (const [group, { mean, deviation }] of groupTotals(cells, outcome, parameters)) {
    appender.text(group);
    appender.double(Math.max(0, mean - NINETY * deviation));
    appender.double(mean + NINETY * deviation);
    appender.endRow();
  }
  appender.close();
  const declared = groupColumns(name, currency);
  return {
    name: `by_${name}`,
    title: `Lifetime value by ${name}`,
    columns: declared,
    query: sql`SELECT ${join(declared.map((column) => identifier(column.name)))} FROM (
      SELECT coalesce(${identifier(name)}, '(unknown)') AS ${identifier(name)}, count(*) AS customers, count(clv) AS customers_with_purchase,
        sum(clv) AS clv_total, any_value(g.low) AS clv_total_low, any_value(g.high) AS clv_total_high, avg(clv) AS mean_clv,
        sum(historic_value) AS historic_value, sum(expected_purchases) AS expected_purchases, avg(p_alive) AS mean_p_alive
      FROM ${raw(outcome.table)} LEFT JOIN (${relation}) a USING (customer_id)
        LEFT JOIN ${identifier(table)} g ON g.grp = coalesce(a.${identifier(name)}, ${literal("(unknown)")})
      GROUP BY 1) ORDER BY clv_total DESC NULLS LAST, 1`,
  };
}

interface GroupCell {
  readonly grp: string;
  readonly x: number;
  readonly tx: number;
  readonly age: number;
  readonly spend: number;
  readonly squares: number;
}

/** Mean and standard deviation of each group's total. */
function groupTotals(cells: readonly GroupCell[], outcome: ClvOutcome, { margin, seed }: ClvParameters) {
  const { fitted, predictor, spend, outlook } = outcome;
  const count = Math.max(12, Math.min(200, Math.floor(BUDGET / Math.max(1, cells.length))));
  const draws = fitted === null ? [] : drawPredictors(fitted, count, seed);
  const groups = new Map<string, { mean: number; variance: number; drawn: Float64Array }>();
  for (const { grp, x, tx, age, spend: sum, squares } of cells) {
    const history: History = { frequency: x, recency: tx, age };
    const group = groups.get(grp) ?? { mean: 0, variance: 0, drawn: new Float64Array(draws.length) };
    group.mean += margin * sum * discountedPurchases(predictor, history, outlook);
    group.variance += margin * margin * squares * spendVariance(predictor, history, spend, outlook);
    draws.forEach((draw, index) => {
      group.drawn[index]! += margin * sum * discountedPurchases(draw, history, outlook);
    });
    groups.set(grp, group);
  }
  return new Map(
    [...groups].map(([grp, { mean, variance, drawn }]) => [
      grp,
      { mean, deviation: Math.sqrt(variance + varianceOf(drawn)) },
    ]),
  );
}

function varianceOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function groupColumns(name: string, currency: string | null): readonly Column[] {
  const money = currency === null ? {} : { unit: currency };
  return [
    { name, type: "text", description: "Group" },
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "customers_with_purchase", type: "integer", description: "Of them with a purchase" },
    { name: "clv_total", type: "money", ...money, description: "Value ahead of all of them together" },
    { name: "clv_total_low", type: "money", ...money, description: "One in ten: the total will be less" },
    { name: "clv_total_high", type: "money", ...money, description: "One in ten: the total will be more" },
    { name: "mean_clv", type: "money", ...money, description: "Mean value ahead of a customer with a purchase" },
    { name: "historic_value", type: "money", ...money, description: "Net spend so far" },
    { name: "expected_purchases", type: "number", description: "Expected purchases ahead" },
    { name: "mean_p_alive", type: "share", description: "Mean chance that they still buy" },
  ];
}
