import { createOptOuts } from "../../book/opt-outs.js";
import { identifier, join, literal, raw, type Sql, sql } from "../../engine/sql.js";
import { CHANNEL_OF_KIND, costedInteractions } from "../contact-costs.js";
import { availableAttributes, customerAttributes } from "../customer-columns.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";

/** Addresses by which a customer can be reached where nothing else is known, the personal one first. */
const ADDRESSES = [
  ["phone", "phone"],
  ["email", "email"],
] as const;

/**
 * Makes the table of the channel by which each customer is best reached, `reach_channel` and `reach_source`, never one that
 * the customer opted out of. What the customer answered goes first, then the channel by which it turns to the business,
 * then the one after which it bought most often, then an address that is known.
 *
 * @param answered relation with `customer_id` and `channel` of those who answered how they want to be reached
 */
export async function createReach(card: Scorecard, answered: Sql, table: string): Promise<void> {
  const { book, asOf, rules } = card;
  const optOuts = await createOptOuts(book);
  const channels = Object.entries(CHANNEL_OF_KIND).map(
    ([kind, channel]) => sql`WHEN ${literal(kind)} THEN ${literal(channel)}`,
  );
  const contacts = sql`SELECT customer_id, day, is_contact, direction, CASE kind ${join(channels, " ")} END AS channel
    FROM (${costedInteractions(rules.contact)}) WHERE customer_id IS NOT NULL`;
  const least = raw(String(rules.profile.reachContacts));
  const every = await everyCustomer(card);
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH contacts AS MATERIALIZED (${contacts}),
    inbound AS (SELECT customer_id, channel, count(*) AS times FROM contacts
      WHERE direction = 'inbound' AND channel IS NOT NULL GROUP BY ALL),
    outbound AS (SELECT DISTINCT customer_id, day, channel FROM contacts WHERE is_contact AND channel IS NOT NULL),
    tried AS (SELECT customer_id, channel, count(*) AS times, count(*) FILTER (EXISTS (
        SELECT 1 FROM transactions t WHERE t.state = 0 AND t.customer_id = o.customer_id
          AND t.day <= DATE ${literal(asOf)} AND t.day > o.day AND t.day <= o.day + ${raw(String(rules.profile.daysAfterContact))})) AS bought
      FROM outbound o GROUP BY ALL),
    offers AS (
      SELECT customer_id, channel, 1 AS place, 'answered' AS source, 0 AS lack FROM (${answered})
      UNION ALL SELECT customer_id, channel, 2, 'turned to us', -times FROM inbound
      UNION ALL SELECT customer_id, channel, 3, 'bought after contact', -bought / times FROM tried WHERE bought > 0 AND times >= ${least}
      UNION ALL ${addresses(card)})
    SELECT customer_id, arg_min(channel, (place, lack, channel)) AS reach_channel, arg_min(source, (place, lack, channel)) AS reach_source
    FROM offers o JOIN ${raw(every)} USING (customer_id)
    WHERE NOT EXISTS (SELECT 1 FROM ${raw(optOuts.table)} x WHERE x.customer_id = o.customer_id AND x.channel = o.channel)
    GROUP BY customer_id`);
}

/** Channels for which an address is known. */
function addresses({ book, asOf }: Scorecard): Sql {
  const known = ADDRESSES.filter(([field]) => availableAttributes(book).includes(field));
  const none = raw("SELECT NULL::VARCHAR, NULL::VARCHAR, 4, NULL::VARCHAR, 0 WHERE false");
  if (known.length === 0) return none;
  const { relation } = customerAttributes(
    book,
    known.map(([field]) => field),
    asOf,
  );
  const parts = known.map(
    ([field, channel], place) => sql`SELECT customer_id, ${literal(channel)}, 4, 'address known', ${raw(String(place))}
      FROM (${relation}) WHERE ${identifier(field)} IS NOT NULL`,
  );
  return join(parts, " UNION ALL ");
}
