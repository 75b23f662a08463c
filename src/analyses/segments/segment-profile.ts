import { type Column, decidedBy } from "../../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import { PROSPECT, PROSPECT_ACTION } from "./maps.js";
import type { SegmentMap } from "./segment-map.js";

/** The columns of the segments' profile. */
const columns = (currency: string | null): readonly Column[] => {
  const unit = currency === null ? {} : { unit: currency };
  return decidedBy(
    ["segment", "customers", "revenue", "share_of_revenue", "action"],
    [
      { name: "segment", type: "text", description: "Named segment" },
      { name: "customers", type: "integer", description: "Customers in it" },
      { name: "share", type: "share", description: "Share of all customers" },
      { name: "orders", type: "integer", description: "Their orders" },
      { name: "revenue", type: "money", ...unit, description: "Their net spend" },
      { name: "share_of_revenue", type: "share", description: "Share of all net spend" },
      { name: "mean_recency", type: "number", unit: "days", description: "Mean days since the last purchase" },
      { name: "aov", type: "money", ...unit, description: "Average order value: revenue over orders" },
      { name: "action", type: "text", description: "What to do" },
    ],
  );
};

/** Size, revenue and recommended action of each segment, in the order of the map; segments without customers too. */
export function segmentProfile(rfmTable: string, map: SegmentMap | null, currency: string | null): ResultTable {
  const names = [
    ...(map?.segments ?? []).map((segment) => ({ name: segment.name, action: segment.action })),
    { name: PROSPECT, action: PROSPECT_ACTION },
  ];
  const values = names.map(
    ({ name, action }, index) => sql`(${raw(String(index))}, ${literal(name)}, ${literal(action)})`,
  );
  const spend = spendOf(rfmTable);
  return {
    name: "segments",
    title: "Segments",
    columns: columns(currency),
    query: sql`
      WITH spend AS (${spend}), grouped AS (
        SELECT segment, count(*) AS customers, sum(frequency) AS orders, sum(revenue) AS revenue, avg(recency_days) AS mean_recency
        FROM spend GROUP BY segment
      ), totals AS (SELECT sum(customers) AS customers, sum(revenue) AS revenue FROM grouped)
      SELECT n.name AS segment, coalesce(g.customers, 0) AS customers, coalesce(g.customers, 0) / t.customers AS share,
        coalesce(g.orders, 0) AS orders, coalesce(g.revenue, 0) AS revenue,
        coalesce(g.revenue, 0) / nullif(t.revenue, 0) AS share_of_revenue,
        g.mean_recency, g.revenue / nullif(g.orders, 0) AS aov, n.action
      FROM (VALUES ${join(values)}) n(position, name, action) CROSS JOIN totals t
        LEFT JOIN grouped g ON g.segment = n.name
      WHERE n.name <> ${literal(PROSPECT)} OR g.customers > 0 ORDER BY n.position`,
  };
}

/** One row a customer with the net spend in total, whatever `--monetary` says. */
const spendOf = (rfmTable: string): Sql =>
  sql`SELECT segment, frequency, recency_days, coalesce(net_spend, 0) AS revenue FROM ${raw(rfmTable)}`;
