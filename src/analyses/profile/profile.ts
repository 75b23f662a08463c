import { spendInWindows } from "../../book/buying-times.js";
import { raw, sql } from "../../engine/sql.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";
import { answeredChannels } from "./answered-channels.js";
import { profileColumns } from "./columns.js";
import { fileCompleteness } from "./file-completeness.js";
import { investmentOf } from "./investment.js";
import { createPreferences } from "./preferences.js";
import { createReach } from "./reach.js";
import { regionalClusters } from "./regional-clusters.js";
import { winningAndKeeping } from "./winning-and-keeping.js";

/** What customers prefer, how they are reached, what they return, and where they concentrate. */
export const profile: Analysis = {
  id: "profile",
  title: "Profile",
  columnNames: profileColumns(null, 0).map((column) => column.name),
  score: (card) => card.once("profile", () => scoreProfile(card)),
};

const TABLE = "profile_scores";

async function scoreProfile(card: Scorecard): Promise<AnalysisOutcome> {
  const { book, asOf, rules, say } = card;
  const { engine, currency } = book;
  const windowDays = rules.profile.spendWindowDays;
  const preferences = await createPreferences(card, "profile_preferences");
  const investment = await investmentOf(card);
  await createReach(card, await answeredChannels(card), "profile_reach");
  const before = card.compareTo ?? dayBefore(asOf, windowDays);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    SELECT e.customer_id, p.* EXCLUDE (customer_id), r.reach_channel, r.reach_source,
      c.completeness AS profile_completeness, i.first_contact, i.days_to_first_purchase,
      CASE WHEN NOT e.is_prospect THEN coalesce(w.spend_before, 0) END AS spend_before,
      CASE WHEN NOT e.is_prospect THEN coalesce(w.spend_now, 0) END AS spend_now,
      CASE WHEN NOT e.is_prospect THEN coalesce(w.spend_now, 0) - coalesce(w.spend_before, 0) END AS spend_change,
      i.invested, i.earned, CASE WHEN i.invested > 0 THEN (coalesce(i.earned, 0) - i.invested) / i.invested END AS return_on_customer
    FROM ${raw(await everyCustomer(card))} e
      LEFT JOIN ${raw(preferences.table)} p USING (customer_id)
      LEFT JOIN profile_reach r USING (customer_id)
      LEFT JOIN (${fileCompleteness(card.book)}) c USING (customer_id)
      LEFT JOIN (SELECT *, coalesce(marketing_cost, 0) + contact_cost + financial_expense AS invested
        FROM ${raw(investment.table)}) i USING (customer_id)
      LEFT JOIN (${spendInWindows(asOf, before, windowDays)}) w USING (customer_id)`);
  const clusters = await regionalClusters(card, investment.table);
  const costs = await winningAndKeeping(card, investment.table);
  for (const done of [preferences.table, "profile_reach"]) await engine.run(sql`DROP TABLE ${raw(done)}`);
  const unused = [...preferences.remarks, ...investment.remarks, ...costs.remarks, ...clusters.remarks];
  for (const remark of unused) say(remark);
  return {
    table: TABLE,
    columns: profileColumns(currency, windowDays),
    order: raw("earned DESC NULLS LAST, customer_id"),
    tables: [costs.table, ...clusters.tables],
    meta: { ...costs.meta, spendWindow: { days: windowDays, now: asOf, before }, unused },
  };
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
