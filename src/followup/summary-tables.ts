import { type Column, decidedBy } from "../columns/column.js";
import { identifier, join, raw, sql } from "../engine/sql.js";
import type { ResultTable } from "../output/result.js";
import { CALLS, LISTINGS, SUPPRESSED } from "./call-list.js";
import { PLAYS_USED } from "./candidates.js";
import { callColumns, listingColumns, SUPPRESSED_COLUMNS } from "./columns.js";
import { LEFT_OVER } from "./list-tables.js";

const integer = (name: string, description: string): Column => ({ name, type: "integer", description });
const text = (name: string, description: string): Column => ({ name, type: "text", description });
const money = (currency: string | null, name: string, description: string): Column => ({
  name,
  type: "money",
  ...(currency === null ? {} : { unit: currency }),
  description,
});

/** The phase of a campaign, behind the columns of its lists. */
const PHASE: Column = text("phase", "Phase of the campaign");

/** The list itself, in its order; of a campaign with the phase. */
export const callsTable = (currency: string | null, isCampaign = false): ResultTable => {
  const columns = [...callColumns(currency), ...(isCampaign ? [PHASE] : [])];
  return {
    name: "calls",
    title: "Call list",
    columns,
    query: sql`SELECT ${join(columns.map(({ name }) => identifier(name)))} FROM ${raw(CALLS)} ORDER BY rowid`,
  };
};

/** Who is left alone, and why. */
export const suppressedTable = (): ResultTable => ({
  name: "suppressed",
  title: "Left alone",
  columns: SUPPRESSED_COLUMNS,
  query: sql`SELECT customer_id, name, play, reason FROM ${raw(SUPPRESSED)} ORDER BY customer_id`,
});

/** Who was listed and who was kept aside. */
export const listingsTable = (currency: string | null): ResultTable => {
  const columns = listingColumns(currency);
  return {
    name: "listings",
    title: "Listed, and kept aside to measure with",
    columns,
    query: sql`SELECT ${join(columns.map(({ name }) => identifier(name)))} FROM ${raw(LISTINGS)} ORDER BY customer_id`,
  };
};

/** What each play brings to the list. */
export function playsTable(currency: string | null): ResultTable {
  return {
    name: "plays",
    title: "Plays",
    everyRow: true,
    columns: decidedBy(
      ["play", "uplift", "listed", "left_over", "left_alone", "expected_value"],
      [
        text("play", "Name of the play"),
        text("title", "What is done"),
        text("stage", "pre_sales, on_sale or after_sales"),
        { name: "uplift", type: "share", description: "By how much likelier a purchase becomes" },
        text("uplift_source", "assumed: by the rules; measured: on lists before, held against those kept aside"),
        integer("listed", "Customers listed for it"),
        integer("control", "Customers kept aside"),
        integer("left_over", "Customers for whom nobody has room"),
        integer("left_alone", "Customers who are not to be contacted"),
        money(currency, "expected_value", "Expected net value of those listed"),
        money(currency, "left_over_value", "Expected net value of those left over"),
      ],
    ),
    query: sql`SELECT play, title, stage, uplift, uplift_source, coalesce(c.listed, 0) AS listed, coalesce(k.control, 0) AS control,
        coalesce(o.left_over, 0) AS left_over, coalesce(s.left_alone, 0) AS left_alone, coalesce(c.value, 0) AS expected_value,
        coalesce(o.value, 0) AS left_over_value
      FROM ${raw(PLAYS_USED)} LEFT JOIN (SELECT play, count(*) AS listed, sum(expected_value) AS value FROM ${raw(CALLS)} GROUP BY play) c USING (play)
        LEFT JOIN (SELECT play, count(*) AS control FROM ${raw(LISTINGS)} WHERE arm = 'control' GROUP BY play) k USING (play)
        LEFT JOIN (SELECT play, count(*) AS left_over, sum(expected_value) AS value FROM ${raw(LEFT_OVER)} GROUP BY play) o USING (play)
        LEFT JOIN (SELECT play, count(*) AS left_alone FROM ${raw(SUPPRESSED)} GROUP BY play) s USING (play)
      WHERE c.listed > 0 OR k.control > 0 OR o.left_over > 0 OR s.left_alone > 0 ORDER BY place`,
  };
}

/** What each owner has to do, and what is left over. */
export function ownersTable(currency: string | null): ResultTable {
  return {
    name: "owners",
    title: "Owners",
    everyRow: true,
    columns: [
      text("owner", "Who makes the contacts"),
      integer("listed", "Contacts to make"),
      integer("taken_over", "Of them, taken over from colleagues or from the pool of nobody's"),
      integer("kept_aside", "Customers kept aside to measure with"),
      integer("left_over", "Own customers for whom nobody has room"),
      money(currency, "expected_value", "Expected net value of the contacts to make"),
      money(currency, "left_over_value", "Expected net value of what is left over"),
    ],
    query: sql`SELECT owner, coalesce(c.listed, 0) AS listed, coalesce(c.taken, 0) AS taken_over, coalesce(k.kept, 0) AS kept_aside,
        coalesce(o.left_over, 0) AS left_over, coalesce(c.value, 0) AS expected_value, coalesce(o.value, 0) AS left_over_value
      FROM (SELECT owner FROM ${raw(LISTINGS)} UNION SELECT owner FROM ${raw(LEFT_OVER)})
        LEFT JOIN (SELECT owner, count(*) AS listed, count(*) FILTER (from_owner IS NOT NULL) AS taken, sum(expected_value) AS value
          FROM ${raw(CALLS)} JOIN followup_places USING (customer_id) GROUP BY owner) c USING (owner)
        LEFT JOIN (SELECT owner, count(*) AS kept FROM ${raw(LISTINGS)} WHERE arm = 'control' GROUP BY owner) k USING (owner)
        LEFT JOIN (SELECT owner, count(*) AS left_over, sum(expected_value) AS value FROM ${raw(LEFT_OVER)} GROUP BY owner) o USING (owner)
      ORDER BY owner`,
  };
}
