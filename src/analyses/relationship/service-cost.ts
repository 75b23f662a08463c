import { raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { Rules } from "../../rules/index.js";
import type { Scorecard } from "../scorecard.js";
import { withinDays } from "./contacts-made.js";
import { LEVELS, type RelationshipLevel } from "./levels.js";

/**
 * Makes the table of what a contact costs at each level: `level`, `level_rank` and `mean_contact_cost`. It is the mean of
 * the year's contacts with the customers of the level, or, of too few, what its own kinds of contact cost by the rules.
 */
export async function createService(
  { book, asOf, rules }: Scorecard,
  customers: string,
  contacts: string,
  table: string,
): Promise<void> {
  const rows = await book.engine.rows<{ level: string; contacts: number; cost: number }>(sql`
    SELECT level, count(*) AS contacts, sum(cost) AS cost FROM ${raw(contacts)} JOIN ${raw(customers)} USING (customer_id)
    WHERE level IS NOT NULL AND ${withinDays(asOf, rules.relationship.windowDays)} GROUP BY level ORDER BY level`);
  const made = new Map(rows.map((row) => [row.level, row]));
  const values = LEVELS.map((level, rank) => {
    const own = made.get(level.id);
    const isEnough = own !== undefined && own.contacts >= rules.relationship.leastContactsForMean;
    return [level.id, rank + 1, isEnough ? own.cost / own.contacts : costByRules(level, rules)];
  });
  const columns = [
    { name: "level", type: "text", description: "" },
    { name: "level_rank", type: "integer", description: "" },
    { name: "mean_contact_cost", type: "number", description: "" },
  ] as const;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS ${valuesQuery(columns, values)}`);
}

/** The mean of what the level's own kinds of contact cost by the rules. */
export const costByRules = ({ ownKinds }: RelationshipLevel, { contact }: Rules): number =>
  ownKinds.reduce((sum, kind) => sum + contact.costs[kind], 0) / ownKinds.length;
