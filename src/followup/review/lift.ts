import type { Engine } from "../../engine/engine.js";
import { raw, type Sql, sql } from "../../engine/sql.js";
import { bootstrapMeanDifference, type CountedValues } from "../../math/bootstrap-interval.js";
import { type StratifiedDifference, stratifiedDifference } from "../../math/stratified-difference.js";
import { WINDOWS } from "./windows.js";

/** What a group of listings did against those kept aside. */
export interface Lift {
  /** Value that the group has, such as a play. */
  readonly group: string;
  readonly listed: number;
  readonly control: number;
  readonly listedBought: number;
  readonly controlBought: number;
  /** Difference of purchase rates; null where nobody was kept aside. */
  readonly rate: StratifiedDifference | null;
  /** Difference of revenue a customer, with its 95 % interval; null as above. */
  readonly revenue: { readonly difference: number; readonly low: number; readonly high: number } | null;
}

interface Stratum {
  readonly firstCount: number;
  readonly firstTotal: number;
  readonly secondCount: number;
  readonly secondTotal: number;
}

/**
 * What listings did, by the values of a column, over listings whose window is over: listed against control, stratified by play
 * and list. Revenue is compared over strata with both arms, by customers' revenues in their windows.
 *
 * @param by SQL over the columns of the windows
 * @param seed of the bootstrap
 */
export async function liftBy(engine: Engine, by: Sql, seed: number, draws: number): Promise<Lift[]> {
  const rows = await engine.rows<{
    group: string;
    list_id: string;
    play: string;
    listed: number;
    control: number;
    listed_bought: number;
    control_bought: number;
  }>(sql`SELECT ${by} AS "group", coalesce(list_id, '') AS list_id, play, count(*) FILTER (arm = 'listed') AS listed,
      count(*) FILTER (arm = 'control') AS control, count(*) FILTER (arm = 'listed' AND bought) AS listed_bought,
      count(*) FILTER (arm = 'control' AND bought) AS control_bought
    FROM ${raw(WINDOWS)} WHERE is_over AND ${by} IS NOT NULL GROUP BY ALL ORDER BY ALL`);
  const revenues = await revenuesBy(engine, by);
  const groups = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const members = groups.get(row.group);
    if (members === undefined) groups.set(row.group, [row]);
    else members.push(row);
  }
  return [...groups].map(([group, members]) => {
    const sum = (of: (row: (typeof rows)[number]) => number): number =>
      members.reduce((total, row) => total + of(row), 0);
    const strata = members.map(
      (row): Stratum => ({
        firstCount: row.listed_bought,
        firstTotal: row.listed,
        secondCount: row.control_bought,
        secondTotal: row.control,
      }),
    );
    const { listed, control } = revenues.get(group) ?? { listed: NOTHING, control: NOTHING };
    const difference = bootstrapMeanDifference(listed, control, { seed, resamples: draws, method: "percentile" });
    return {
      group,
      listed: sum((row) => row.listed),
      control: sum((row) => row.control),
      listedBought: sum((row) => row.listed_bought),
      controlBought: sum((row) => row.control_bought),
      rate: stratifiedDifference(strata),
      revenue:
        difference === null ? null : { difference: difference.estimate, low: difference.low, high: difference.high },
    };
  });
}

const NOTHING: CountedValues = { values: new Float64Array(0) };

interface Arms {
  readonly listed: CountedValues;
  readonly control: CountedValues;
}

/**
 * Revenues of customers in their windows, by group and arm, of strata with both arms. Those of the control are weighted to the
 * listed by stratum: each is taken as its difference from the mean of its stratum's control plus the control's mean that the
 * listed's strata make one expect.
 */
async function revenuesBy(engine: Engine, by: Sql): Promise<ReadonlyMap<string, Arms>> {
  const rows = await engine.rows<{ group: string; arm: string; value: number; many: number }>(sql`
    WITH own AS (SELECT ${by} AS "group", coalesce(list_id, '') || ' ' || play AS stratum, arm, revenue::DOUBLE AS revenue
        FROM ${raw(WINDOWS)} WHERE is_over AND ${by} IS NOT NULL),
      strata AS (SELECT "group", stratum, count(*) FILTER (arm = 'listed') AS listed, avg(revenue ORDER BY revenue) FILTER (arm = 'control') AS mean
        FROM own GROUP BY ALL HAVING count(DISTINCT arm) = 2),
      expected AS (SELECT "group", sum(listed * mean ORDER BY stratum) / sum(listed) AS mean FROM strata GROUP BY ALL)
    SELECT "group", arm, CASE WHEN arm = 'control' THEN round(revenue - s.mean + e.mean, 6) ELSE revenue END AS value, count(*) AS many
    FROM own JOIN strata s USING ("group", stratum) JOIN expected e USING ("group") GROUP BY ALL ORDER BY ALL`);
  const found = new Map<string, Record<"listed" | "control", { values: number[]; counts: number[] }>>();
  for (const { group, arm, value, many } of rows) {
    let arms = found.get(group);
    if (arms === undefined) {
      arms = { listed: { values: [], counts: [] }, control: { values: [], counts: [] } };
      found.set(group, arms);
    }
    const own = arms[arm === "control" ? "control" : "listed"];
    own.values.push(value);
    own.counts.push(many);
  }
  const counted = ({ values, counts }: { values: number[]; counts: number[] }): CountedValues => ({
    values: Float64Array.from(values),
    counts,
  });
  return new Map(
    [...found].map(([group, arms]) => [group, { listed: counted(arms.listed), control: counted(arms.control) }]),
  );
}
