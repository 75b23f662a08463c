import type { Book } from "../../book/book.js";
import { customerSummary } from "../../book/summaries.js";
import type { Column } from "../../columns/column.js";
import { raw, sql } from "../../engine/sql.js";
import { CrmError } from "../../errors/crm-error.js";
import type { ResultTable } from "../../output/result.js";
import { type ClassMoves, flowTable as flows, migrationTable as migration } from "../class-moves.js";
import { type RfmOutcome, type RfmParameters, scoreRfm } from "../rfm.js";
import { PROSPECT } from "./maps.js";
import type { SegmentMap } from "./segment-map.js";

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

/** What the tables of moves between segments are made of, from the table of a comparison. */
const segmentMoves = (compared: string, map: SegmentMap | null, currency: string | null, day: string): ClassMoves => ({
  noun: "segment",
  plural: "segments",
  names: [...(map?.segments ?? []).map((segment) => segment.name), PROSPECT],
  relation: sql`SELECT coalesce(segment, '(unnamed)') AS now_class,
      CASE WHEN was_known THEN coalesce(previous_segment, '(unnamed)') END AS then_class, net_spend, previous_spend
    FROM ${raw(compared)}`,
  currency,
  day,
});

/** Every way from one segment to another, as in `class-moves`. */
export const migrationTable = (...of: Parameters<typeof segmentMoves>): ResultTable => migration(segmentMoves(...of));

/** Each segment then and now, as in `class-moves`. */
export const flowTable = (...of: Parameters<typeof segmentMoves>): ResultTable => flows(segmentMoves(...of));
