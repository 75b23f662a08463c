import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { RELATIONSHIP_LEVELS } from "../../rules/relationship-rules.js";
import type { Scorecard } from "../scorecard.js";
import { VERDICTS } from "./columns.js";
import { contactsOfYear, resting, withinDays } from "./contacts-made.js";
import { LEVELS } from "./levels.js";
import { reasonInWords } from "./reason-in-words.js";

const [COSTS_MORE, UNDER_SERVED, OVER_SERVED, RIGHT] = VERDICTS;

/** What the scores are made of: tables that are there already. */
export interface ScoreSources {
  /** `customer_id`, `level`, `level_rank`, `group`, `why`, `margin`, `sales`: every customer, nulls before a purchase. */
  readonly customers: string;
  readonly contacts: string;
  readonly over: string;
  /** `level`, `level_rank`, `mean_contact_cost`. */
  readonly service: string;
}

/**
 * Makes the table that says how each customer is served. A customer without a purchase has no level and no verdict; where
 * no interactions are known nobody has a verdict, as nobody's contacts are known. Money decides: a dozen e-mails that cost
 * less than the level may spend are not too much, one visit that costs more is.
 */
export async function scoreCustomers(card: Scorecard, sources: ScoreSources, table: string): Promise<void> {
  const { asOf, compareTo, rules } = card;
  const { windowDays, levels } = rules.relationship;
  const isKnown = card.book.records.has("interactions");
  const rule = (key: keyof typeof levels.basic): Sql =>
    sql`CASE level ${join(
      RELATIONSHIP_LEVELS.map((id) => sql`WHEN ${literal(id)} THEN ${raw(String(levels[id][key]))}`),
      " ",
    )} END`;
  const then =
    compareTo === null
      ? raw("")
      : sql`, coalesce(t.contacts, 0) AS contacts_then, coalesce(t.contact_cost, 0) AS contact_cost_then`;
  const verdict = sql`CASE
    WHEN level IS NULL OR NOT ${raw(String(isKnown))} THEN NULL
    WHEN contact_cost > greatest(margin, 0) THEN ${literal(COSTS_MORE)}
    WHEN contact_cost > contact_budget THEN ${literal(OVER_SERVED)}
    WHEN contacts < due_contacts THEN ${literal(UNDER_SERVED)} ELSE ${literal(RIGHT)} END`;
  await card.book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH unsuitable AS (
      SELECT customer_id, count(*) AS contacts FROM ${raw(sources.contacts)} JOIN ${raw(sources.customers)} USING (customer_id)
      WHERE is_after_sale AND ${withinDays(asOf, windowDays)} AND NOT ${belongs()} GROUP BY customer_id
    ), beyond AS (
      SELECT customer_id, string_agg(reason, '; ' ORDER BY why DESC, channel, days, most) AS reasons
      FROM ${raw(sources.over)} GROUP BY customer_id
    ), counted AS (
      SELECT c.*, s.mean_contact_cost, coalesce(m.contacts, 0) AS contacts, coalesce(m.contact_cost, 0) AS contact_cost,
        CASE WHEN level IS NOT NULL THEN coalesce(u.contacts, 0) END AS unsuitable_contacts, b.reasons, r.rest_until,
        ${rule("marginForContacts")} AS share${then}
      FROM ${raw(sources.customers)} c LEFT JOIN ${raw(sources.service)} s USING (level)
        LEFT JOIN (${contactsOfYear(sources.contacts, asOf, windowDays)}) m USING (customer_id)
        ${compareTo === null ? raw("") : sql`LEFT JOIN (${contactsOfYear(sources.contacts, compareTo, windowDays)}) t USING (customer_id)`}
        LEFT JOIN unsuitable u USING (customer_id) LEFT JOIN beyond b USING (customer_id)
        LEFT JOIN (${resting(card, sources.contacts)}) r USING (customer_id)
    ), budgeted AS (
      -- To four decimals as costs are, so that 0.1 × 1.80 is not less than 0.18.
      SELECT *, (greatest(margin, 0)::DOUBLE * share)::DECIMAL(28, 4) AS contact_budget FROM counted
    ), afforded AS (
      -- The part of a millionth keeps ten contacts that are paid to the cent from being counted as nine.
      SELECT *, CASE WHEN mean_contact_cost > 0
        THEN floor(contact_budget::DOUBLE / mean_contact_cost + 1e-6)::BIGINT END AS affordable_contacts
      FROM budgeted
    ), owed AS (
      SELECT *, least(${rule("contactsAtMost")}, greatest(${rule("contactsAYear")}, ${rule("contactsASale")} * sales),
        affordable_contacts)::BIGINT AS due_contacts FROM afforded
    ), judged AS (
      SELECT *, ${verdict} AS verdict, ${isKnown ? raw("reasons IS NOT NULL") : raw("NULL::BOOLEAN")} AS over_contacted FROM owed
    )
    SELECT * EXCLUDE (reasons, why, share), ${reasonInWords(isKnown)} AS reason,
      list_position([${join(VERDICTS.map((one) => literal(one)))}], verdict) AS verdict_rank
    FROM judged`);
}

/** SQL that holds for a contact of a kind that its customer's level has. */
function belongs(): Sql {
  const cases = LEVELS.map(
    ({ id, allows }) => sql`WHEN ${literal(id)} THEN kind IN (${join(allows.map((kind) => literal(kind)))})`,
  );
  return sql`CASE level ${join(cases, " ")} ELSE true END`;
}
