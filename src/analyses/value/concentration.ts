import type { Book } from "../../book/book.js";
import { raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { gini } from "../../math/gini.js";
import { lorenzCurve } from "../../math/lorenz-curve.js";
import type { ResultTable } from "../../output/result.js";
import { moneyColumn } from "./money-column.js";

/** Steps of the curves: every 5 % of customers. */
const STEPS = 20;

/** How gross profit is spread over customers. */
export interface Concentration {
  readonly customers: number;
  readonly netProfit: number;
  readonly positiveProfit: number;
  readonly lossMaking: { readonly customers: number; readonly loss: number };
  /** Null where a customer makes a loss, and where there is no profit. */
  readonly gini: number | null;
  /** The best so many customers, in whole customers, rounded up. */
  readonly top: {
    readonly share: number;
    readonly customers: number;
    readonly shareOfPositiveProfit: number | null;
    readonly shareOfNetProfit: number | null;
  };
  /** The fewest customers who reach the share of positive profits. */
  readonly pareto: {
    readonly share: number;
    readonly customers: number;
    readonly shareOfCustomers: number | null;
    readonly shareOfPositiveProfit: number | null;
    readonly shareOfNetProfit: number | null;
  };
}

/**
 * Reads how gross profit is spread from a table with the columns of `createValueOnDay`; who has no `place` is left out.
 *
 * @param topShare share of customers whose share of profit is said
 * @param paretoShare share of positive profits that the strategic customers make
 */
export async function concentrationOf(
  { engine }: Book,
  table: string,
  topShare: number,
  paretoShare: number,
): Promise<Concentration & { readonly sorted: Float64Array }> {
  const best = sql`place <= ceil(count(*) OVER () * ${raw(topShare.toFixed(6))}::DECIMAL(7, 6))`;
  const row = await engine.row<Record<string, number>>(sql`
    SELECT count(*) AS customers, coalesce(sum(gross_profit), 0) AS net, coalesce(sum(greatest(gross_profit, 0)), 0) AS positive,
      count(*) FILTER (gross_profit < 0) AS losing, coalesce(sum(gross_profit) FILTER (gross_profit < 0), 0) AS loss,
      count(*) FILTER (is_top) AS top, coalesce(sum(gross_profit) FILTER (is_top), 0) AS top_net,
      coalesce(sum(greatest(gross_profit, 0)) FILTER (is_top), 0) AS top_positive,
      count(*) FILTER (pareto_class = 'strategic') AS pareto, coalesce(sum(gross_profit) FILTER (pareto_class = 'strategic'), 0) AS made
    FROM (SELECT gross_profit, pareto_class, ${best} AS is_top FROM ${raw(table)} WHERE place IS NOT NULL)`);
  const value = (name: string): number => Number(row[name]);
  const sorted = new Float64Array(value("customers"));
  let filled = 0;
  for await (const batch of engine.batches(
    sql`SELECT gross_profit::DOUBLE FROM ${raw(table)} WHERE place IS NOT NULL ORDER BY gross_profit`,
  )) {
    for (const [cell] of batch) {
      sorted[filled] = Number(cell);
      filled += 1;
    }
  }
  const over = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  const [net, positive] = [value("net"), value("positive")];
  return {
    customers: value("customers"),
    netProfit: net,
    positiveProfit: positive,
    lossMaking: { customers: value("losing"), loss: value("loss") },
    gini: gini(sorted),
    top: {
      share: topShare,
      customers: value("top"),
      shareOfPositiveProfit: over(value("top_positive"), positive),
      shareOfNetProfit: over(value("top_net"), net),
    },
    pareto: {
      share: paretoShare,
      customers: value("pareto"),
      shareOfCustomers: over(value("pareto"), value("customers")),
      shareOfPositiveProfit: over(value("made"), positive),
      shareOfNetProfit: over(value("made"), net),
    },
    sorted,
  };
}

/** The Lorenz curve; null where a customer makes a loss, and where there is no profit. */
export function lorenzTable(sorted: Float64Array): ResultTable | null {
  const points = lorenzCurve(sorted, STEPS);
  if (points === null) return null;
  const columns = [
    { name: "customers", type: "share", description: "The customers with the least gross profit, as a share of all" },
    { name: "gross_profit", type: "share", description: "Share of all gross profit that they make" },
  ] as const;
  return {
    name: "lorenz",
    title: "Lorenz curve of gross profit",
    columns,
    everyRow: true,
    query: valuesQuery(
      columns,
      points.map(({ customers, value }) => [customers, value]),
    ),
  };
}

/**
 * The whale curve: profit of the best customers so far, in whole customers, with a further row where it is highest: from
 * there on customers with a loss take profit away.
 */
export function whaleTable(book: Book, table: string): ResultTable {
  return {
    name: "whale",
    title: "Whale curve of gross profit, best customers first",
    columns: [
      { name: "customers", type: "integer", description: "The best so many customers" },
      { name: "share_of_customers", type: "share", description: "As a share of all" },
      moneyColumn(book.currency, "cumulative_profit", "Gross profit of them together"),
      { name: "share_of_positive_profit", type: "share", description: "Of the sum of positive profits" },
      {
        name: "share_of_net_profit",
        type: "share",
        description: "Of the profit of all; above 100 % where others lose",
      },
      { name: "is_peak", type: "boolean", description: "Where the curve is highest" },
    ],
    everyRow: true,
    query: sql`
      WITH running AS (
        SELECT place, sum(gross_profit) OVER (ORDER BY place ROWS UNBOUNDED PRECEDING) AS profit, reached, total,
          sum(gross_profit) OVER () AS net, count(*) OVER () AS many, count(*) FILTER (gross_profit > 0) OVER () AS peak
        FROM ${raw(table)} WHERE place IS NOT NULL
      )
      SELECT place AS customers, place / many AS share_of_customers, profit AS cumulative_profit,
        CASE WHEN total > 0 THEN reached::DOUBLE / total::DOUBLE END AS share_of_positive_profit,
        CASE WHEN net > 0 THEN profit::DOUBLE / net::DOUBLE END AS share_of_net_profit, place = peak AS is_peak
      FROM running WHERE place = peak OR place IN (SELECT ceil(many * step / ${raw(String(STEPS))})
        FROM (SELECT DISTINCT many FROM running), range(1, ${raw(String(STEPS + 1))}) AS steps(step))
      ORDER BY place`,
  };
}
