import {
  createTradeFigures,
  dropTradeFigures,
  type TradeSources,
  tradeOfCustomers,
  tradeOn,
} from "../../book/trade-figures.js";
import { identifier, join, raw, type Sql, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { type Indicator, MARKETING_COST_SHARE } from "./indicators.js";
import { monthEndsUpTo } from "./month-ends.js";

/** What is known of customers beside their trade: tables or queries with one row a customer, at most. */
export interface BesideTrade {
  /** Table with `cooperation_since`, `industry_status`, `spent_on_customer`. */
  readonly known: string;
  /** Table with `satisfaction` and what they received. */
  readonly received: string;
  /** Yields `customer_id`, `clv`, `value_group`. */
  readonly ahead: Sql;
  /** Yields `customer_id`, `loyalty_class`. */
  readonly loyalty: Sql;
}

export interface ValueSettings {
  /** Share of net spend that is gross profit, whatever the records say; null to go by them. */
  readonly margin: number | null;
  /** Days up to the day that count; null for all history. */
  readonly windowDays: number | null;
}

/** The figures that customers are scored by, on a day and at the month ends before it. */
export interface Figures {
  /** The place of the day among the steps. */
  readonly last: number;
  /** The places of the month ends before it, ascending. */
  readonly earlier: readonly number[];
  readonly sources: TradeSources;
  /** Query of the indicators' values at a step, each under its id, with `customer_id` and `step`. */
  values(step: number, indicators: readonly Indicator[]): Sql;
  /** The same on the day, with `profit`, `volume`, `cost`, `net_spend`, `marketing_cost_share`, `year_profit`, `value_group`, `clv_ahead`. */
  valuesNow(indicators: readonly Indicator[]): Sql;
  /** Query of `customer_id`, `step` and `profit` at a step. */
  profits(step: number): Sql;
  /** Drops what the queries read. */
  drop(): Promise<void>;
}

const DETAILS = `, gross_profit AS profit, sales_volume AS volume, marketing_cost AS cost, net_spend,
  ${MARKETING_COST_SHARE} AS marketing_cost_share, year_profit, value_group, clv AS clv_ahead`;

/** Reads the figures of all customers with a purchase or refund; tables of the name and its likes are made. */
export async function readFigures(
  { book, rules: { value: rules } }: Scorecard,
  day: string,
  beside: BesideTrade,
  { margin, windowDays }: ValueSettings,
  table: string,
): Promise<Figures> {
  const days = monthEndsUpTo(day, rules.hysteresis.monthEnds);
  const trade = `${table}_trade`;
  const otherwise = rules.marginShare ?? 1;
  const sources = await createTradeFigures(
    book,
    { days, windowDays, yearDays: rules.policyDays, saidShare: margin, otherwise },
    trade,
  );
  const own = `${table}_own`;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(own)} AS
    SELECT t.customer_id, least(k.cooperation_since, t.first_purchase) AS cooperation_start, t.year_profit, k.industry_status,
      k.spent_on_customer, r.satisfaction, a.clv, a.value_group, l.loyalty_class
    FROM (${tradeOfCustomers(trade)}) t LEFT JOIN ${raw(beside.known)} k USING (customer_id)
      LEFT JOIN ${raw(beside.received)} r USING (customer_id) LEFT JOIN (${beside.ahead}) a USING (customer_id)
      LEFT JOIN (${beside.loyalty}) l USING (customer_id)`);
  // Where transactions say none, the marketing cost of the customer file stands in.
  const cost = raw(sources.marketingCost.length > 0 ? "marketing_cost" : "spent_on_customer");
  const values = (step: number, indicators: readonly Indicator[], more = ""): Sql => {
    const columns = indicators.map((one) => sql`${one.value({ rules, day: days[step]! })} AS ${identifier(one.id)}`);
    return sql`SELECT ${join([raw(`customer_id, ${step}::UTINYINT AS step${more}`), ...columns])} FROM (
      SELECT t.* REPLACE (${cost} AS marketing_cost), o.* EXCLUDE (customer_id, spent_on_customer)
      FROM (${tradeOn(trade, step)}) t JOIN ${raw(own)} o USING (customer_id))`;
  };
  const last = days.length - 1;
  return {
    last,
    earlier: days.slice(0, -1).map((_, step) => step),
    sources,
    values: (step, indicators) => values(step, indicators),
    valuesNow: (indicators) => values(last, indicators, DETAILS),
    profits: (step) =>
      sql`SELECT customer_id, ${raw(String(step))}::UTINYINT AS step, gross_profit AS profit FROM (${tradeOn(trade, step)})`,
    drop: async () => {
      await book.engine.run(sql`DROP TABLE ${raw(own)}`);
      await dropTradeFigures(book, trade);
    },
  };
}
