import { decidedBy } from "../../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import { VALUE_CLASSES, type ValueRules } from "../../rules/value-rules.js";
import { costedInteractions } from "../contact-costs.js";
import type { Scorecard } from "../scorecard.js";
import { moneyColumn } from "./money-column.js";

/** How what a customer was given stands against the policy of its class, what to look at first. */
export const POLICY_VERDICTS = ["cost above limit", "too many visits", "too few visits", "within policy"] as const;

/** One row a customer with an interaction in the year of the policy: `customer_id`, `visits`, `service_cost`. */
export const serviceOf = ({ asOf, rules }: Scorecard): Sql => sql`
  SELECT customer_id, count(*) FILTER (kind = 'visit' AND is_contact) AS visits, sum(full_cost::DECIMAL(18, 4)) AS service_cost
  FROM (${costedInteractions(rules.contact)})
  WHERE customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} AND day > DATE ${literal(asOf)} - ${raw(String(rules.value.policyDays))}
  GROUP BY customer_id`;

type PolicyRule = "visitsAtLeast" | "visitsAtMost" | "costShare" | "costAtMost";

/** SQL for a rule of the policy of a `class`; null for who has none. */
const rule = ({ policy }: ValueRules, name: PolicyRule): Sql =>
  sql`CASE class ${join(
    VALUE_CLASSES.map((one) => sql`WHEN ${literal(one)} THEN ${raw(String(policy[one][name] ?? "NULL"))}`),
    " ",
  )} END`;

/** SQL for what the interactions of a customer may cost, from `class` and `year_profit`. */
export const costLimit = (rules: ValueRules): Sql =>
  sql`least((greatest(year_profit, 0)::DOUBLE * ${rule(rules, "costShare")}::DOUBLE)::DECIMAL(28, 4), ${rule(rules, "costAtMost")}::DECIMAL(28, 4))`;

/** SQL for the verdict, from `class`, `visits`, `service_cost` and `cost_limit`; null without a class. */
export function policyVerdict(rules: ValueRules): Sql {
  const [cost, many, few, within] = POLICY_VERDICTS.map(literal);
  return sql`CASE WHEN class IS NULL THEN NULL WHEN service_cost > cost_limit THEN ${cost!}
    WHEN visits > ${rule(rules, "visitsAtMost")} THEN ${many!} WHEN visits < ${rule(rules, "visitsAtLeast")} THEN ${few!}
    ELSE ${within!} END`;
}

/** The policy of each class with what its customers were really given in the year. */
export function policyTable({ book, rules }: Scorecard, scored: string): ResultTable {
  const { policy } = rules.value;
  const money = (name: string, description: string) => moneyColumn(book.currency, name, description);
  const own = [
    { name: "class", type: "text", description: "Class of customers" },
    { name: "visits_at_least", type: "integer", description: "Visits a year that each customer is due" },
    { name: "visits_at_most", type: "integer", description: "Visits a year at most" },
    { name: "cost_share", type: "share", description: "Share of the year's gross profit that service may cost" },
    { name: "services", type: "text", prose: true, description: "Services and terms of the class" },
  ] as const;
  const texts = valuesQuery(
    own,
    VALUE_CLASSES.map((one) => {
      const { visitsAtLeast, visitsAtMost, costShare, services } = policy[one];
      return [one, visitsAtLeast, visitsAtMost, costShare, services.join("; ")];
    }),
  );
  const whose = (condition: Sql): Sql => sql`count(*) FILTER (${condition})`;
  const [className, least, most, share, services] = own;
  return {
    name: "policy",
    title: "Policy by class, and what was given",
    everyRow: true,
    columns: decidedBy(
      ["class", "customers", "visits", "too_few_visits", "too_many_visits", "cost_above_limit"],
      [
        className,
        { name: "customers", type: "integer", description: "Customers of the class" },
        money("gross_profit", "Their gross profit of the year"),
        least,
        most,
        {
          name: "visits",
          type: "integer",
          description: "Visits made in the year; empty where no interactions are known",
        },
        { name: "visits_each", type: "number", description: "Visits a customer" },
        { name: "too_few_visits", type: "integer", description: "Customers visited less than they are due" },
        { name: "too_many_visits", type: "integer", description: "Customers visited more than the policy allows" },
        share,
        money("cost_limit", "Sum of what their service may cost"),
        money("service_cost", "What it cost: all their interactions of the year"),
        { name: "actual_cost_share", type: "share", description: "Service cost over gross profit of the year" },
        { name: "cost_above_limit", type: "integer", description: "Customers whose service cost more than it may" },
        services,
      ],
    ),
    query: sql`
      WITH texts AS (${texts}), totals AS (
        SELECT class, count(*) AS customers, sum(year_profit) AS gross_profit, sum(visits)::BIGINT AS visits,
          avg(visits) AS visits_each, ${whose(sql`visits < ${rule(rules.value, "visitsAtLeast")}`)} AS too_few_visits,
          ${whose(sql`visits > ${rule(rules.value, "visitsAtMost")}`)} AS too_many_visits, sum(cost_limit) AS cost_limit,
          sum(service_cost) AS service_cost, ${whose(sql`service_cost > cost_limit`)} AS cost_above_limit
        FROM ${raw(scored)} WHERE class IS NOT NULL GROUP BY class
      )
      SELECT class, coalesce(customers, 0) AS customers, coalesce(gross_profit, 0) AS gross_profit, visits_at_least,
        visits_at_most, visits, visits_each, CASE WHEN visits IS NOT NULL THEN too_few_visits END AS too_few_visits,
        CASE WHEN visits IS NOT NULL THEN too_many_visits END AS too_many_visits, cost_share, coalesce(cost_limit, 0) AS cost_limit,
        service_cost, CASE WHEN gross_profit > 0 THEN service_cost::DOUBLE / gross_profit::DOUBLE END AS actual_cost_share,
        CASE WHEN service_cost IS NOT NULL THEN cost_above_limit END AS cost_above_limit, services
      FROM texts LEFT JOIN totals USING (class) ORDER BY class DESC`,
  };
}
