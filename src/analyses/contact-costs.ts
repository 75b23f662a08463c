import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Rules } from "../rules/index.js";

/** Kinds of interaction by which the business turns to the customer; a complaint or a delivery is none. */
const CONTACT_KINDS = [
  "call",
  "visit",
  "email",
  "meeting",
  "online",
  "quote",
  "payment_reminder",
  "campaign",
  "letter",
] as const;

/** Through which channel of an opt-out each kind of contact comes. */
export const CHANNEL_OF_KIND: Readonly<Record<(typeof CONTACT_KINDS)[number], string>> = {
  call: "phone",
  visit: "visit",
  email: "email",
  meeting: "visit",
  online: "email",
  quote: "email",
  payment_reminder: "email",
  campaign: "email",
  letter: "post",
};

/**
 * The interactions with two further columns: `full_cost` (as recorded; else minutes at the hourly rate; else the cost of
 * its kind) and `is_contact` (the business turned to the customer: of a kind that is a contact, and not inbound).
 */
export function costedInteractions(rules: Rules["contact"]): Sql {
  const cases = Object.entries(rules.costs).map(([kind, cost]) => sql`WHEN ${literal(kind)} THEN ${raw(String(cost))}`);
  const kinds = join(CONTACT_KINDS.map((kind) => literal(kind)));
  return sql`
    SELECT *, coalesce(cost::DOUBLE, minutes / 60 * ${raw(String(rules.hourlyRate))},
        CASE coalesce(kind, 'other') ${join(cases, " ")} END)::DOUBLE AS full_cost,
      coalesce(kind, 'call') IN (${kinds}) AND coalesce(direction, 'outbound') = 'outbound' AS is_contact
    FROM interactions`;
}
