import { raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import { DRIVER_COLUMNS, stageColumns } from "./columns.js";
import type { Driver } from "./loyal-profile.js";
import { STAGES, type Stage } from "./stages.js";

const MEANINGS: Readonly<Record<Stage, string>> = {
  prospect: "Has not bought yet.",
  new: "Has bought on one day, and the next purchase is not overdue.",
  developing: "Buys again, but has not bought often or long enough to be mature.",
  mature: "Buys again and again, and has done so for a while.",
  slipping: "Is late by its own rhythm, and may be leaving.",
  lapsed: "Has been away for so long that it has in all likelihood left.",
};

/** Every stage with its customers, which add up to all that are known, and their revenue. */
export function stagesTable(currency: string | null, scored: string): ResultTable {
  const columns = stageColumns(currency);
  const names = valuesQuery(
    ["stage", "meaning"].map((name) => columns.find((column) => column.name === name)!),
    STAGES.map((stage) => [stage, MEANINGS[stage]]),
  );
  return {
    name: "stages",
    title: "Stages",
    columns,
    everyRow: true,
    query: sql`
      WITH names AS (SELECT *, row_number() OVER () AS place FROM (${names})), grouped AS (
        SELECT stage, count(*) AS customers, coalesce(sum(net_spend), 0) AS revenue,
          count(*) FILTER (acquisition = 'potential') AS potential FROM ${raw(scored)} GROUP BY stage
      ), totals AS (SELECT sum(customers) AS customers, sum(revenue) AS revenue FROM grouped)
      SELECT stage, coalesce(g.customers, 0) AS customers, coalesce(g.customers, 0) / t.customers AS share,
        coalesce(g.revenue, 0) AS revenue, coalesce(g.revenue, 0) / nullif(t.revenue, 0) AS share_of_revenue,
        coalesce(potential, 0) AS potential, meaning
      FROM names LEFT JOIN grouped g USING (stage) CROSS JOIN totals t ORDER BY place`,
  };
}

/** What tells today's loyal customers from the others, the surest first. */
export function driversTable(drivers: readonly Driver[]): ResultTable {
  const sureness = ({ coefficient, standardError }: Driver): number =>
    standardError > 0 ? Math.abs(coefficient) / standardError : 0;
  const ranked = drivers.toSorted(
    (one, other) =>
      sureness(other) - sureness(one) ||
      (one.attribute < other.attribute ? -1 : one.attribute > other.attribute ? 1 : 0) ||
      ((one.level ?? "") < (other.level ?? "") ? -1 : 1),
  );
  return {
    name: "drivers",
    title: "What goes with loyalty",
    columns: DRIVER_COLUMNS,
    query: valuesQuery(
      DRIVER_COLUMNS,
      ranked.map((driver) => [
        driver.attribute,
        driver.level ?? `+ ${Number(driver.scale.toPrecision(3))}`,
        driver.reference,
        Math.exp(driver.coefficient),
        driver.coefficient,
        driver.standardError,
        driver.customers,
        driver.customers === null || driver.loyal === null ? null : driver.loyal / driver.customers,
      ]),
    ),
  };
}
