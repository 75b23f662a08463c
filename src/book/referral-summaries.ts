import { literal, raw, type Sql, sql } from "../engine/sql.js";

/**
 * One row for each two people of whom one recommended the other up to a day: `referrer`, `referred`, `day` (the first,
 * null where none is known) and `converted` (as the file says it, null where it does not).
 */
export const referralsUpTo = (asOf: string): Sql => sql`
  SELECT customer_id AS referrer, referred, min(day)::VARCHAR AS day, bool_or(converted) AS converted FROM referrals
  WHERE customer_id IS NOT NULL AND referred IS NOT NULL AND (day IS NULL OR day <= DATE ${literal(asOf)})
  GROUP BY 1, 2 ORDER BY 1, 2`;

/** Those of a table who have a purchase, whenever it was. */
export const buyersAmong = (table: string): Sql =>
  sql`SELECT DISTINCT customer_id FROM transactions WHERE state = 0 AND customer_id IN (SELECT customer_id FROM ${raw(table)})`;
