import { literal, raw, type Sql, sql } from "../../engine/sql.js";

/**
 * The restaurant's matrix: what a customer is worth today against what is ahead. Ahead is clv, the mean of what may come,
 * also where the interval lies below it: a customer who most likely is gone but would be worth much counts by that mean.
 */
export const VALUE_GROUPS = ["vip", "improvement", "maintain", "ordinary"] as const;

/** Values above which today and ahead are high. */
export interface ValueCuts {
  readonly today: number;
  readonly ahead: number;
}

/** SQL for the value group of a customer from the columns `today` and `clv`; null without a purchase. */
export function valueGroup(cuts: ValueCuts): Sql {
  const today = raw(`today > ${cuts.today}`);
  const ahead = raw(`clv > ${cuts.ahead}`);
  const [vip, improvement, maintain, ordinary] = VALUE_GROUPS.map((group) => literal(group));
  return sql`CASE WHEN clv IS NULL THEN NULL WHEN ${today} AND ${ahead} THEN ${vip!} WHEN ${ahead} THEN ${improvement!}
    WHEN ${today} THEN ${maintain!} ELSE ${ordinary!} END`;
}
