import type { Engine } from "../../engine/engine.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { ScoringStandard, ValueIndicatorId, ValueRules } from "../../rules/value-rules.js";
import type { Indicator } from "./indicators.js";

/** A band of a scoring standard with the value at which it begins. */
export interface SettledBand {
  /** Where it begins by the rules: a percentile or a value. */
  readonly from: number;
  readonly points: number;
  /** The value itself; null where everybody reaches it, or, with `isOutOfReach`, nobody. */
  readonly cut: number | null;
  readonly isOutOfReach: boolean;
  /** How a value reaches it: `at least`, `more than` or `at most` the cut. */
  readonly how: "at least" | "more than" | "at most";
}

/** The standard of an indicator as it applies on one day, bands ascending. */
export interface SettledStandard {
  readonly by: ScoringStandard["by"];
  readonly bands: readonly SettledBand[];
}

export type Standards = ReadonlyMap<ValueIndicatorId, SettledStandard>;

/**
 * Settles where the bands begin on each day. A band by percentile p begins, for what counts for a customer, where p per cent
 * of the customers have less; for what counts against, where fewer than 100 - p per cent have less. Equal values are in one
 * band, the lowest of what counts for them, the best of what counts against.
 *
 * @param relation yields `step` and each indicator's value (a double) under its id
 * @param steps those that are wanted; on one without a customer no percentile is reached
 */
export async function settleStandards(
  engine: Engine,
  relation: Sql,
  steps: readonly number[],
  indicators: readonly Indicator[],
  rules: ValueRules,
): Promise<ReadonlyMap<number, Standards>> {
  const byPercentile = indicators.filter(({ id }) => rules.indicators[id].standard.by === "percentile");
  const edges = byPercentile.map(({ id, countsAgainst }) =>
    rules.indicators[id].standard.bands.map(({ from }) => quantile(countsAgainst === true ? 100 - from : from)),
  );
  const lists = byPercentile.map(
    ({ id }, index) =>
      sql`quantile_disc(${identifier(id)}, [${raw(edges[index]!.join(", "))}]) AS ${raw(`list_${index}`)}`,
  );
  const cells = edges.flatMap((list, index) =>
    list.map((_, at) => raw(`list_${index}[${at + 1}] AS cut_${index}_${at}`)),
  );
  const rows = await engine.rows<Record<string, number | null>>(
    // Where every standard goes by values nothing is to be read.
    byPercentile.length === 0
      ? sql`SELECT NULL AS step WHERE false`
      : sql`SELECT ${join([raw("step"), ...cells])} FROM (SELECT ${join([raw("step"), ...lists])} FROM ${relation} GROUP BY step) ORDER BY step`,
  );
  const byStep = new Map(rows.map((row) => [row.step, row]));
  const standardsOf = (row: Record<string, number | null> | undefined): Standards =>
    new Map(
      indicators.map((indicator) => {
        const place = byPercentile.indexOf(indicator);
        const cutOf = (at: number): number | null => row?.[`cut_${place}_${at}`] ?? null;
        return [indicator.id, settled(indicator, rules.indicators[indicator.id].standard, cutOf)];
      }),
    );
  return new Map(steps.map((step) => [step, standardsOf(byStep.get(step))]));
}

/** A percentage as an exact decimal share, within what a quantile can be. */
const quantile = (percent: number): string => (Math.min(100, Math.max(0, percent)) / 100).toFixed(6);

function settled(
  { countsAgainst }: Indicator,
  { by, bands }: ScoringStandard,
  cutOf: (place: number) => number | null,
): SettledStandard {
  return {
    by,
    bands: bands.map(({ from, points }, place): SettledBand => {
      if (by === "value") return { from, points, cut: from, isOutOfReach: false, how: "at least" };
      const how = countsAgainst === true ? "at most" : "more than";
      if (from <= 0) return { from, points, cut: null, isOutOfReach: false, how };
      const cut = cutOf(place);
      return { from, points, cut, isOutOfReach: cut === null || from > 100, how };
    }),
  };
}

/** SQL for the points of a value, null where it is not known: those of the last band that it reaches, else 0. */
export function pointsOf(value: Sql, { bands }: SettledStandard): Sql {
  const cases = bands
    .filter(({ isOutOfReach }) => !isOutOfReach)
    .toReversed()
    .map(({ cut, how, points }) => {
      if (cut === null) return sql`WHEN true THEN ${raw(String(points))}`;
      const sign = { "at least": ">=", "more than": ">", "at most": "<=" }[how];
      // A text cast reads all digits; a decimal literal would lose some.
      return sql`WHEN ${value} ${raw(sign)} ${literal(String(cut))}::DOUBLE THEN ${raw(String(points))}`;
    });
  return sql`CASE WHEN ${value} IS NULL THEN NULL ${join(cases, " ")} ELSE 0 END::DOUBLE`;
}
