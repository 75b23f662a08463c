import { optOutsOf } from "../analyses/opt-outs-of.js";
import { LEVELS } from "../analyses/relationship/levels.js";
import type { Scorecard } from "../analyses/scorecard.js";
import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import { CHANNELS, type Channel } from "../rules/contact-rules.js";
import { RELATIONSHIP_LEVELS } from "../rules/relationship-rules.js";
import { CANDIDATES, PLAYS_USED } from "./candidates.js";
import { CONTACTS } from "./contact-state.js";
import { FACTS } from "./facts.js";
import { LISTENERS, PEOPLE } from "./people.js";
import { HOURS, PHONES, possibleNumber } from "./reachable.js";

/**
 * Table of every way to play a candidate: `play`, `customer_id`, `channel`, `place` (1 is best), `cost`, `expected_value`,
 * `not_before` (first day on which it may be), `blocked` (why it may not be; null where it may), and the address:
 * `contact`, `phone`, `phone_e164`, `email`.
 */
export const OFFERS = "followup_offers";

/** The kind of interaction that a contact by each channel is, which says what it costs. */
const KIND_OF_CHANNEL: Readonly<Record<Channel, "call" | "email" | "letter" | "visit">> = {
  phone: "call",
  email: "email",
  post: "letter",
  visit: "visit",
};

/** The days of a list: its first and last working day. */
export interface ListDays {
  readonly first: string;
  readonly last: string;
}

/**
 * Makes the table of offers. What the policy forbids is settled here, before anything is ranked: do-not-contact lists and
 * outcomes, opt-outs, addresses that cannot be used, the level of relationship, what the customer answered, hours, attempts,
 * caps, rests, and the visits and cost of its class. The first thing that stands against a contact is its reason. Cost
 * limits cap what the business chooses to spend; they do not hold back what it owes (service plays).
 *
 * @param never customers, e-mail addresses and telephone numbers that are never contacted
 * @returns how many of those stand for a customer
 * @param only the one channel that there is, whatever channels plays have by the rules
 */
