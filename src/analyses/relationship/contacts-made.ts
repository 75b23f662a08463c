import { join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { CHANNEL_OF_KIND, costedInteractions } from "../contact-costs.js";
import type { Scorecard } from "../scorecard.js";

/**
 * Makes the table of all contacts that the business made up to the as-of day: `customer_id`, `day`, `kind`, `channel`
 * (of an opt-out), `cost`, `is_exempt` (a kind that neither caps nor opt-outs count) and `is_after_sale` (not said to
 * belong to a sale or to come before it).
 */
export async function createContacts(card: Scorecard, table: string): Promise<void> {
  const { contact } = card.rules;
  const channels = Object.entries(CHANNEL_OF_KIND).map(
    ([kind, channel]) => sql`WHEN ${literal(kind)} THEN ${literal(channel)}`,
  );
  const exempt =
    contact.exempt.length === 0 ? raw("false") : sql`said IN (${join(contact.exempt.map((kind) => literal(kind)))})`;
  await card.book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT customer_id, day, said AS kind, CASE said ${join(channels, " ")} END AS channel, full_cost::DECIMAL(18, 4) AS cost,
      ${exempt} AS is_exempt, coalesce(stage, 'after_sales') = 'after_sales' AS is_after_sale
    FROM (SELECT *, coalesce(kind, 'call') AS said FROM (${costedInteractions(contact)}))
    WHERE is_contact AND customer_id IS NOT NULL`);
}

/** One row a customer with a contact in the days up to a day: `customer_id`, `contacts` and `contact_cost`. */
export const contactsOfYear = (table: string, until: string, days: number): Sql => sql`
  SELECT customer_id, count(*) AS contacts, sum(cost) AS contact_cost FROM ${raw(table)}
  WHERE ${withinDays(until, days)} GROUP BY customer_id`;

/** SQL that holds for a `day` among so many days up to and with a day. */
export const withinDays = (until: string, days: number): Sql =>
  sql`day > DATE ${literal(until)} - ${raw(String(days))} AND day <= DATE ${literal(until)}`;

/**
 * One row a customer who is to be left alone beyond the as-of day: `customer_id` and `rest_until`, the last day of the rest
 * after its latest contacts.
 */
export function resting(card: Scorecard, table: string): Sql {
  const cases = Object.entries(card.rules.contact.restDays).map(
    ([channel, days]) => sql`WHEN ${literal(channel)} THEN ${raw(String(days))}`,
  );
  return sql`SELECT customer_id, max(day + CASE channel ${join(cases, " ")} ELSE 0 END) AS rest_until
    FROM ${raw(table)} WHERE NOT is_exempt GROUP BY customer_id HAVING rest_until > DATE ${literal(card.asOf)}`;
}
