import { raw, type Sql, sql } from "../../engine/sql.js";

/*
 * Pieces of reasons and talking points, as SQL over the columns of the facts. Each point is null where the file does not
 * say it, so that the next one takes its place.
 */

/** `1,234.50` of an amount. */
export const money = (value: Sql): Sql => sql`printf('%,.2f', (${value})::DOUBLE)`;

/** `35 %` of a share. */
export const percent = (value: Sql): Sql => sql`(round(100 * (${value}))::INTEGER || ' %')`;

/** `12 days`, `1 day`. */
export const inDays = (value: Sql): Sql => sql`((${value}) || CASE WHEN (${value}) = 1 THEN ' day' ELSE ' days' END)`;

/** What was bought last, and when. */
export const LAST_BOUGHT: Sql = raw(
  `'Last bought ' || coalesce(last_bought || ', ', '') || printf('%,.2f', last_amount::DOUBLE) || ' on ' || last_purchase`,
);

/** What the customer mostly buys. */
export const PREFERS: Sql = raw(`'Mostly buys ' || preferred`);

/** How the customer answered last. */
export const ANSWERED: Sql =
  raw(`CASE WHEN nps IS NOT NULL THEN 'Answered ' || nps::INTEGER || ' of 10 to whether it would recommend us (' || nps_day || ')'
  WHEN csat IS NOT NULL THEN 'Rated its satisfaction ' || csat::INTEGER || ' of 5' END`);

/** For how long it has been a customer. */
export const CUSTOMER_SINCE: Sql = raw(
  `'Customer since ' || first_purchase || ', ' || purchase_days || CASE purchase_days WHEN 1 THEN ' day' ELSE ' days' END || ' of purchase'`,
);

/** Whom it wants to deal with. */
export const WANTS_STAFF: Sql = raw(
  `'Wants to deal with ' || CASE staff_group WHEN 'after_sales' THEN 'after-sales' ELSE staff_group END || ' staff'`,
);

/** What it asked for in its own words. */
export const REQUIREMENTS: Sql = raw(`'Asked for: ' || requirements`);

/** What interests the person. */
export const INTERESTS: Sql = raw(`'Interests: ' || interests`);

/** By how much it recommends. */
export const REFERRED: Sql = raw(
  `CASE WHEN referrals > 0 THEN 'Brought ' || referrals || CASE referrals WHEN 1 THEN ' customer' ELSE ' customers' END || ' so far: say thank you' END`,
);

/** What its own rhythm leads one to expect. */
export const RHYTHM: Sql = raw(
  `CASE WHEN purchase_days >= 2 THEN 'Usually buys every ' || round(own_gap)::INTEGER || ' days; the last purchase is ' || gap_now || ' days ago' END`,
);

/** A sentence that is said to everybody. */
export const say = (sentence: string): Sql => raw(`'${sentence.replaceAll("'", "''")}'`);
