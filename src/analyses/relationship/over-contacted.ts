import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { withinDays } from "./contacts-made.js";

/** Days named of those on which a cap was exceeded. */
const DAYS_NAMED = 5;

/**
 * Makes the table of who was contacted too much in the year: `customer_id`, `why` (cap or opt-out), `channel`, `contacts`
 * (the most within the days of the cap; against an opt-out all of the year), `most`, `days`, `exceeded_on` (the days on
 * which a contact went beyond the cap), `last_contact` and `reason`. One row a customer and cap or refused channel.
 *
 * A cap of n in d days is exceeded on a day when the d days that end with it hold more than n contacts.
 *
 * @param contacts table of `createContacts`
 * @param optOuts table with `customer_id` and `channel`
 */
export async function createOverContacted(
  card: Scorecard,
  contacts: string,
  optOuts: string,
  table: string,
): Promise<void> {
  const { asOf, rules } = card;
  const { windowDays } = rules.relationship;
  await card.book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} (customer_id VARCHAR, why VARCHAR, channel VARCHAR,
    contacts BIGINT, most INTEGER, days INTEGER, exceeded_on VARCHAR, last_contact DATE, reason VARCHAR)`);
  for (const cap of rules.contact.caps) {
    await card.book.engine.run(sql`INSERT INTO ${raw(table)} ${exceeding(cap, contacts, asOf, windowDays)}`);
  }
  await card.book.engine.run(sql`INSERT INTO ${raw(table)}
    SELECT customer_id, 'opt-out', channel, count(*) AS many, NULL, NULL, NULL, max(day),
      'opted out of ' || channel || ', yet ' || many || CASE many WHEN 1 THEN ' contact' ELSE ' contacts' END
        || ' in the year, the last on ' || max(day)
        || '; the opt-out has no day, so whether they came after it cannot be told'
    FROM ${raw(contacts)} JOIN ${raw(optOuts)} USING (customer_id, channel)
    WHERE NOT is_exempt AND ${withinDays(asOf, windowDays)} GROUP BY customer_id, channel`);
}

function exceeding(
  { channel, most, days }: { readonly channel: string; readonly most: number; readonly days: number },
  contacts: string,
  asOf: string,
  windowDays: number,
): Sql {
  const named = channel === "all" ? "any channel" : channel;
  const within = raw(`INTERVAL ${days - 1} DAY`);
  return sql`
    WITH running AS (
      SELECT customer_id, day, count(*) OVER (PARTITION BY customer_id ORDER BY day
        RANGE BETWEEN ${within} PRECEDING AND CURRENT ROW) AS many
      FROM ${raw(contacts)} WHERE NOT is_exempt ${channel === "all" ? raw("") : sql`AND channel = ${literal(channel)}`}
    ), beyond AS (
      SELECT customer_id, max(many) AS many, list_sort(list(DISTINCT day)) AS dates FROM running
      WHERE many > ${raw(String(most))} AND ${withinDays(asOf, windowDays)} GROUP BY customer_id
    ), told AS (
      SELECT *, array_to_string(dates[:${raw(String(DAYS_NAMED))}], ', ') || CASE WHEN len(dates) > ${raw(String(DAYS_NAMED))}
        THEN ' and ' || (len(dates) - ${raw(String(DAYS_NAMED))}) || ' more' ELSE '' END AS exceeded_on FROM beyond
    )
    SELECT customer_id, 'cap', ${literal(channel)}, many, ${raw(String(most))}, ${raw(String(days))}, exceeded_on, dates[-1],
      many || ' contacts by ${raw(named)} within ${raw(String(days))} days, at most ${raw(String(most))}: beyond it on ' || exceeded_on
    FROM told`;
}
