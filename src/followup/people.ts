import type { Scorecard } from "../analyses/scorecard.js";
import { literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Listener } from "./plays/play.js";

/** Table of whom to speak to: `customer_id`, `speaks_to`, `contact`, `contact_phone`, `contact_email`. */
export const PEOPLE = "followup_people";

/** Roles that a play asks for, best first. */
const ROLES: Readonly<Record<Listener, readonly string[]>> = {
  decider: ["decider", "influencer", "negotiator", "executor", "user"],
  buyer: ["executor", "negotiator", "decider", "influencer", "user"],
  user: ["user", "executor", "influencer", "negotiator", "decider"],
};

/** Whom of an organisation plays speak to. */
export const LISTENERS = Object.keys(ROLES) as readonly Listener[];

/**
 * Makes the table of the person of each organisation that plays speak to: the one whose role fits best, of several the one
 * who supports us, then the one of most influence. Customers without people have no row.
 */
export async function createPeople({ book }: Scorecard): Promise<void> {
  const rank = (listener: Listener): Sql =>
    raw(`coalesce(list_position([${ROLES[listener].map((role) => literal(role).text).join(", ")}], role), 9)`);
  const parts = LISTENERS.map(
    (listener) => sql`SELECT customer_id, ${literal(listener)} AS speaks_to,
      arg_min(person, ({'role': ${rank(listener)}, 'stance': coalesce(list_position(['supports', 'neutral'], stance), 3),
        'influence': -coalesce(influence, 1), 'person': person})) AS person FROM known GROUP BY customer_id`,
  );
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(PEOPLE)} AS
    WITH known AS (SELECT customer_id, role, stance, influence,
        {'name': contact_name, 'phone': phone, 'email': email, 'id': record_id} AS person
      FROM contacts WHERE customer_id IS NOT NULL AND coalesce(contact_name, phone, email) IS NOT NULL)
    SELECT customer_id, speaks_to, person.name AS contact, person.phone AS contact_phone, person.email AS contact_email
    FROM (${raw(parts.map((part) => part.text).join(" UNION ALL "))})`);
}