export async function createOffers(
  card: Scorecard,
  days: ListDays,
  never: readonly string[],
  only: Channel | null = null,
): Promise<number> {
  const { engine } = card.book;
  const { followup, contact } = card.rules;
  const channels = CHANNELS.flatMap((channel) => {
    const plays = Object.entries(followup.plays).flatMap(([play, rule]) => {
      const place = (only === null ? rule.channels : [only]).indexOf(channel);
      return place < 0 ? [] : [`(${literal(play).text}, '${channel}', ${place + 1})`];
    });
    return plays;
  });
  const cost = caseOf(
    CHANNELS.map((channel) => [channel, String(contact.costs[KIND_OF_CHANNEL[channel]])]),
    "w.channel",
  );
  await createCapped(card, days.first);
  const matched = await createNever(card, never);
  const optOuts = await optOutsOf(card);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(OFFERS)} AS
    WITH ways AS (SELECT * FROM (VALUES ${raw(channels.join(", "))}) v(play, channel, place)),
    opened AS (SELECT time_zone, country, max(zone) AS zone, min(is_known) AS is_known, bool_and(opens IS NOT NULL) AS is_open
      FROM ${raw(HOURS)} GROUP BY ALL),
    tried AS (
      SELECT c.play, c.customer_id, w.channel, c.stake, p.uplift, p.is_service, p.place AS play_place, f.margin_share, f.level,
        f.value_class, f.visits, f.service_cost, f.answered_channel, f.attempts, f.is_never, f.wrong_number, f.rest_until, f.rest_reason,
        f.time_zone, f.usual_year, f.year_margin, f.promised_on,
        CASE WHEN f.answered_channel = w.channel THEN 0 ELSE w.place END AS place, ${cost}::DECIMAL(18, 2) AS cost,
        n.contact, coalesce(n.contact_phone, f.phone) AS phone, t.e164 AS phone_e164, coalesce(n.contact_email, f.email) AS email,
        coalesce(f.address, f.postal_code, f.city) AS post_address, h.is_known AS is_zone_known, h.is_open,
        o.channel IS NOT NULL AS is_opted_out, k.reason AS capped, x.customer_id IS NOT NULL AS is_listed_never
      FROM ${raw(CANDIDATES)} c JOIN ${raw(PLAYS_USED)} p USING (play) JOIN ways w USING (play)
        JOIN ${raw(FACTS)} f ON f.customer_id = c.customer_id
        LEFT JOIN ${raw(PEOPLE)} n ON n.customer_id = c.customer_id AND n.speaks_to = p.speaks_to
        LEFT JOIN ${raw(PHONES)} t ON t.phone = coalesce(n.contact_phone, f.phone) AND t.country IS NOT DISTINCT FROM f.country
        LEFT JOIN opened h ON h.time_zone IS NOT DISTINCT FROM f.time_zone AND h.country IS NOT DISTINCT FROM f.country
        LEFT JOIN ${raw(optOuts.table)} o ON o.customer_id = c.customer_id AND o.channel = w.channel
        LEFT JOIN followup_capped k ON k.customer_id = c.customer_id AND k.channel = w.channel
        LEFT JOIN followup_never x ON x.customer_id = c.customer_id AND x.speaks_to = p.speaks_to
    )
    SELECT play, customer_id, channel, place, play_place, is_service, cost, contact, phone, phone_e164, email,
      round(uplift * margin_share * stake - cost::DOUBLE, 2)::DECIMAL(18, 2) AS expected_value,
      greatest(rest_until + 1, CASE WHEN play = 'promised_contact' THEN promised_on END)::DATE AS not_before,
      ${blocked(card, days)} AS blocked
    FROM tried`);
  for (const table of ["followup_capped", "followup_never"]) await engine.run(sql`DROP TABLE ${raw(table)}`);
  return matched;
}

/** SQL for the first thing that stands against a contact, in words; null where nothing does. */
function blocked({ rules }: Scorecard, { last }: ListDays): Sql {
  const { followup, value } = rules;
  const level = (channel: Channel): Sql => {
    const kinds = [KIND_OF_CHANNEL[channel], ...(channel === "email" ? (["campaign"] as const) : [])];
    const without = RELATIONSHIP_LEVELS.filter(
      (id) => !LEVELS.find((one) => one.id === id)!.allows.some((kind) => kinds.some((own) => own === kind)),
    );
    return without.length === 0
      ? raw("false")
      : sql`(channel = ${literal(channel)} AND level IN (${join(without.map(literal))}))`;
  };
  const ofClass = (of: (rule: (typeof value.policy)["strategic"]) => number | null): Sql =>
    raw(
      `CASE value_class WHEN 'strategic' THEN ${of(value.policy.strategic) ?? "NULL"} WHEN 'general' THEN ${of(value.policy.general) ?? "NULL"} END`,
    );
  const usual = raw("greatest(coalesce(year_margin::DOUBLE, 0), coalesce(usual_year * margin_share, 0), 0)");
  // Who has not bought has no margin yet that a share could be taken of: what a contact may cost is then left to its value.
  const limit = sql`CASE WHEN value_class IS NOT NULL THEN least(${ofClass((rule) => rule.costShare)} * ${usual},
    ${ofClass((rule) => rule.costAtMost)}, ${raw(String(followup.serviceCost))} * ${usual}) END`;
  const byVoice = raw("channel IN ('phone', 'visit')");
  return sql`CASE
    WHEN is_listed_never THEN 'on the do-not-contact list'
    WHEN is_never THEN 'said never to be contacted again'
    WHEN is_opted_out THEN 'opted out of ' || channel
    WHEN channel = 'phone' AND phone IS NULL THEN 'no telephone number'
    WHEN channel = 'phone' AND phone_e164 IS NULL THEN 'cannot be called: ' || phone || ' is no possible telephone number'
    WHEN channel = 'phone' AND (wrong_number = '' OR wrong_number = regexp_replace(phone, '[^0-9]', '', 'g')) THEN 'cannot be called: the number was wrong'
    WHEN channel = 'email' AND (email IS NULL OR email NOT LIKE '%_@_%') THEN 'no e-mail address'
    WHEN channel IN ('post', 'visit') AND post_address IS NULL THEN 'no postal address'
    WHEN ${join((["phone", "email", "post", "visit"] as const).map(level), " OR ")} THEN 'a customer of level ' || level || ' is not contacted by ' || channel
    WHEN channel = 'phone' AND answered_channel = 'email' AND NOT is_service THEN 'answered that it wants to be told online, so it is not called'
    WHEN ${byVoice} AND is_zone_known = 0 THEN 'cannot be called: its time zone ' || time_zone || ' is not known'
    WHEN ${byVoice} AND NOT coalesce(is_open, true) THEN 'cannot be called: our hours fall into its quiet hours'
    WHEN channel = 'phone' AND coalesce(attempts, 0) >= ${raw(String(followup.attemptsAtMost))} AND ${raw(String(followup.attemptsAtMost))} > 0
      THEN attempts || ' attempts by telephone without reaching anyone'
    WHEN capped IS NOT NULL THEN capped
    WHEN rest_until >= DATE ${literal(last)} THEN 'left alone until ' || rest_until || ': ' || rest_reason
    WHEN is_service THEN NULL
    WHEN channel = 'visit' AND coalesce(visits, 0) >= ${ofClass((rule) => rule.visitsAtMost)}
      THEN visits || ' visits in the year, as many as a ' || value_class || ' customer gets'
    WHEN coalesce(service_cost, 0)::DOUBLE + cost::DOUBLE > ${limit}
      THEN 'cost ceiling: ' || printf('%,.2f', coalesce(service_cost, 0)::DOUBLE) || ' spent in the year and ' || printf('%,.2f', cost::DOUBLE)
        || ' more, of ' || printf('%,.2f', ${limit}) || ' for a ' || value_class || ' customer'
    END`;
}

/** Makes the table of whom a further contact on the list's first day would take beyond a cap: `customer_id`, `channel`, `reason`. */
async function createCapped({ book, rules }: Scorecard, first: string): Promise<void> {
  await book.engine.run(
    sql`CREATE OR REPLACE TABLE followup_capped (customer_id VARCHAR, channel VARCHAR, reason VARCHAR)`,
  );
  for (const { channel, most, days } of rules.contact.caps) {
    const by = channel === "all" ? CHANNELS : [channel];
    const own = channel === "all" ? raw("") : sql` AND channel = ${literal(channel)}`;
    // A window of so many days that ends on a later day holds no more of the contacts made so far.
    await book.engine.run(sql`INSERT INTO followup_capped SELECT customer_id, unnest([${join(by.map(literal))}]),
        many || CASE many WHEN 1 THEN ' contact' ELSE ' contacts' END || ' by ${raw(channel === "all" ? "any channel" : channel)} within ${raw(String(days))} days, at most ${raw(String(most))}'
      FROM (SELECT customer_id, count(*) AS many FROM ${raw(CONTACTS)} WHERE NOT is_exempt${own}
        AND day > DATE ${literal(first)} - ${raw(String(days))} GROUP BY customer_id) WHERE many >= ${raw(String(most))}`);
    if (most > 0) continue;
    await book.engine.run(
      sql`INSERT INTO followup_capped SELECT customer_id, unnest([${join(by.map(literal))}]), 'the rules allow no contact by ${raw(channel)}' FROM ${raw(FACTS)}`,
    );
  }
  await book.engine.run(
    sql`CREATE OR REPLACE TABLE followup_capped AS SELECT customer_id, channel, min(reason) AS reason FROM followup_capped GROUP BY ALL`,
  );
}

/**
 * Makes the table of who is never contacted, by id, e-mail address or telephone number: `customer_id`, `speaks_to`. A number or
 * address of the customer stands for all its people; one of a person for this person.
 *
 * @returns how many entries of the list stand for somebody
 */
async function createNever({ book, rules }: Scorecard, never: readonly string[]): Promise<number> {
  const { engine } = book;
  await engine.run(sql`CREATE OR REPLACE TEMP TABLE followup_never_said (entry INTEGER, text VARCHAR)`);
  const appender = await engine.appender("followup_never_said");
  for (const [entry, said] of [...new Set(never.map((one) => one.trim()))].entries()) {
    if (said === "") continue;
    for (const text of [said, possibleNumber(said, rules.followup.country)]) {
      if (text === null) continue;
      appender.integer(entry);
      appender.text(text);
      appender.endRow();
    }
  }
  appender.close();
  const digits = (of: string): Sql => raw(`ltrim(regexp_replace(${of}, '[^0-9]', '', 'g'), '0')`);
  // A number is compared as it is written and as it is dialled: the list may have either.
  await engine.run(sql`CREATE OR REPLACE TABLE followup_never AS
    WITH addresses AS (
      SELECT customer_id, unnest([${join(LISTENERS.map(literal))}]) AS speaks_to, customer_id AS id, email, phone, country FROM ${raw(FACTS)}
      UNION ALL SELECT customer_id, speaks_to, NULL, contact_email, contact_phone, f.country
        FROM ${raw(PEOPLE)} JOIN ${raw(FACTS)} f USING (customer_id)),
    numbers AS (SELECT DISTINCT a.customer_id, speaks_to, unnest([${digits("a.phone")}, ${digits("e164")}]) AS called FROM addresses a
      LEFT JOIN ${raw(PHONES)} t ON t.phone = a.phone AND t.country IS NOT DISTINCT FROM a.country WHERE a.phone IS NOT NULL),
    wanted AS (SELECT entry, ${digits("text")} AS called FROM followup_never_said WHERE NOT contains(text, '@'))
    SELECT customer_id, speaks_to, entry FROM addresses JOIN followup_never_said ON text = id
    UNION SELECT customer_id, speaks_to, entry FROM addresses JOIN followup_never_said ON lower(text) = lower(trim(email))
    UNION SELECT customer_id, speaks_to, entry FROM numbers JOIN wanted USING (called) WHERE length(called) >= 7`);
  const { matched } = await engine.row<{ matched: number }>(
    sql`SELECT count(DISTINCT entry) AS matched FROM followup_never`,
  );
  await engine.run(
    sql`CREATE OR REPLACE TABLE followup_never AS SELECT DISTINCT customer_id, speaks_to FROM followup_never`,
  );
  await engine.run(sql`DROP TABLE followup_never_said`);
  return matched;
}

const caseOf = (pairs: readonly (readonly [string, string])[], of: string): Sql =>
  raw(`CASE ${of} ${pairs.map(([value, to]) => `WHEN ${literal(value).text} THEN ${to}`).join(" ")} END`);
