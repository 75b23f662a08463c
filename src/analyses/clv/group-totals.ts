import type { Book } from "../../book/book.js";
import type { Column } from "../../columns/column.js";
import { identifier, join, literal, raw, sql } from "../../engine/sql.js";
import type { ResultTable } from "../../output/result.js";
import { customerAttributes } from "../customer-columns.js";
import type { ClvOutcome, ClvParameters } from "./clv.js";
import { type GroupCell, type GroupMember, groupIntervals, MEMBERS_DRAWN } from "./group-intervals.js";

const UNKNOWN = literal("(unknown)");

/**
 * What each group of customers will be worth together, with an 80 % interval of the total, see `groupIntervals`. That of a
 * group of one is the customer's own.
 */
export async function clvByGroup(
  book: Book,
  outcome: ClvOutcome,
  parameters: ClvParameters,
  attribute: string,
  currency: string | null,
): Promise<ResultTable> {
  const { engine } = book;
  const { relation, columns } = customerAttributes(book, [attribute], parameters.asOf);
  const name = columns[0]!.name;
  const group = sql`coalesce(a.${identifier(name)}::VARCHAR, ${UNKNOWN})`;
  const grouped = sql`SELECT ${group} AS clv_group, r.* FROM ${raw(outcome.table)} r LEFT JOIN (${relation}) a USING (customer_id)`;
  const table = `clv_by_${name}`;
  const groups = `${table}_customers`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(groups)} AS ${grouped}`);
  await writeIntervals(book, groups, table, outcome, parameters);
  const declared = groupColumns(name, currency);
  return {
    name: `by_${name}`,
    title: `Lifetime value by ${name}`,
    columns: declared,
    query: sql`SELECT ${join([sql`clv_group AS ${identifier(declared[0]!.name)}`, ...declared.slice(1).map((one) => identifier(one.name))])}
      FROM (SELECT t.clv_group, count(*) AS customers, count(t.clv) AS customers_with_purchase, sum(t.clv ORDER BY t.clv) AS clv_total,
        CASE WHEN count(t.clv) = 1 THEN max(t.clv_low) ELSE any_value(g.low) END AS clv_total_low,
        CASE WHEN count(t.clv) = 1 THEN max(t.clv_high) ELSE any_value(g.high) END AS clv_total_high,
        avg(t.clv ORDER BY t.clv) AS mean_clv, sum(t.historic_value ORDER BY t.historic_value) AS historic_value,
        sum(t.expected_purchases ORDER BY t.expected_purchases) AS expected_purchases, avg(t.p_alive ORDER BY t.p_alive) AS mean_p_alive
      FROM ${identifier(groups)} t LEFT JOIN ${identifier(table)} g USING (clv_group)
      GROUP BY 1) ORDER BY clv_total DESC NULLS LAST, clv_group`,
  };
}

async function writeIntervals(
  { engine }: Book,
  groups: string,
  table: string,
  outcome: ClvOutcome,
  parameters: ClvParameters,
): Promise<void> {
  const known = sql`FROM ${identifier(groups)} WHERE clv IS NOT NULL`;
  const cells = await engine.rows<GroupCell & Row>(sql`
    SELECT clv_group, repeat_purchases AS x, recency_tx AS recency, age, count(*) AS customers,
      count(*) FILTER (mean_spend > 0) AS spenders, coalesce(sum(mean_spend ORDER BY mean_spend) FILTER (mean_spend > 0), 0) AS mean_spends,
      sum(expected_spend ORDER BY expected_spend) AS spend, sum(expected_spend * expected_spend ORDER BY expected_spend) AS squares ${known} GROUP BY ALL ORDER BY ALL`);
  const members = await engine.rows<GroupMember & Row>(sql`
    SELECT clv_group, repeat_purchases AS x, recency_tx AS recency, age, expected_spend AS spend ${known}
    QUALIFY count(*) OVER (PARTITION BY clv_group) BETWEEN 2 AND ${raw(String(MEMBERS_DRAWN))} ORDER BY ALL`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${identifier(table)} (clv_group VARCHAR, low DOUBLE, high DOUBLE)`);
  const appender = await engine.appender(table);
  for (const [group, [low, high]] of groupIntervals(cells, members, outcome, parameters)) {
    appender.text(group);
    appender.double(low);
    appender.double(high);
    appender.endRow();
  }
  appender.close();
}

type Row = Readonly<Record<string, string | number>>;

/** The columns of the table; where the attribute has the name of a figure, its column is `group`. */
function groupColumns(name: string, currency: string | null): readonly Column[] {
  const money = currency === null ? {} : { unit: currency };
  const figures: readonly Column[] = [
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "customers_with_purchase", type: "integer", description: "Of them with a purchase" },
    { name: "clv_total", type: "money", ...money, description: "Value ahead of all of them together" },
    { name: "clv_total_low", type: "money", ...money, description: "One in ten: the total will be less" },
    { name: "clv_total_high", type: "money", ...money, description: "One in ten: the total will be more" },
    { name: "mean_clv", type: "money", ...money, description: "Mean value ahead of a customer with a purchase" },
    { name: "historic_value", type: "money", ...money, description: "Net spend so far" },
    { name: "expected_purchases", type: "number", description: "Expected purchases ahead" },
    { name: "mean_p_alive", type: "share", description: "Mean chance that they still buy" },
  ];
  const isTaken = figures.some((column) => column.name === name.toLowerCase());
  return [{ name: isTaken ? "group" : name, type: "text", description: `Group by ${name}` }, ...figures];
}
