import { referralsUpTo } from "../../book/referral-summaries.js";
import type { Engine } from "../../engine/engine.js";
import { raw, sql } from "../../engine/sql.js";
import { aside } from "../../output/result.js";
import type { Analysis, AnalysisOutcome } from "../analysis.js";
import { everyCustomer } from "../every-customer.js";
import { costOfWinning, costOfWinningInWords } from "../profile/cost-of-winning.js";
import type { Scorecard } from "../scorecard.js";
import { referralColumns } from "./columns.js";
import { groupsTable } from "./groups-table.js";
import { peopleOf } from "./people.js";
import { createReferralCounts } from "./referral-counts.js";
import { type ReferralFigures, referralFigures } from "./referral-figures.js";
import { type Referral, referralTree } from "./referral-tree.js";
import { generationsTable, leftOutTable } from "./tables.js";
import { wordOfMouthTable } from "./word-of-mouth.js";

/** Who brings whom, what that is worth, and how far it goes. */
export const referrals: Analysis = {
  id: "referrals",
  title: "Referrals",
  columnNames: referralColumns(null, "then").map((column) => column.name),
  score: (card) => card.once("referrals", () => scoreReferrals(card)),
};

const TABLE = "referral_scores";
const FIGURES = "referral_figures";

async function scoreReferrals(card: Scorecard): Promise<AnalysisOutcome> {
  const { book, asOf, rules, say } = card;
  const { engine, currency } = book;
  const rows = await engine.rows<{ referrer: string; referred: string; day: string | null; converted: boolean | null }>(
    referralsUpTo(asOf),
  );
  const made: readonly Referral[] = rows;
  const tree = referralTree(made);
  const people = await peopleOf(card, tree);
  const saidConverted = new Set(rows.filter((row) => row.converted === true).map((row) => row.referred));
  // A file says how it is today; where purchases are known, those tell how it was on the day.
  const isConverted = (id: string): boolean =>
    people.get(id)?.firstPurchase != null || (saidConverted.has(id) && people.get(id)?.isLater !== true);
  const acquisition = await acquisitionCost(card);
  const figures = referralFigures(tree, made, people, isConverted, rules.referrals, acquisition.cost);
  await writeFigures(engine, figures);
  await writeCustomers(card);
  const unused: string[] = [];
  if (rows.length === 0)
    unused.push("no file says who brought whom (--referrals, or referred_by in the customer file)");
  if (tree.leftOut.length > 0)
    unused.push(`${tree.leftOut.length} referrals are not counted; table not_counted says why`);
  for (const sentence of unused) say(sentence);
  if (rows.length > 0) say(acquisition.how);
  const converted = figures.reduce((sum, one) => sum + one.converted, 0);
  const referrers = figures.filter((one) => one.referrals > 0).length;
  return {
    table: TABLE,
    columns: referralColumns(currency, card.compareTo),
    order: raw("referral_value DESC NULLS LAST, total_value DESC NULLS LAST, customer_id"),
    tables: [
      await wordOfMouthTable(card, { people: tree.referrerOf.size, converted }),
      aside(generationsTable(figures, people, currency)),
      groupsTable(TABLE, currency),
      ...(tree.leftOut.length === 0 ? [] : [aside(leftOutTable(tree))]),
    ],
    meta: {
      referrals: tree.referrerOf.size,
      referrers,
      converted,
      acquisitionCost: acquisition.cost,
      wouldNotHaveJoined: rules.referrals.wouldNotHaveJoined,
      unused,
    },
  };
}

/** What winning a customer costs, and where that is from. */
async function acquisitionCost(card: Scorecard): Promise<{ readonly cost: number; readonly how: string }> {
  const { acquisitionCost: said, wouldNotHaveJoined } = card.rules.referrals;
  const share = `${Number((wouldNotHaveJoined * 100).toFixed(1))} % of the customers brought are assumed not to have come otherwise`;
  if (said !== null) return { cost: said, how: `${share}; winning a customer costs ${said}, as the rules say` };
  const winning = await costOfWinning(card);
  return winning.ofOne === null
    ? { cost: 0, how: `${share}; what winning a customer costs is not known and left out (rules.referrals)` }
    : {
        cost: winning.ofOne,
        how: `${share}; winning a customer costs ${winning.ofOne}: ${costOfWinningInWords(winning)}`,
      };
}

