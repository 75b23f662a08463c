import type { Book } from "../../book/book.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import { RATINGS, VALUE_CLASSES, type ValueRules } from "../../rules/value-rules.js";
import { VALUE_GROUPS } from "../clv/value-group.js";
import { weighed } from "./indicators.js";
import { moneyColumn } from "./money-column.js";
import { RECEIVED } from "./received.js";
import type { Standards } from "./standards.js";

/** What customers without a purchase stand under in tables that add up to all customers. */
const NONE = "(none)";

/** SQL of names in their order, `name` and `position`, and last who has none. */
const ordered = (names: readonly string[]): Sql =>
  sql`(SELECT * FROM (VALUES ${join([...names, NONE].map((name, index) => sql`(${literal(name)}, ${raw(String(index))})`))}) AS v(name, position))`;

/** Strategic and general customers with what they bring; the customers add up to all that are known. */
export const paretoTable = ({ currency }: Book, scored: string): ResultTable => ({
  name: "pareto",
  title: "Strategic and general customers",
  everyRow: true,
  columns: [
    { name: "class", type: "text", description: `Class; ${NONE} without a purchase` },
    { name: "customers", type: "integer", description: "Customers of the class" },
    { name: "share_of_customers", type: "share", description: "Share of the customers with a purchase" },
    { name: "by_this_day", type: "integer", description: "Customers who are of the class by this day's figures alone" },
    moneyColumn(currency, "gross_profit", "Their gross profit"),
    { name: "share_of_positive_profit", type: "share", description: "Their positive profits over all positive ones" },
    { name: "share_of_net_profit", type: "share", description: "Their gross profit over that of all; losses count" },
    moneyColumn(currency, "net_spend", "Their net spend"),
    { name: "share_of_net_spend", type: "share", description: "Share of all net spend" },
    { name: "loss_making", type: "integer", description: "Customers of the class with a loss" },
    { name: "mean_score", type: "number", description: "Mean score" },
  ],
  query: sql`
    WITH own AS (
      SELECT coalesce(class, ${literal(NONE)}) AS name, count(*) AS customers, count(class) AS scored, sum(gross_profit) AS profit,
        sum(greatest(gross_profit, 0)) AS positive, sum(net_spend) AS spend, count(*) FILTER (gross_profit < 0) AS losing,
        avg(score) AS mean_score
      FROM ${raw(scored)} GROUP BY 1
    ), alone AS (SELECT pareto_class AS name, count(*) AS customers FROM ${raw(scored)} WHERE class IS NOT NULL GROUP BY 1),
      totals AS (SELECT sum(scored) AS scored, sum(profit) AS profit, sum(positive) AS positive, sum(spend) AS spend FROM own)
    SELECT n.name AS class, coalesce(o.customers, 0) AS customers,
      CASE WHEN n.name <> ${literal(NONE)} THEN coalesce(o.customers, 0) / nullif(t.scored, 0) END AS share_of_customers,
      CASE WHEN n.name <> ${literal(NONE)} THEN coalesce(a.customers, 0) END AS by_this_day,
      coalesce(o.profit, 0) AS gross_profit, CASE WHEN t.positive > 0 THEN coalesce(o.positive, 0)::DOUBLE / t.positive::DOUBLE END AS share_of_positive_profit,
      CASE WHEN t.profit > 0 THEN coalesce(o.profit, 0)::DOUBLE / t.profit::DOUBLE END AS share_of_net_profit,
      coalesce(o.spend, 0) AS net_spend, CASE WHEN t.spend > 0 THEN coalesce(o.spend, 0)::DOUBLE / t.spend::DOUBLE END AS share_of_net_spend,
      coalesce(o.losing, 0) AS loss_making, o.mean_score
    FROM ${ordered(VALUE_CLASSES)} n CROSS JOIN totals t LEFT JOIN own o USING (name) LEFT JOIN alone a USING (name)
    WHERE n.name <> ${literal(NONE)} OR o.customers > 0 ORDER BY n.position`,
});

/** Customers by rating; they add up to all that are known. */
export function ratingsTable({ currency }: Book, rules: ValueRules, scored: string): ResultTable {
  const least = { ...rules.ratings, E: 0 };
  const cases = RATINGS.map((rating) => sql`WHEN ${literal(rating)} THEN ${raw(String(least[rating]))}`);
  return {
    name: "ratings",
    title: "Customers by rating",
    everyRow: true,
    columns: [
      { name: "rating", type: "text", description: `Rating; ${NONE} without a purchase` },
      { name: "from_score", type: "number", description: "Least score of the rating" },
      { name: "customers", type: "integer", description: "Customers with it" },
      { name: "share", type: "share", description: "Share of all customers" },
      moneyColumn(currency, "gross_profit", "Their gross profit"),
      { name: "mean_score", type: "number", description: "Mean score" },
      { name: "strategic", type: "integer", description: "Strategic customers among them" },
    ],
    query: sql`
      WITH own AS (
        SELECT coalesce(rating, ${literal(NONE)}) AS name, count(*) AS customers, sum(gross_profit) AS profit, avg(score) AS mean_score,
          count(*) FILTER (class = 'strategic') AS strategic
        FROM ${raw(scored)} GROUP BY 1
      )
      SELECT n.name AS rating, CASE n.name ${join(cases, " ")} END AS from_score, coalesce(customers, 0) AS customers,
        coalesce(customers, 0) / nullif(sum(customers) OVER (), 0) AS share, coalesce(profit, 0) AS gross_profit, mean_score,
        coalesce(strategic, 0) AS strategic
      FROM ${ordered(RATINGS)} n LEFT JOIN own USING (name) WHERE n.name <> ${literal(NONE)} OR customers > 0 ORDER BY position`,
  };
}

