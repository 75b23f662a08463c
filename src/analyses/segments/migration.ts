import type { Book } from "../../book/book.js";
import { customerSummary } from "../../book/summaries.js";
import type { Column } from "../../columns/column.js";
import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { CrmError } from "../../errors/crm-error.js";
import type { ResultTable } from "../../output/result.js";
import { type RfmOutcome, type RfmParameters, scoreRfm } from "../rfm.js";
import { PROSPECT } from "./maps.js";
import type { SegmentMap } from "./segment-map.js";

/** Where customers come from that were not known on the earlier day. */
export const NOT_YET_KNOWN = "(none)";

export interface Comparison {
  /** As of the later day, with the column `previous_segment`, null for customers not known on the earlier day. */
  readonly now: RfmOutcome;
  /** As of the earlier day. */
  readonly before: RfmOutcome;
}

export const PREVIOUS_SEGMENT = (day: string): Column => ({
  name: "previous_segment",
  type: "text",
  description: `Segment on ${day}, with the same cut points; empty where the customer was not known yet`,
});

/**
 * Scores customers on two days with one set of cut points: those of the earlier day, unless others are given. Quantiles
 * of each day would move by themselves and make customers "migrate" who did nothing. The earlier day sees the transactions
 * up to it, as a run with that --as-of would; customer files have no history, so that a customer of theirs without a
 * purchase by then was a prospect.
 */
export async function compareSegments(
  book: Book,
  parameters: RfmParameters,
  earlier: RfmParameters["period"],
): Promise<Comparison> {
  const before = await scoreRfm(book, { ...parameters, period: earlier }, "rfm_before");
  await refuseEmptyDay(book, parameters.period.asOf, earlier.asOf);
  const now = await scoreRfm(book, { ...parameters, cutPoints: before.cutPoints }, "rfm_now");
  await book.engine.run(sql`CREATE OR REPLACE TEMP TABLE rfm_compared AS
    SELECT n.*, b.segment AS previous_segment, b.net_spend AS previous_spend, b.customer_id IS NOT NULL AS was_known
    FROM ${raw(now.table)} n LEFT JOIN ${raw(before.table)} b USING (customer_id)`);
  return { now: { ...now, table: "rfm_compared" }, before };
}

/** A day before the first purchase has nothing to compare with. */
async function refuseEmptyDay(book: Book, asOf: string, day: string): Promise<void> {
  const { first } = await book.engine.row<{ first: string | null }>(
    sql`SELECT min(first_purchase)::VARCHAR AS first FROM (${customerSummary(book, { asOf })})`,
  );
  if (first !== null && first <= day) return;
  throw new CrmError("bad-option", {
    option: "--compare-to",
    detail: `there is no purchase up to ${day}`,
    fix: first === null ? "There is no purchase at all." : `The first is on ${first}; give a later day.`,
  });
}

const money = (name: string, description: string, currency: string | null): Column => ({
  name,
  type: "money",
  ...(currency === null ? {} : { unit: currency }),
  description,
});

/** Every way from one segment to another, the same among them, in the order of the map; adds up to all customers. */
export function migrationTable(
  compared: string,
  map: SegmentMap | null,
  currency: string | null,
  day: string,
): ResultTable {
  const columns: readonly Column[] = [
    {
      name: "from_segment",
      type: "text",
      description: `Segment on ${day}; ${NOT_YET_KNOWN} for customers not known yet`,
    },
    { name: "to_segment", type: "text", description: "Segment at the as-of date" },
    { name: "customers", type: "integer", description: "Customers who went this way" },
    { name: "share", type: "share", description: "Share of the customers of from_segment" },
    money("revenue", "Their net spend at the as-of date", currency),
    money("previous_revenue", `Their net spend on ${day}`, currency),
  ];
  return {
    name: "migration",
    title: `Moves between segments since ${day}`,
    columns,
    query: sql`
      WITH names AS (${orderedNames(map)}), moves AS (
        SELECT ${fromSegment} AS from_segment, ${toSegment} AS to_segment, count(*) AS customers,
          sum(coalesce(net_spend, 0)) AS revenue, sum(coalesce(previous_spend, 0)) AS previous_revenue
        FROM ${raw(compared)} GROUP BY ALL
      )
      SELECT from_segment, to_segment, customers, customers / sum(customers) OVER (PARTITION BY from_segment) AS share,
        revenue, previous_revenue
      FROM moves LEFT JOIN names f ON f.name = from_segment LEFT JOIN names t ON t.name = to_segment
      ORDER BY f.position NULLS FIRST, from_segment, t.position, to_segment`,
  };
}

/** The moves alone, most customers first, for people to read. */
export function movesTable(migration: ResultTable): ResultTable {
  return {
    ...migration,
    name: "moves",
    query: sql`SELECT * FROM (${migration.query}) WHERE from_segment <> to_segment
      ORDER BY customers DESC, revenue DESC, from_segment, to_segment`,
  };
}

/** Each segment then and now: before − left + came = now, as the two days are over the same customers. */
export function flowTable(compared: string, map: SegmentMap | null, currency: string | null, day: string): ResultTable {
  const columns: readonly Column[] = [
    { name: "segment", type: "text", description: "Named segment" },
    { name: "before", type: "integer", description: `Customers in it on ${day}` },
    { name: "left", type: "integer", description: "Of those, customers now in another" },
    { name: "came", type: "integer", description: "Customers now in it who were in another or not known" },
    { name: "now", type: "integer", description: "Customers in it at the as-of date: before − left + came" },
    { name: "change", type: "integer", description: "now − before" },
    money("previous_revenue", `Net spend on ${day} of those who were in it then`, currency),
    money("revenue", "Net spend at the as-of date of those who are in it now", currency),
  ];
  return {
    name: "flows",
    title: `Segments on ${day} and now`,
    columns,
    query: sql`
      WITH names AS (${orderedNames(map)}), pairs AS (
        SELECT ${fromSegment} AS a, ${toSegment} AS b, net_spend, previous_spend FROM ${raw(compared)}
      ), outs AS (
        SELECT a AS name, count(*) AS before, count(*) FILTER (b <> a) AS gone, sum(coalesce(previous_spend, 0)) AS spend
        FROM pairs GROUP BY a
      ), ins AS (
        SELECT b AS name, count(*) AS now, count(*) FILTER (b <> a) AS came, sum(coalesce(net_spend, 0)) AS spend FROM pairs GROUP BY b
      )
      SELECT name AS segment, coalesce(before, 0) AS before, coalesce(gone, 0) AS "left", coalesce(came, 0) AS came,
        coalesce(now, 0) AS now, coalesce(now, 0) - coalesce(before, 0) AS change,
        coalesce(outs.spend, 0) AS previous_revenue, coalesce(ins.spend, 0) AS revenue
      FROM outs FULL JOIN ins USING (name) LEFT JOIN names USING (name)
      ORDER BY position NULLS FIRST, name`,
  };
}

const fromSegment: Sql = sql`CASE WHEN was_known THEN coalesce(previous_segment, '(unnamed)') ELSE ${literal(NOT_YET_KNOWN)} END`;
const toSegment = raw("coalesce(segment, '(unnamed)')");

function orderedNames(map: SegmentMap | null): Sql {
  const names = [...(map?.segments ?? []).map((segment) => segment.name), PROSPECT];
  return sql`SELECT * FROM (VALUES ${join(names.map((name, index) => sql`(${raw(String(index))}, ${literal(name)})`))}) AS v(position, name)`;
}