async function writeFigures(engine: Engine, figures: readonly ReferralFigures[]): Promise<void> {
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(FIGURES)} (customer_id VARCHAR, referred_by VARCHAR, generation INTEGER,
    referrals INTEGER, converted INTEGER, indirect INTEGER, revenue_direct DOUBLE, revenue_indirect DOUBLE,
    referral_value DOUBLE, credited_away DOUBLE, first_referral VARCHAR, last_referral VARCHAR)`);
  const appender = await engine.appender(FIGURES);
  for (const one of figures) {
    appender.text(one.id);
    appender.text(one.referrer);
    for (const count of [one.generation, one.referrals, one.converted, one.indirect]) appender.integer(count);
    for (const money of [one.revenueDirect, one.revenueIndirect, one.referralValue, one.creditedAway]) {
      appender.double(money);
    }
    appender.text(one.first);
    appender.text(one.last);
    appender.endRow();
  }
  appender.close();
}

/** One row a customer; who has no part in any referral has none made and no value from them. */
async function writeCustomers(card: Scorecard): Promise<void> {
  const { engine } = card.book;
  const { compareTo } = card;
  const then = "referrals_then";
  if (compareTo !== null) await createReferralCounts(card, compareTo, then);
  const { highClv, highReferralValue } = card.rules.referrals;
  const every = await everyCustomer(card);
  const clv = await card.clv();
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(TABLE)} AS
    WITH known AS (
      SELECT e.customer_id, f.referred_by, f.generation, coalesce(f.referrals, 0) AS referrals,
        coalesce(f.converted, 0) AS converted, coalesce(f.indirect, 0) AS indirect,
        coalesce(f.revenue_direct, 0) AS revenue_direct, coalesce(f.revenue_indirect, 0) AS revenue_indirect,
        coalesce(f.referral_value, 0) AS referral_value, c.clv::DOUBLE AS clv,
        CASE WHEN c.clv IS NOT NULL OR f.referral_value > 0
          THEN coalesce(c.clv, 0) - coalesce(f.credited_away, 0) + coalesce(f.referral_value, 0) END AS total_value,
        f.first_referral::DATE AS first_referral, f.last_referral::DATE AS last_referral
      FROM ${raw(every)} e LEFT JOIN ${raw(FIGURES)} f USING (customer_id) LEFT JOIN ${raw(clv.table)} c USING (customer_id)),
    cuts AS (SELECT quantile_cont(clv, ${raw(String(highClv))}) AS clv_cut,
      CASE WHEN ${raw(String(highReferralValue))} = 0 THEN 0
        ELSE quantile_cont(referral_value, ${raw(String(highReferralValue))}) FILTER (referral_value > 0) END AS referral_cut FROM known)
    SELECT k.* EXCLUDE (first_referral, last_referral),
      CASE WHEN clv IS NULL AND referral_value = 0 THEN NULL
        WHEN coalesce(clv > clv_cut, false) AND referral_value > referral_cut THEN 'champion'
        WHEN coalesce(clv > clv_cut, false) THEN 'affluent'
        WHEN referral_value > referral_cut THEN 'advocate' ELSE 'miser' END AS referral_group,
      first_referral, last_referral${
        compareTo === null
          ? raw("")
          : raw(", coalesce(t.referrals, 0) AS referrals_then, coalesce(t.bought, 0) AS converted_then")
      }
    FROM known k CROSS JOIN cuts ${compareTo === null ? raw("") : sql`LEFT JOIN ${raw(then)} t USING (customer_id)`}`);
  await engine.run(sql`DROP TABLE ${raw(FIGURES)}`);
}
