import type { Column } from "../../columns/column.js";
import { raw, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";

/** Champions, affluents, advocates and misers with what they are worth; adds up to all customers. */
export function groupsTable(table: string, currency: string | null): ResultTable {
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = [
    { name: "referral_group", type: "text", description: "Group; prospect: neither a purchase nor a referral" },
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "share", type: "share", description: "Share of all customers" },
    { name: "referrals", type: "integer", unit: "people", description: "People whom they recommended us to" },
    { name: "converted", type: "integer", unit: "customers", description: "Customers who came of that" },
    { name: "clv", type: "money", ...money, description: "Their own CLV together" },
    { name: "referral_value", type: "money", ...money, description: "Their referral value together" },
    { name: "total_value", type: "money", ...money, description: "Both without counting anything twice" },
  ];
  return {
    name: "groups",
    title: "Value and referrals",
    columns,
    everyRow: true,
    query: sql`
      SELECT g.referral_group, count(t.customer_id)::BIGINT AS customers,
        count(t.customer_id) / nullif((SELECT count(*) FROM ${raw(table)}), 0) AS share,
        coalesce(sum(referrals), 0)::BIGINT AS referrals, coalesce(sum(converted), 0)::BIGINT AS converted,
        coalesce(sum(clv ORDER BY clv), 0)::DECIMAL(38, 4) AS clv, coalesce(sum(referral_value ORDER BY referral_value), 0)::DECIMAL(38, 4) AS referral_value,
        coalesce(sum(total_value ORDER BY total_value), 0)::DECIMAL(38, 4) AS total_value
      FROM (VALUES (1, 'champion'), (2, 'affluent'), (3, 'advocate'), (4, 'miser'), (5, 'prospect')) g(place, referral_group)
        LEFT JOIN ${raw(table)} t ON coalesce(t.referral_group, 'prospect') = g.referral_group
      GROUP BY place, g.referral_group ORDER BY place`,
  };
}
