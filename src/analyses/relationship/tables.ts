import type { Book } from "../../book/book.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import { customerNames } from "../customer-names.js";
import { groupColumns, levelColumns, OVER_CONTACTED_COLUMNS, VERDICTS } from "./columns.js";
import { LEVELS } from "./levels.js";

const [COSTS_MORE, UNDER_SERVED, OVER_SERVED, RIGHT] = VERDICTS;

/** Every level with what it does, its customers and what they bring; the customers add up to all that are known. */
export function levelsTable(currency: string | null, scored: string, service: string): ResultTable {
  const columns = levelColumns(currency);
  const texts = valuesQuery(
    ["level", "does", "allows", "plays"].map((name) => columns.find((column) => column.name === name)!),
    [
      ...LEVELS.map(({ id, does, allows, plays }) => [id, does, allows.join(", "), plays.join(", ")]),
      ["(none)", "No purchase yet: there is no sale that a level would follow.", null, null],
    ],
  );
  const judged = (verdict: string): Sql => sql`count(*) FILTER (verdict = ${literal(verdict)})`;
  return {
    name: "levels",
    title: "Levels of relationship",
    columns,
    everyRow: true,
    query: sql`
      WITH texts AS (${texts}), totals AS (
        SELECT coalesce(level, '(none)') AS level, count(*) AS customers, sum(margin) AS margin,
          sum(contacts)::BIGINT AS contacts, sum(contact_cost) AS contact_cost, ${judged(UNDER_SERVED)} AS under_served,
          ${judged(RIGHT)} AS "right", ${judged(OVER_SERVED)} AS over_served, ${judged(COSTS_MORE)} AS costs_more,
          count(*) FILTER (over_contacted) AS over_contacted
        FROM ${raw(scored)} GROUP BY 1
      )
      SELECT level, coalesce(customers, 0) AS customers,
        coalesce(customers, 0) / nullif(sum(customers) OVER (), 0) AS share, coalesce(margin, 0) AS margin, does,
        coalesce(contacts, 0) AS contacts, coalesce(contact_cost, 0) AS contact_cost,
        CASE WHEN contact_cost > 0 AND level <> '(none)' THEN CASE WHEN contact_cost > coalesce(margin, 0) THEN ${literal(COSTS_MORE)} ELSE 'pays' END END AS level_verdict,
        coalesce(under_served, 0) AS under_served, coalesce("right", 0) AS "right", coalesce(over_served, 0) AS over_served,
        coalesce(costs_more, 0) AS costs_more, coalesce(over_contacted, 0) AS over_contacted, mean_contact_cost, allows, plays
      FROM texts LEFT JOIN totals USING (level) LEFT JOIN ${raw(service)} USING (level)
      WHERE level <> '(none)' OR customers > 0
      ORDER BY level_rank NULLS LAST`,
  };
}

/** The groups that levels were chosen for, with what the choice follows from. */
export const groupsTable = (currency: string | null, groups: string, by: string): ResultTable => ({
  name: "groups",
  title: by === "none" ? "Groups" : `Groups by ${by}`,
  columns: groupColumns(currency),
  query: sql`SELECT "group", customers, size, net_spend, margin_share, margin_band, level, chosen_by FROM ${raw(groups)}
    ORDER BY customers DESC, "group"`,
});

/** Who is contacted too much and why, opt-outs first. */
export const overContactedTable = (book: Book, asOf: string, over: string): ResultTable => ({
  name: "over_contacted",
  title: "Contacted too much",
  columns: OVER_CONTACTED_COLUMNS,
  query: sql`SELECT customer_id, name, why, channel, contacts, most, days, exceeded_on, last_contact, reason
    FROM ${raw(over)} LEFT JOIN ${customerNames(book, asOf)} USING (customer_id)
    ORDER BY why DESC, contacts DESC, customer_id, channel, most, days`,
});
