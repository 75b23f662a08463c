import { customerMonths } from "../book/activity-summaries.js";
import type { Column } from "../columns/column.js";
import { literal, sql } from "../engine/sql.js";
import type { ResultTable } from "../output/result.js";

const columns = (currency: string | null): readonly Column[] => [
  { name: "cohort", type: "date", description: "First day of the month of the first purchase" },
  { name: "cohort_size", type: "integer", unit: "customers", description: "Customers with their first purchase in it" },
  { name: "month_index", type: "integer", unit: "months", description: "Months since the cohort's; 0 is that month" },
  { name: "month", type: "date", description: "First day of the month looked at" },
  {
    name: "active",
    type: "integer",
    unit: "customers",
    description: "Customers of the cohort with a purchase in the month",
  },
  { name: "retention", type: "share", description: "active over cohort_size; 1 in month 0" },
  {
    name: "revenue",
    type: "money",
    ...(currency === null ? {} : { unit: currency }),
    description: "The cohort's net spend in the month, refunds taken off",
  },
  {
    name: "complete",
    type: "boolean",
    description: "Whether the month had ended by the as-of date; where not, its figures will still rise",
  },
];

/**
 * Monthly retention by month of the first purchase, in long form. The grid is complete: each cohort that has customers
 * has a row for every month from its own to the as-of date's, months without a purchase with zeros. The month that the
 * as-of date lies in is there with `complete` false, unless the as-of date is its last day: compare it with nothing, and
 * leave it out of means. A refund from before a customer's first purchase counts in month 0, so that revenue over all
 * rows is the net spend of all customers with a purchase.
 */
export const cohortTable = (asOf: string, currency: string | null): ResultTable => ({
  name: "cohorts",
  title: "Monthly retention by month of the first purchase",
  columns: columns(currency),
  query: sql`
    WITH months AS (
      SELECT *, min(CASE WHEN bought THEN month END) OVER (PARTITION BY customer_id) AS cohort
      FROM (${customerMonths(asOf)})
    ), sizes AS (
      SELECT cohort, count(DISTINCT customer_id) AS cohort_size FROM months WHERE cohort IS NOT NULL GROUP BY cohort
    ), grid AS (
      SELECT cohort, cohort_size, unnest(range(date_diff('month', cohort, DATE ${literal(asOf)}) + 1)) AS month_index FROM sizes
    ), figures AS (
      SELECT cohort, greatest(date_diff('month', cohort, month), 0) AS month_index,
        count(*) FILTER (bought) AS active, sum(revenue) AS revenue
      FROM months WHERE cohort IS NOT NULL GROUP BY ALL
    ), dated AS (SELECT *, (cohort + to_months(month_index::INTEGER))::DATE AS month FROM grid)
    SELECT cohort, cohort_size, month_index, month, coalesce(active, 0) AS active,
      coalesce(active, 0) / cohort_size AS retention, coalesce(revenue, 0) AS revenue,
      last_day(month) <= DATE ${literal(asOf)} AS complete
    FROM dated LEFT JOIN figures USING (cohort, month_index) ORDER BY cohort, month_index`,
});
