import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { ValueIndicatorId, ValueRules } from "../../rules/value-rules.js";

/** What an indicator is worked out under. */
export interface IndicatorContext {
  readonly rules: ValueRules;
  /** The day at whose end it is looked at; ISO date. */
  readonly day: string;
}

/** One thing that a customer is scored by. */
export interface Indicator {
  readonly id: ValueIndicatorId;
  readonly side: "current" | "future";
  /** What is measured, in words. */
  readonly measures: string;
  /** Less is better. */
  readonly countsAgainst?: true;
  /** Follows from the transactions alone, so that it is known as of any day before. */
  readonly isTraded?: true;
  /** Left out of the columns while it weighs nothing. */
  readonly isOptional?: true;
  /**
   * SQL for its value, a double, from `gross_profit`, `net_spend`, `sales_volume`, `marketing_cost`, `cooperation_start`,
   * `industry_status`, `satisfaction`, `clv` and `loyalty_class` of a customer; null where it is not known.
   */
  readonly value: (context: IndicatorContext) => Sql;
}

/** Every indicator, in the order of its columns; adding one is one entry here and one rule. */
export const INDICATORS: readonly Indicator[] = [
  {
    id: "gross_profit",
    side: "current",
    measures: "gross profit",
    isTraded: true,
    value: () => raw("gross_profit::DOUBLE"),
  },
  {
    id: "sales_volume",
    side: "current",
    measures: "sales volume",
    isTraded: true,
    value: () => raw("sales_volume::DOUBLE"),
  },
  {
    id: "marketing_cost",
    side: "current",
    measures: "marketing cost",
    countsAgainst: true,
    isTraded: true,
    value: ({ rules }) =>
      rules.marketingCostBy === "amount" ? raw("marketing_cost::DOUBLE") : raw(MARKETING_COST_SHARE),
  },
  {
    id: "industry_status",
    side: "future",
    measures: "industry status, 0 to 100",
    value: () => raw("industry_status"),
  },
  {
    id: "cooperation_length",
    side: "future",
    measures: "years of cooperation, in full months",
    isTraded: true,
    value: ({ day }) =>
      // Full months, so that a year is complete on its anniversary.
      sql`greatest(0, date_sub('month', cooperation_start, DATE ${literal(day)}) / 12)::DOUBLE`,
  },
  {
    id: "satisfaction",
    side: "future",
    measures: "satisfaction, 0 to 1",
    value: () => raw("satisfaction"),
  },
  { id: "clv", side: "future", measures: "lifetime value ahead", isOptional: true, value: () => raw("clv") },
  {
    id: "loyalty_class",
    side: "future",
    measures: "loyalty: 1 ordinary, 2 habitual, 3 loyalist",
    isOptional: true,
    value: () => raw("list_position(['ordinary', 'habitual', 'loyalist'], loyalty_class)::DOUBLE"),
  },
];

/** SQL for marketing cost as a share of spend before it; all of it where nothing else was spent. */
export const MARKETING_COST_SHARE = `CASE WHEN marketing_cost IS NULL THEN NULL WHEN marketing_cost <= 0 THEN 0
  WHEN net_spend <= 0 THEN 1 ELSE marketing_cost::DOUBLE / (net_spend + marketing_cost)::DOUBLE END`;

/** The indicators that count, with their weights. */
export const weighed = ({ indicators }: ValueRules): readonly (Indicator & { readonly weight: number })[] =>
  INDICATORS.flatMap((one) => (indicators[one.id].weight > 0 ? [{ ...one, weight: indicators[one.id].weight }] : []));

/** The indicators that have a column of their contribution. */
export const shownIndicators = ({ indicators }: ValueRules): readonly Indicator[] =>
  INDICATORS.filter(({ id, isOptional }) => isOptional !== true || indicators[id].weight > 0);

export const contributionColumn = (id: ValueIndicatorId): string => `contribution_${id}`;
