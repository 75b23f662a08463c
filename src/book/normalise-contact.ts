import { type Sql, sql } from "../engine/sql.js";

/** SQL for an e-mail address as it is compared: lower case, without blanks; null where it is none. */
export const normalisedEmail = (text: Sql): Sql =>
  sql`CASE WHEN regexp_matches(trim(${text}), '^\\S+@\\S+\\.\\S+$') THEN lower(trim(${text})) END`;

/**
 * SQL for a telephone number as it is compared: its digits without the leading 00 of an international prefix; null where
 * there are fewer than seven or all are the same, which are placeholders. `+49 30 1` and `0049 30 1` are equal; `030 1`
 * is not, as nothing says which country it is in.
 */
export const normalisedPhone = (text: Sql): Sql =>
  sql`list_transform([regexp_replace(regexp_replace(${text}, '[^0-9]', '', 'g'), '^00', '')],
    lambda d: CASE WHEN length(d) >= 7 AND replace(d, d[1], '') <> '' THEN d END)[1]`;
