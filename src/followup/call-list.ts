/*
 * A call list in the engine, as formats write it. Formats beyond the plain ones read these tables, which have more than a
 * list shows:
 *
 * - `followup_calls`: the columns of `callColumns`, in the order of `rank`, and `call_id`, `play_title`, `phone_e164` (null
 *   where there is no possible number), `country` (ISO 3166 code), `region`, `city`, `postal_code`, `address`, `gender`,
 *   `birth_date` (text), `language`, `time_zone` (IANA name), `window_start` and `window_end` (`HH:MM` in that zone),
 *   `campaign`, `phase`, `margin` (share of revenue that is profit) and `deadline` (day by which the play says it is due);
 * - `followup_suppressed`: the columns of `SUPPRESSED_COLUMNS`;
 * - `followup_listings`: the columns of `listingColumns`;
 * - `followup_list`: one row: `list_id`, `as_of` (date), `first_day`, `last_day` (working days of the list), `time_zone` (of the
 *   staff), `working_from`, `working_to` (`HH:MM`), `campaign`, `phase`, `currency`.
 */

/** Table of the rows of the list. */
export const CALLS = "followup_calls";
/** Table of those who are left alone, with the reason. */
export const SUPPRESSED = "followup_suppressed";
/** Table of who was listed and who was kept aside. */
export const LISTINGS = "followup_listings";
/** Table with one row about the list. */
export const LIST = "followup_list";

/** Owner of what belongs to nobody yet. */
export const UNASSIGNED = "unassigned";

/** Talking points of a row stand on lines of their own. */
export const BETWEEN_POINTS = "\n";
