import { CHANNEL_OF_KIND, costedInteractions } from "../analyses/contact-costs.js";
import type { Scorecard } from "../analyses/scorecard.js";
import { literal, raw, type Sql, sql } from "../engine/sql.js";
import { outcomeExpression, outcomesThat } from "./outcomes.js";

/** Table of every contact that the business made: `customer_id`, `day`, `channel`, `outcome`, `next_contact`, `play`, `is_exempt`. */
export const CONTACTS = "followup_contacts";
/** Table of where contact with each customer stands, one row each with an interaction. */
export const CONTACT_STATE = "followup_contact_state";

/**
 * Makes both tables from the interactions up to the as-of day. Of each customer:
 *
 * - `last_contact` by any channel, `last_reached` (somebody was spoken to), `last_visit`, `last_delivery`, `attempts` by
 *   telephone since the customer was last reached by it;
 * - `is_never`: an outcome said do not contact, whoever had turned to whom; `is_wrong_number`: the number was wrong, and nobody was reached by it since;
 * - `rest_until` and `rest_reason`: the last day on which it is left alone after its contacts, by the rules, or by what it said;
 * - `promised_on`: the day that it named for the next contact, where it was not spoken to since.
 */
export async function createContactState(card: Scorecard): Promise<void> {
  const { book, rules } = card;
  const { engine } = book;
  const cases = (map: Readonly<Record<string, string | number>>, of: string): Sql =>
    raw(
      `CASE ${of} ${Object.entries(map)
        .map(([key, to]) => `WHEN '${key}' THEN ${typeof to === "string" ? `'${to}'` : to}`)
        .join(" ")} END`,
    );
  const exempt = rules.contact.exempt.map((kind) => literal(kind).text);
  // A word for an outcome is looked up once, not once a record.
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE followup_outcomes AS
    SELECT outcome AS written, ${outcomeExpression(raw("outcome"))} AS outcome FROM (SELECT DISTINCT outcome FROM interactions WHERE outcome IS NOT NULL)`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(CONTACTS)} AS
    SELECT customer_id, day, ${cases(CHANNEL_OF_KIND, "coalesce(kind, 'call')")} AS channel, o.outcome, next_contact, play, i.phone AS called,
      ${exempt.length === 0 ? raw("false") : raw(`coalesce(kind, 'call') IN (${exempt.join(", ")})`)} AS is_exempt
    FROM (${costedInteractions(rules.contact)}) i LEFT JOIN followup_outcomes o ON o.written = i.outcome
    WHERE is_contact AND customer_id IS NOT NULL AND day <= DATE ${literal(card.asOf)}`);
  const reached = outcomesThat((one) => one.isReached);
  const { notNowDays, notInterestedDays } = rules.followup;
  const rest = sql`day + ${cases(rules.contact.restDays, "channel")}`;
  // A customer who names the day of the next contact has ended the rest by it.
  const until = sql`CASE
    WHEN outcome = 'not_interested' THEN greatest(day + ${raw(String(notInterestedDays))}, coalesce(next_contact - 1, day))
    WHEN outcome = 'not_now' THEN coalesce(next_contact - 1, day + ${raw(String(notNowDays))})
    WHEN outcome IN ('callback', 'interested') AND next_contact > day THEN next_contact - 1
    WHEN is_exempt THEN NULL ELSE ${rest} END`;
  const why = raw(`CASE WHEN outcome = 'not_interested' THEN 'was not interested on ' || day
    WHEN outcome = 'not_now' THEN 'said not now on ' || day
    WHEN outcome IN ('callback', 'interested') AND next_contact > day THEN 'named ' || next_contact || ' on ' || day
    ELSE 'contacted by ' || channel || ' on ' || day END`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(CONTACT_STATE)} AS
    WITH marked AS (SELECT *, outcome IN (${reached}) AS is_reached, ${until} AS until, ${why} AS why FROM ${raw(CONTACTS)}),
    spoken AS (SELECT customer_id, max(day) FILTER (is_reached) AS last_reached,
        max(day) FILTER (is_reached AND channel = 'phone') AS last_phoned, max(day) FILTER (outcome = 'solved') AS last_solved, max(day) AS last_contact,
        max(day) FILTER (outcome = 'wrong_number') AS wrong_on,
        arg_max(regexp_replace(called, '[^0-9]', '', 'g'), day) FILTER (outcome = 'wrong_number') AS wrong_number, max(day) FILTER (channel = 'visit') AS last_visit,
        arg_max(until, (until, why)) AS rest_until, arg_max(why, (until, why)) AS rest_reason,
        max(next_contact) FILTER (outcome IN ('callback', 'interested', 'not_now')) AS promised_on,
        max(day) FILTER (next_contact IS NOT NULL AND outcome IN ('callback', 'interested', 'not_now')) AS promised_at
      FROM marked GROUP BY customer_id),
    broken AS (SELECT m.customer_id FROM marked m JOIN spoken s USING (customer_id)
      WHERE m.day > s.promised_at AND (is_reached OR (m.outcome IS NULL AND channel IN ('phone', 'visit')))),
    tried AS (SELECT m.customer_id, count(*) FILTER (channel = 'phone' AND NOT coalesce(is_reached, true)
        AND (s.last_phoned IS NULL OR m.day > s.last_phoned)) AS attempts
      FROM marked m JOIN spoken s USING (customer_id) GROUP BY m.customer_id),
    refused AS (SELECT DISTINCT customer_id, true AS is_never FROM interactions i JOIN followup_outcomes o ON o.written = i.outcome
      WHERE o.outcome = 'do_not_contact' AND customer_id IS NOT NULL AND day <= DATE ${literal(card.asOf)}),
    delivered AS (SELECT customer_id, max(day) AS last_delivery FROM interactions
      WHERE kind = 'delivery' AND customer_id IS NOT NULL AND day <= DATE ${literal(card.asOf)} GROUP BY customer_id)
    SELECT customer_id, last_contact, last_reached, last_solved, last_visit, last_delivery, coalesce(attempts, 0) AS attempts,
      coalesce(is_never, false) AS is_never,
      CASE WHEN wrong_on IS NOT NULL AND (last_phoned IS NULL OR last_phoned <= wrong_on) THEN coalesce(wrong_number, '') END AS wrong_number,
      rest_until, rest_reason, CASE WHEN customer_id NOT IN (SELECT customer_id FROM broken) THEN promised_on END AS promised_on
    FROM spoken FULL JOIN delivered USING (customer_id) FULL JOIN refused USING (customer_id) LEFT JOIN tried USING (customer_id)`);
}
