import { literal, raw, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { createEvidence } from "./evidence.js";
import { createHabits } from "./habit.js";

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
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH judged AS (
      SELECT h.*, a.p_alive, a.historic_value::DECIMAL(38, 4) AS net_spend, e.referrals, e.bought, e.promoter, e.share_of_category,
        e.advocacy AND ${flag(knows.advocacy)} AS advocacy, e.advocacy_on,
        CASE WHEN e.share_of_category IS NOT NULL THEN e.share_of_category >= ${raw(String(exclusivity.share))}
          WHEN ${flag(knows.categories)} THEN coalesce(h.is_unbroken AND h.is_habitual, false)
            AND h.first_purchase + ${raw(String(exclusivity.tenureDays))} <= ${end}
            AND coalesce(e.categories, 0) >= ${raw(String(exclusivity.categories))} END AS exclusivity,
        CASE WHEN e.share_of_category IS NULL
          THEN greatest(h.first_purchase + ${raw(String(exclusivity.tenureDays))}, e.second_category_on) END AS exclusivity_on,
        CASE WHEN ${flag(knows.forgiveness)} THEN e.forgave_on IS NOT NULL END AS forgave, e.forgave_on,
        ${flag(knows.advocacy)}::INTEGER + (e.share_of_category IS NOT NULL OR ${flag(knows.categories)})::INTEGER
          + ${flag(knows.forgiveness)}::INTEGER AS knowable
      FROM ${raw(habits)} h JOIN ${raw(alive.table)} a USING (customer_id) JOIN ${raw(found)} e USING (customer_id)),
    counted AS (
      SELECT *, CASE WHEN knowable >= 2 THEN least(knowable, ${raw(String(evidenceNeeded))}) ELSE 1 END AS needed,
        -- What holds with no day of its own, as what a customer file says, holds since the habit does.
        list_sort(list_filter([CASE WHEN advocacy THEN coalesce(advocacy_on, habit_since) END,
          CASE WHEN exclusivity THEN coalesce(exclusivity_on, habit_since) END, forgave_on], lambda d: d IS NOT NULL)) AS days,
        advocacy::INTEGER + coalesce(exclusivity, false)::INTEGER + coalesce(forgave, false)::INTEGER AS kinds
      FROM judged),
    classed AS (SELECT *, CASE WHEN NOT is_habitual THEN 'ordinary' WHEN kinds >= needed THEN 'loyalist' ELSE 'habitual' END AS loyalty_class
      FROM counted)
    SELECT customer_id, loyalty_class,
      knowable < 2 OR (loyalty_class = 'habitual' AND kinds + 3 - knowable >= needed) AS provisional,
      nullif(concat_ws(', ', CASE WHEN advocacy THEN 'advocacy' END, CASE WHEN exclusivity THEN 'exclusivity' END,
        CASE WHEN forgave THEN 'forgiveness' END), '') AS evidence,
      purchase_days, regularity, p_alive, referrals, share_of_category, forgave,
      CASE loyalty_class WHEN 'ordinary' THEN coalesce(broken_on, first_purchase) WHEN 'habitual' THEN habit_since
        ELSE greatest(habit_since, days[needed]) END AS since,
      bought AS referrals_bought, promoter,
      nullif(concat_ws(', ', CASE WHEN NOT ${flag(knows.advocacy)} THEN 'advocacy' END,
        CASE WHEN exclusivity IS NULL THEN 'exclusivity' END, CASE WHEN forgave IS NULL THEN 'forgiveness' END), '') AS not_known,
      net_spend
    FROM classed`);
  for (const name of [habits, found]) await book.engine.run(sql`DROP TABLE ${raw(name)}`);
  return { table, remarks: evidence.remarks };
}