/** The matrix of value today and ahead; the customers add up to all that are known. */
export const matrixTable = ({ currency }: Book, scored: string): ResultTable => ({
  name: "matrix",
  title: "Value today and ahead",
  everyRow: true,
  columns: [
    {
      name: "value_group",
      type: "text",
      description: `vip, improvement, maintain, ordinary; ${NONE} without a purchase`,
    },
    { name: "today", type: "text", description: "Value of the last year" },
    { name: "ahead", type: "text", description: "Lifetime value ahead" },
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "share", type: "share", description: "Share of all customers" },
    { name: "strategic", type: "integer", description: "Strategic customers among them" },
    moneyColumn(currency, "gross_profit", "Their gross profit"),
    moneyColumn(currency, "clv", "Their lifetime value ahead"),
  ],
  query: sql`
    WITH own AS (
      SELECT coalesce(value_group, ${literal(NONE)}) AS name, count(*) AS customers, count(*) FILTER (class = 'strategic') AS strategic,
        sum(gross_profit) AS profit, sum(clv::DECIMAL(28, 4)) AS clv
      FROM ${raw(scored)} GROUP BY 1
    )
    SELECT n.name AS value_group,
      CASE WHEN n.name IN ('vip', 'maintain') THEN 'high' WHEN n.name IN ('improvement', 'ordinary') THEN 'low' END AS today,
      CASE WHEN n.name IN ('vip', 'improvement') THEN 'high' WHEN n.name IN ('maintain', 'ordinary') THEN 'low' END AS ahead,
      coalesce(customers, 0) AS customers, coalesce(customers, 0) / nullif(sum(customers) OVER (), 0) AS share,
      coalesce(strategic, 0) AS strategic, coalesce(profit, 0) AS gross_profit, coalesce(clv, 0) AS clv
    FROM ${ordered(VALUE_GROUPS)} n LEFT JOIN own USING (name) WHERE n.name <> ${literal(NONE)} OR customers > 0 ORDER BY position`,
});

/** What each class brings beside what it received. */
export const bothSidesTable = ({ currency }: Book, scored: string): ResultTable => {
  const received = (verdict: string): Sql => sql`count(*) FILTER (value_received = ${literal(verdict)})`;
  const [below, between, met, exceeded] = RECEIVED;
  return {
    name: "both_sides",
    title: "Value contributed and value received",
    everyRow: true,
    columns: [
      { name: "class", type: "text", description: "Class of customers" },
      { name: "customers", type: "integer", description: "Customers of the class" },
      moneyColumn(currency, "gross_profit", "Value contributed: their gross profit"),
      { name: "answered", type: "integer", description: "Customers whose answers tell what they received" },
      { name: "below_minimum", type: "integer", description: "Received less than they would have accepted" },
      { name: "between", type: "integer", description: "Received an acceptable value, less than expected" },
      { name: "met", type: "integer", description: "Received what they expected" },
      { name: "exceeded", type: "integer", description: "Received more than they expected" },
      moneyColumn(currency, "profit_below_minimum", "Gross profit of those below the minimum"),
      { name: "mean_satisfaction", type: "share", description: "Mean satisfaction, 0 to 1" },
    ],
    query: sql`
      SELECT n.name AS class, count(class) AS customers, coalesce(sum(gross_profit), 0) AS gross_profit, count(value_received) AS answered,
        ${received(below)} AS below_minimum, ${received(between)} AS "between", ${received(met)} AS met, ${received(exceeded)} AS exceeded,
        coalesce(sum(gross_profit) FILTER (value_received = ${literal(below)}), 0) AS profit_below_minimum,
        avg(satisfaction::DECIMAL(18, 9)) AS mean_satisfaction
      FROM ${ordered(VALUE_CLASSES)} n LEFT JOIN ${raw(scored)} s ON s.class = n.name
      WHERE n.name <> ${literal(NONE)} GROUP BY n.name, n.position ORDER BY n.position`,
  };
};

/** The scoring standards as they were applied: every band of every indicator that weighs something. */
export function standardsTable(rules: ValueRules, standards: Standards): ResultTable {
  const indicators = weighed(rules);
  const sum = indicators.reduce((total, { weight }) => total + weight, 0);
  const columns = [
    { name: "indicator", type: "text", description: "Indicator" },
    { name: "side", type: "text", description: "current or future" },
    { name: "weight", type: "share", description: "Its weight where all indicators are known" },
    { name: "measures", type: "text", description: "What is measured" },
    { name: "counts", type: "text", description: "for: more is better; against: less is" },
    { name: "by", type: "text", description: "Whether bands begin at values or at percentiles of the customers" },
    {
      name: "from",
      type: "number",
      description: "Where the band begins by the rules, a value or per cent of customers",
    },
    { name: "reached_by", type: "text", description: "How a value reaches it; empty where every value does" },
    { name: "value", type: "number", description: "The value at which it begins among these customers" },
    { name: "points", type: "number", description: "Points of the band" },
  ] as const;
  return {
    name: "standards",
    title: "Scoring standards",
    everyRow: true,
    columns,
    query: valuesQuery(
      columns,
      indicators.flatMap(({ id, side, weight, measures, countsAgainst }) => {
        const { by, bands } = standards.get(id) ?? { by: rules.indicators[id].standard.by, bands: [] };
        const what =
          id === "marketing_cost" && rules.marketingCostBy === "share"
            ? `${measures} as a share of spend before it`
            : measures;
        return bands.map(({ from, points, cut, how }) => [
          ...[id, side, weight / sum, what, countsAgainst === true ? "against" : "for", by, from],
          ...[cut === null ? null : how, cut, points],
        ]);
      }),
    ),
  };
}
