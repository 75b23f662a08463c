import { raw, type Sql, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { CUSTOMER_SINCE, INTERESTS, LAST_BOUGHT } from "./words.js";

/** Days of the year as `MM-DD` in a free text, as in `wedding 07-09`. */
const IN_TEXT = raw(
  "list_transform(regexp_extract_all(coalesce(remembrance_days, ''), '(?:^|[^0-9])(?:[0-9]{4}-)?([01][0-9]-[0-3][0-9])(?:$|[^0-9])', 1), lambda one: {'what': remembrance_days, 'at': one, 'since': NULL::BIGINT})",
);

/** A birthday, a day to remember, or the year since the first purchase, in the days ahead. */
export const anniversary: Play = {
  id: "anniversary",
  title: "anniversary",
  stage: "after_sales",
  speaksTo: "decider",
  candidates: (context) => {
    const { firstDay, card } = context;
    const first = sql`DATE ${raw(`'${firstDay}'`)}`;
    const until = sql`${first} + ${raw(String(card.rules.followup.anniversaryDays - 1))}`;
    const occasions = sql`list_concat(list_concat(
        CASE WHEN try_cast(birth_date AS DATE) IS NOT NULL THEN [{'what': 'birthday', 'at': strftime(try_cast(birth_date AS DATE), '%m-%d'), 'since': NULL::BIGINT}] ELSE [] END,
        CASE WHEN first_purchase IS NOT NULL THEN [{'what': 'since the first purchase', 'at': strftime(first_purchase, '%m-%d'), 'since': year(first_purchase)}] ELSE [] END),
        ${IN_TEXT})`;
    // The 29th of February is kept on the 1st of March in other years; other days that no calendar has are none.
    const on = (year: Sql): Sql =>
      sql`coalesce(try_cast(${year} || '-' || one.at AS DATE), CASE one.at WHEN '02-29' THEN try_cast(${year} || '-03-01' AS DATE) END)`;
    const ahead = sql`(SELECT customer_id, arg_min(what, (day, what)) AS occasion, min(day) AS falls_on FROM (
        SELECT customer_id, CASE WHEN since IS NULL THEN what ELSE (year(day) - since) || CASE year(day) - since WHEN 1 THEN ' year ' ELSE ' years ' END || what END AS what, day
        FROM (SELECT customer_id, one.what AS what, one.since AS since, ${on(sql`year(${first})`)} AS this_year,
            CASE WHEN this_year >= ${first} THEN this_year ELSE ${on(sql`(year(${first}) + 1)`)} END AS day
          FROM (SELECT customer_id, unnest(${occasions}) AS one FROM followup_facts))
        WHERE since IS NULL OR year(day) > since)
      WHERE day BETWEEN ${first} AND ${until} GROUP BY customer_id)`;
    return fromFacts("anniversary", context, {
      joined: ahead,
      when: sql`life_stage NOT IN ('prospect', 'lapsed') AND ${notPlayed("anniversary", context, 300)}`,
      reason: raw("occasion || ' on ' || falls_on"),
      points: [raw("'Congratulate: ' || occasion"), INTERESTS, CUSTOMER_SINCE, LAST_BOUGHT],
      deadline: raw("falls_on"),
      stake: raw("coalesce(ahead, 0)"),
    });
  },
};
