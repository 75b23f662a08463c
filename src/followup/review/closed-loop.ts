import type { Scorecard } from "../../analyses/scorecard.js";
import { readAnswers } from "../../analyses/survey/answers.js";
import type { Column } from "../../columns/column.js";
import type { Cell } from "../../engine/engine.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import { wilsonInterval } from "../../math/wilson-interval.js";
import type { ResultTable } from "../../output/result.js";

const COLUMNS: readonly Column[] = [
  { name: "measure", type: "text", description: "What is measured" },
  { name: "of", type: "integer", description: "Of how many" },
  { name: "count", type: "integer", description: "How many" },
  { name: "share", type: "share", description: "Share of them" },
  { name: "low", type: "share", description: "Lower end of its 95 % interval (Wilson)" },
  { name: "high", type: "share", description: "Upper end of its 95 % interval (Wilson)" },
  { name: "median_days", type: "number", unit: "days", description: "Median days until it was done, of those done" },
];

/** How soon customers who were let down heard from us, in the days of the rules up to the as-of day. */
export async function closedLoopTable(card: Scorecard): Promise<ResultTable> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const today = sql`DATE ${literal(asOf)}`;
  const rows: Cell[][] = [];
  const add = (
    measure: string,
    { total, done, median }: { total: number; done: number; median: number | null },
  ): void => {
    if (total === 0) return;
    const interval = wilsonInterval(done, total);
    rows.push([measure, total, done, done / total, interval?.low ?? null, interval?.high ?? null, median]);
  };
  type Counts = { total: number; done: number; median: number | null };
  const outbound = sql`(SELECT customer_id, day FROM interactions WHERE customer_id IS NOT NULL AND coalesce(direction, 'outbound') = 'outbound'
    AND kind IN ('call', 'visit', 'meeting', 'email', 'online') AND day <= ${today})`;
  if (book.records.has("responses") && book.records.has("interactions")) {
    const { latest } = await readAnswers(card);
    const within = rules.followup.plays.detractor.withinDays;
    // A day has no hours here: 48 hours are two days.
    add(
      `detractors contacted within ${within * 24} hours`,
      await engine.row<Counts>(sql`SELECT count(*) AS total, count(*) FILTER (days <= ${raw(String(within))}) AS done, median(days)::DOUBLE AS median FROM (
        SELECT a.customer_id, min(o.day - a.day) AS days FROM (SELECT customer_id, day FROM ${raw(latest)}
            WHERE kind = 'nps' AND score <= ${raw(String(rules.survey.detractorsTo))} AND day <= ${today} - ${raw(String(within))}
              AND day > ${today} - ${raw(String(rules.survey.revenueDays))}) a
          LEFT JOIN ${outbound} o ON o.customer_id = a.customer_id AND o.day >= a.day GROUP BY a.customer_id)`),
    );
  }
  if (book.records.has("interactions")) {
    const within = rules.followup.plays.open_complaint.withinDays;
    const complaints = sql`(SELECT customer_id, day, CASE WHEN resolved <= ${today} THEN resolved - day END AS days FROM interactions
      WHERE kind = 'complaint' AND day <= ${today} - ${raw(String(within))} AND day > ${today} - ${raw(String(rules.survey.revenueDays))})`;
    add(
      `complaints settled within ${within} days`,
      await engine.row<Counts>(
        sql`SELECT count(*) AS total, count(*) FILTER (days <= ${raw(String(within))}) AS done, median(days)::DOUBLE AS median FROM ${complaints}`,
      ),
    );
    add(
      "complaints settled at all",
      await engine.row<Counts>(
        sql`SELECT count(*) AS total, count(days) AS done, median(days)::DOUBLE AS median FROM ${complaints}`,
      ),
    );
  }
  return {
    name: "closed_loop",
    title: "How soon those who were let down heard from us",
    columns: COLUMNS,
    everyRow: true,
    query: valuesQuery(COLUMNS, rows),
  };
}
