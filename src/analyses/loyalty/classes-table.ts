import type { Column } from "../../columns/column.js";
import { literal, raw, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";

/** What customers without a purchase stand under, here and in the moves between classes. */
export const NO_PURCHASE = "(no purchase)";

/** What each class is; the last row holds those without a purchase, so that the rows add up to all customers. */
const MEANINGS: readonly (readonly [string, string])[] = [
  ["loyalist", "A habit, and evidence that it is loyalty: recommends, buys nowhere else, forgives"],
  ["habitual", "Buys again and again in a rhythm that goes on"],
  ["ordinary", "Has bought, without a rhythm that goes on"],
  [NO_PURCHASE, "No purchase yet"],
];

/** Size, revenue and evidence of each class. */
export function classesTable(table: string, currency: string | null): ResultTable {
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = [
    { name: "loyalty_class", type: "text", description: "Class of loyalty" },
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "share", type: "share", description: "Share of all customers" },
    { name: "provisional", type: "integer", description: "Those of them whose class is provisional" },
    { name: "revenue", type: "money", ...money, description: "Their net spend" },
    { name: "share_of_revenue", type: "share", description: "Share of all net spend" },
    { name: "advocacy", type: "integer", description: "Customers in it who recommend" },
    {
      name: "exclusivity",
      type: "integer",
      description: "Customers in it who buy nowhere else, as far as it can be told",
    },
    { name: "forgiveness", type: "integer", description: "Customers in it who complained and bought again" },
    { name: "mean_regularity", type: "number", description: "Mean regularity of those who have one" },
    { name: "meaning", type: "text", prose: true, description: "What the class is" },
  ];
  const names = MEANINGS.map(([name, meaning], place) => `(${place}, ${literal(name).text}, ${literal(meaning).text})`);
  const has = (kind: string) => `count(t.customer_id) FILTER (contains(t.evidence, '${kind}'))`;
  return {
    name: "classes",
    title: "Classes of loyalty",
    columns,
    everyRow: true,
    query: sql`
      SELECT n.name AS loyalty_class, count(t.customer_id) AS customers,
        count(t.customer_id) / nullif(sum(count(t.customer_id)) OVER (), 0) AS share,
        count(t.customer_id) FILTER (t.provisional) AS provisional,
        coalesce(sum(t.net_spend), 0)::DECIMAL(38, 4) AS revenue,
        coalesce(sum(t.net_spend), 0) / nullif(sum(coalesce(sum(t.net_spend), 0)) OVER (), 0) AS share_of_revenue,
        ${raw(has("advocacy"))} AS advocacy, ${raw(has("exclusivity"))} AS exclusivity, ${raw(has("forgiveness"))} AS forgiveness,
        avg(t.regularity::DECIMAL(18, 12)) AS mean_regularity, n.meaning
      FROM (VALUES ${raw(names.join(", "))}) n(place, name, meaning)
        LEFT JOIN ${raw(table)} t ON coalesce(t.loyalty_class, ${literal(NO_PURCHASE)}) = n.name
      GROUP BY n.place, n.name, n.meaning ORDER BY n.place`,
  };
}
