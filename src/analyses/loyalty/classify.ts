import { literal, raw, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { createEvidence } from "./evidence.js";
import { createHabits } from "./habit.js";
import { sinceOf } from "./since.js";

/** Customers in classes, as of a day. */
export interface Classified {
  /** Table with `customer_id`, the columns of `loyaltyColumns` but the class then, and `net_spend`. */
  readonly table: string;
  /** What cannot be known, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * The class of every customer with a purchase as of a day. A habitual buyer has the least days of purchase and a habit that
 * goes on. A loyalist is habitual with two of the three kinds of evidence; where fewer than two kinds can be known, with one.
 * A class is provisional where fewer than two kinds can be known, and a habitual buyer also where a kind that is not known
 * could make a loyalist of it.
 */
export async function classify(card: Scorecard, day: string, table: string): Promise<Classified> {
  const { book, rules } = card;
  const { exclusivity, evidenceNeeded } = rules.loyalty;
  const [habits, found] = [`${table}_habits`, `${table}_evidence`];
  await createHabits(card, day, habits);
  const evidence = await createEvidence(card, day, found);
  const { knows } = evidence;
  const alive = await card.alive(day);
  const end = sql`DATE ${literal(day)}`;
  const flag = (is: boolean) => raw(String(is));
  const judged = `${table}_judged`;
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(judged)} AS
    WITH known AS (
      SELECT h.*, a.p_alive, a.historic_value::DECIMAL(38, 4) AS net_spend, e.* EXCLUDE (customer_id),
        CASE WHEN e.share_of_category IS NOT NULL THEN e.share_of_category >= ${raw(String(exclusivity.share))}
          WHEN ${flag(knows.categories)} THEN coalesce(h.is_unbroken AND h.is_habitual, false)
            AND h.first_purchase + ${raw(String(exclusivity.tenureDays))} <= ${end}
            AND coalesce(e.categories, 0) >= ${raw(String(exclusivity.categories))} END AS exclusivity,
        greatest(h.first_purchase + ${raw(String(exclusivity.tenureDays))}, e.second_category_on) AS tenure_on,
        CASE WHEN ${flag(knows.forgiveness)} THEN e.forgave_on IS NOT NULL END AS forgave,
        ${flag(knows.advocacy)}::INTEGER + (e.share_of_category IS NOT NULL OR ${flag(knows.categories)})::INTEGER
          + ${flag(knows.forgiveness)}::INTEGER AS knowable
      FROM ${raw(habits)} h JOIN ${raw(alive.table)} a USING (customer_id) JOIN ${raw(found)} e USING (customer_id)),
    counted AS (
      SELECT *, CASE WHEN knowable >= 2 THEN least(knowable, ${raw(String(evidenceNeeded))}) ELSE 1 END AS needed,
        advocacy::INTEGER + coalesce(exclusivity, false)::INTEGER + coalesce(forgave, false)::INTEGER AS kinds
      FROM known)
    SELECT *, CASE WHEN NOT is_habitual THEN 'ordinary' WHEN kinds >= needed THEN 'loyalist' ELSE 'habitual' END AS loyalty_class
    FROM counted`);
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, loyalty_class,
      knowable < 2 OR (loyalty_class = 'habitual' AND kinds + 3 - knowable >= needed) AS provisional,
      nullif(concat_ws(', ', CASE WHEN advocacy THEN 'advocacy' END, CASE WHEN exclusivity THEN 'exclusivity' END,
        CASE WHEN forgave THEN 'forgiveness' END), '') AS evidence,
      purchase_days, regularity, p_alive, referrals, share_of_category, forgave,
      CASE WHEN is_habitual THEN greatest(habit_since, coalesce(s.since, habit_since)) ELSE coalesce(broken_on, first_purchase) END AS since,
      bought AS referrals_bought, promoter,
      nullif(concat_ws(', ', CASE WHEN NOT ${flag(knows.advocacy)} THEN 'advocacy' END,
        CASE WHEN exclusivity IS NULL THEN 'exclusivity' END, CASE WHEN forgave IS NULL THEN 'forgiveness' END), '') AS not_known,
      net_spend
    FROM ${raw(judged)} LEFT JOIN (${sinceOf(card, day, judged, evidence.answers)}) s USING (customer_id)`);
  for (const name of [habits, found, judged]) await book.engine.run(sql`DROP TABLE ${raw(name)}`);
  return { table, remarks: evidence.remarks };
}
