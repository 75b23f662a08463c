import type { Engine } from "../engine/engine.js";
import { identifier, raw, sql } from "../engine/sql.js";
import { ROW_STATES } from "./row-state.js";
import type { Doubts, Formats } from "./settle-formats.js";

/**
 * Formats are settled by the head of a file where that shows them. Afterwards the loaded table tells whether records
 * further on were of another form: dates or amounts that could not be read, or more than a number beside an amount
 * where no currency was seen. Files that are the same throughout pay nothing for this.
 *
 * @returns null where there is no doubt
 */
export async function doubtsAbout(engine: Engine, table: string, formats: Formats): Promise<Doubts | null> {
  const loaded = identifier(table);
  const odd = formats.currency === null ? raw("coalesce(bool_or(amount_is_odd AND state < 2), false)") : raw("false");
  const state = (name: keyof typeof ROW_STATES) => raw(String(ROW_STATES[name]));
  const found = await engine.row<{ dates: boolean; amounts: boolean; odd: boolean }>(sql`
    SELECT coalesce(bool_or(state = ${state("bad-date")}), false) AS dates,
      coalesce(bool_or(state = ${state("bad-amount")}), false) AS amounts, ${odd} AS odd FROM ${loaded}`);
  if (formats.currency === null) await engine.run(sql`ALTER TABLE ${loaded} DROP COLUMN amount_is_odd`);
  if (!found.dates && !found.amounts && !found.odd) return null;
  return { dates: found.dates, amounts: found.amounts, currency: found.odd };
}

/** Whether two settlements read every record alike. */
export const areSameFormats = (one: Formats, other: Formats): boolean =>
  one.mark === other.mark &&
  one.currency?.text === other.currency?.text &&
  one.dateFormat.order === other.dateFormat.order &&
  one.dateFormat.numbers === other.dateFormat.numbers;
