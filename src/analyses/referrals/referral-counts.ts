import { buyersAmong, referralsUpTo } from "../../book/referral-summaries.js";
import { raw, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { referralTree } from "./referral-tree.js";

/**
 * Makes the table of who recommended how often up to a day, by the tree that `crm referrals` counts by: `customer_id`,
 * `referrals`, `bought` (those of them with a purchase by then) and `days` (of the referrals, the first ones first, null before
 * them where it is not known).
 */
export async function createReferralCounts(card: Scorecard, day: string, table: string): Promise<void> {
  const { engine } = card.book;
  const rows = await engine.rows<{ referrer: string; referred: string; day: string | null; converted: boolean | null }>(
    referralsUpTo(day),
  );
  const { referrerOf } = referralTree(rows);
  const edges = `${table}_edges`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(edges)}
    (referrer VARCHAR, customer_id VARCHAR, day VARCHAR, converted BOOLEAN)`);
  const appender = await engine.appender(edges);
  for (const { referrer, referred, day: on, converted } of rows) {
    if (referrerOf.get(referred) !== referrer) continue;
    appender.text(referrer);
    appender.text(referred);
    appender.text(on);
    appender.text(converted === null ? null : String(converted));
    appender.endRow();
  }
  appender.close();
  const alive = await card.alive(day);
  // A file says how it is today; where purchases are known, those tell how it was on the day.
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT r.referrer AS customer_id, count(*)::INTEGER AS referrals,
      (count(*) FILTER (a.customer_id IS NOT NULL OR (r.converted AND b.customer_id IS NULL)))::INTEGER AS bought,
      list_sort(list(r.day::DATE), 'ASC', 'NULLS FIRST') AS days
    FROM ${raw(edges)} r LEFT JOIN ${raw(alive.table)} a USING (customer_id)
      LEFT JOIN (${buyersAmong(edges)}) b USING (customer_id)
    GROUP BY r.referrer`);
  await engine.run(sql`DROP TABLE ${raw(edges)}`);
}
