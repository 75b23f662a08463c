import { normalisedEmail, normalisedPhone } from "../../book/normalise-contact.js";
import { identifier, raw, type Sql, sql } from "../../engine/sql.js";
import { type FindingKind, MOST_EXAMPLES, many } from "../finding.js";

/** Customers that share a means of contact once it is written alike are likely one customer kept twice. */
function sharedContact(
  field: "email" | "phone",
  [words, plural]: readonly [string, string],
  normalise: (text: Sql) => Sql,
): FindingKind {
  return {
    code: `duplicate-${field}`,
    severity: "warning",
    meaning: `Several customers have the same ${words}, once it is written alike: likely one customer kept twice.`,
    async find({ engine, book }) {
      if (!book.customerFields.has(field)) return [];
      const groups = sql`SELECT ${normalise(identifier(field))} AS contact, count(DISTINCT customer_id) AS customers,
          list_sort(list(DISTINCT customer_id)) AS ids
        FROM customers WHERE ${identifier(field)} IS NOT NULL GROUP BY 1 HAVING contact IS NOT NULL AND customers > 1`;
      const found = await engine.row<{ contacts: number; customers: number | null }>(
        sql`SELECT count(*) AS contacts, sum(customers) AS customers FROM (${groups})`,
      );
      if (found.contacts === 0) return [];
      const examples = await engine.rows<{ contact: string; ids: string }>(sql`
        SELECT contact, array_to_string(ids[1:4], ', ') || CASE WHEN len(ids) > 4 THEN ', …' ELSE '' END AS ids
        FROM (${groups}) ORDER BY customers DESC, contact LIMIT ${raw(String(MOST_EXAMPLES))}`);
      return [
        {
          file: null,
          count: found.customers ?? 0,
          message: `${many(found.customers ?? 0, "customer")} share ${many(found.contacts, words, plural)} with another customer.`,
          advice: "Merge them in your system, or let --merge do it here.",
          examples: examples.map(({ contact, ids }) => `${contact}: ${ids}`),
        },
      ];
    },
  };
}

export const duplicateEmail = sharedContact("email", ["e-mail address", "e-mail addresses"], normalisedEmail);
export const duplicatePhone = sharedContact("phone", ["phone number", "phone numbers"], normalisedPhone);
