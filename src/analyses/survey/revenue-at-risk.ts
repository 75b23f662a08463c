import type { Column } from "../../columns/column.js";
import { raw, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";

/** What promoters, passives and detractors bring; adds up to all customers. */
export function revenueAtRiskTable(table: string, currency: string | null, days: number): ResultTable {
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = [
    { name: "nps_group", type: "text", description: "By the customer's latest answer; no answer: the others" },
    { name: "customers", type: "integer", description: "Customers" },
    { name: "share", type: "share", description: "Share of all customers" },
    { name: "revenue", type: "money", ...money, description: `Net revenue with them in the last ${days} days` },
    { name: "revenue_share", type: "share", description: "Share of all net revenue of the time" },
    { name: "clv", type: "money", ...money, description: "Their expected value over 12 months" },
  ];
  return {
    name: "revenue_at_risk",
    title: "Revenue at risk",
    columns,
    everyRow: true,
    query: sql`
      SELECT g.nps_group, count(t.customer_id)::BIGINT AS customers,
        count(t.customer_id) / nullif((SELECT count(*) FROM ${raw(table)}), 0) AS share,
        coalesce(sum(t.revenue), 0)::DECIMAL(38, 4) AS revenue,
        (coalesce(sum(t.revenue), 0)::DOUBLE / nullif((SELECT sum(revenue) FROM ${raw(table)}), 0)::DOUBLE) AS revenue_share,
        coalesce(sum(t.clv::DECIMAL(18, 4)), 0)::DECIMAL(38, 4) AS clv
      FROM (VALUES (1, 'detractor'), (2, 'passive'), (3, 'promoter'), (4, 'no answer')) g(place, nps_group)
        LEFT JOIN ${raw(table)} t ON coalesce(t.nps_group, 'no answer') = g.nps_group
      GROUP BY place, g.nps_group ORDER BY place`,
  };
}
