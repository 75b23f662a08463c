import { identifier, literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { typedAttributes } from "../typed-attributes.js";

/** Who is a member, and since when customers have been entered. */
export interface Membership {
  /**
   * Yields one row a customer of the customer files: `customer_id`, `is_member` (null where membership is not known) and
   * `registered` (null where the day is not known).
   */
  readonly relation: Sql;
  /** The field that tells members; null where none does. */
  readonly source: "member_level" | "registered" | null;
}

/**
 * Membership as the customer files tell it: a customer with a member level that is none of the words for no member; where
 * files have no levels, a customer with a day of registration up to the as-of day; else it is not known.
 */
export async function membership({ book, asOf, rules }: Scorecard): Promise<Membership> {
  const has = (field: string): boolean => book.customerFields.has(field);
  const source = has("member_level") ? "member_level" : has("registered") ? "registered" : null;
  if (book.customerFields.size === 0) {
    return {
      relation: raw(
        "(SELECT NULL::VARCHAR AS customer_id, NULL::BOOLEAN AS is_member, NULL::DATE AS registered WHERE false)",
      ),
      source,
    };
  }
  const dates = "lifecycle_registered";
  const [typed] = has("registered") ? await typedAttributes(book, ["registered"], asOf, dates) : [];
  const isDate = typed?.kind === "date";
  const day = isDate ? sql`try_cast(r.registered AS DATE)` : raw("NULL::DATE");
  const words = sql`[${raw(rules.lifecycle.notMember.map((word) => literal(word.trim().toLowerCase()).text).join(", "))}]::VARCHAR[]`;
  const isMember =
    source === "member_level"
      ? sql`trim(coalesce(c.member_level, '')) <> '' AND NOT list_contains(${words}, lower(trim(c.member_level)))`
      : source === null
        ? raw("NULL::BOOLEAN")
        : isDate
          ? sql`coalesce(${day} <= DATE ${literal(asOf)}, false)`
          : raw("r.registered IS NOT NULL");
  const join = has("registered") ? sql` LEFT JOIN ${identifier(dates)} r USING (customer_id)` : raw("");
  return {
    relation: sql`(SELECT c.customer_id, ${isMember} AS is_member, ${day} AS registered FROM customers c${join})`,
    source,
  };
}
