import { customerCategories } from "../../book/activity-summaries.js";
import type { Period } from "../../book/summaries.js";
import type { Column } from "../../columns/column.js";
import { identifier, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { AttributeKind } from "../../ingest/field.js";
import type { ResultTable } from "../../output/result.js";
import type { Grouping } from "./group-customers.js";

/** What the figures of groups are made of. */
export interface GroupProfileRequest {
  readonly grouping: Grouping;
  readonly kind: AttributeKind | null;
  /** Table of RFM facts: customer_id, frequency, first_purchase, net_spend. */
  readonly rfmTable: string;
  readonly period: Period;
  readonly currency: string | null;
  /** The field that tells demand apart; null where transactions have none. */
  readonly demand: "category" | "product" | null;
  /** Table with `group` and `volume`, in lower case; null where no market is given. */
  readonly market: string | null;
  readonly tableName: string;
}

/** The columns of the groups' profile. */
const columns = ({ currency, demand, market, grouping }: GroupProfileRequest): readonly Column[] => {
  const money = (name: string, description: string): Column => ({
    name,
    type: "money",
    ...(currency === null ? {} : { unit: currency }),
    description,
  });
  return [
    {
      name: "group",
      type: "text",
      description: `Value${grouping.bands === null ? "" : " or band"} of ${grouping.attribute}`,
    },
    { name: "customers", type: "integer", description: "Customers in the group" },
    { name: "share", type: "share", description: "Share of all customers" },
    money("revenue", "Own market volume: their net spend, refunds taken off"),
    { name: "share_of_revenue", type: "share", description: "Share of all net spend" },
    money("mean_value", "Mean net spend of the customers with a purchase"),
    ...(market === null
      ? []
      : [{ name: "market_share", type: "share", description: "Revenue over market_volume" } as const]),
    {
      name: "core_share",
      type: "share",
      description:
        "The group's share of the core: the fewest customers, by net spend, that together make 80 % of the positive net spend",
    },
    {
      name: "demand_difference",
      type: "number",
      description: `How far the group's spend by ${demand ?? "category"} is from that of all customers: total variation distance, 0 the same to 1 nothing in common; empty where transactions have no category or product`,
    },
    { name: "orders", type: "integer", description: "Their orders" },
    money("aov", "Average order value: revenue over orders"),
    { name: "buyers", type: "integer", description: "Customers with a purchase" },
    { name: "core_customers", type: "integer", description: "The group's customers in the core" },
    ...(market === null ? [] : [money("market_volume", "The whole market of the group, from --market")]),
    {
      name: "kind",
      type: "text",
      description: "What the attribute says: situational, geographic, demographic, psychological or behavioural",
    },
  ];
};

/** Size, revenue, value, demand and weight of each group, in the order of the groups. All groups add up to the whole. */
export function groupProfile(request: GroupProfileRequest): ResultTable {
  const { grouping, rfmTable, market, kind, demand, period, tableName } = request;
  const declared = columns(request);
  return {
    name: tableName,
    title: `By ${grouping.attribute}${kind === null ? "" : ` (${kind})`}`,
    columns: declared,
    query: sql`
      WITH facts AS (
        SELECT g.position, g."group", r.customer_id, r.frequency, r.first_purchase IS NOT NULL AS bought,
          coalesce(r.net_spend, 0) AS net_spend, c.customer_id IS NOT NULL AS is_core
        FROM ${raw(rfmTable)} r JOIN ${identifier(grouping.table)} g USING (customer_id)
          LEFT JOIN (${coreCustomers(rfmTable)}) c USING (customer_id)
      ), grouped AS (
        SELECT position, "group", count(*) AS customers, count(*) FILTER (bought) AS buyers, sum(frequency) AS orders,
          sum(net_spend) AS revenue, sum(net_spend) FILTER (bought) AS bought_for, count(*) FILTER (is_core) AS core
        FROM facts GROUP BY position, "group"
      ), totals AS (SELECT sum(customers) AS customers, sum(revenue) AS revenue, sum(core) AS core FROM grouped),
      demand AS (${demand === null ? raw("SELECT NULL::INTEGER AS position, NULL::DOUBLE AS distance WHERE false") : demandDifference(grouping.table, demand, period)})
      SELECT g."group", g.customers, g.customers / t.customers AS share, g.revenue,
        g.revenue / nullif(t.revenue, 0) AS share_of_revenue, g.buyers, g.bought_for / nullif(g.buyers, 0) AS mean_value,
        g.orders, g.revenue / nullif(g.orders, 0) AS aov, g.core / nullif(t.core, 0) AS core_share,
        g.core AS core_customers, d.distance AS demand_difference,
        ${market === null ? raw("") : raw("m.volume AS market_volume, g.revenue / nullif(m.volume, 0) AS market_share,")}
        ${kind === null ? raw("NULL") : literal(kind)} AS kind
      FROM grouped g CROSS JOIN totals t LEFT JOIN demand d ON d.position = g.position
        ${market === null ? raw("") : sql`LEFT JOIN ${identifier(market)} m ON m."group" = lower(g."group")`}
      ORDER BY g.position`,
  };
}

/**
 * The smallest set of customers that makes 80 % of the positive net spend: customers by descending net spend, of equal
 * ones the smaller id first, until the sum reaches it (the Pareto rule, as in Juran's "vital few"). Refunds that exceed
 * purchases make a customer's spend negative; such customers take no part.
 */
export const coreCustomers = (rfmTable: string): Sql => sql`
  SELECT customer_id FROM (
    SELECT customer_id, sum(net_spend) OVER () AS total,
      sum(net_spend) OVER (ORDER BY net_spend DESC, customer_id ROWS UNBOUNDED PRECEDING) - net_spend AS before
    FROM ${raw(rfmTable)} WHERE net_spend > 0)
  WHERE before * 5 < total * 4`;

/**
 * Difference of demand: the total variation distance ½ Σ |p − q| between the shares of spend by category in the group (p)
 * and over all customers (q); Levin, Peres & Wilmer (2009), Markov Chains and Mixing Times, section 4.1. A category with more refunds than sales counts as
 * zero. Null where nothing was bought in a known category.
 */
function demandDifference(groupTable: string, field: "category" | "product", period: Period): Sql {
  return sql`
    WITH spent AS (
      SELECT g.position, s.category, sum(s.revenue)::DOUBLE AS revenue
      FROM (${customerCategories(field, period)}) s JOIN ${identifier(groupTable)} g USING (customer_id) GROUP BY ALL
    ), own AS (
      SELECT position, category, greatest(revenue, 0) AS revenue, sum(greatest(revenue, 0)) OVER (PARTITION BY position) AS total
      FROM spent
    ), whole AS (
      SELECT category, greatest(sum(revenue), 0) AS revenue, sum(greatest(sum(revenue), 0)) OVER () AS total
      FROM spent GROUP BY category
    ), grid AS (
      SELECT p.position, p.total, w.category, w.revenue / nullif(w.total, 0) AS q
      FROM (SELECT DISTINCT position, total FROM own) p CROSS JOIN whole w
    )
    SELECT grid.position, CASE WHEN any_value(grid.total) > 0
        THEN round(sum(abs(coalesce(own.revenue, 0) / grid.total - grid.q)) / 2, 12) END AS distance
    FROM grid LEFT JOIN own USING (position, category) GROUP BY grid.position`;
}
