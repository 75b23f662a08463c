import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { ANSWERED, LAST_BOUGHT } from "./words.js";

/** An account in which no decider is known, or the decider opposes us. */
export const accountGap: Play = {
  id: "account_gap",
  title: "gap in an account",
  stage: "pre_sales",
  speaksTo: "buyer",
  candidates: (context) => {
    if (!context.card.book.records.has("contacts")) return null;
    const deciders = sql`(SELECT customer_id, count(*) AS people, count(*) FILTER (role = 'decider') AS deciders,
        count(*) FILTER (role = 'decider' AND stance = 'opposes') AS opposing,
        min(contact_name) FILTER (role = 'decider' AND stance = 'opposes') AS opponent
      FROM contacts WHERE customer_id IS NOT NULL GROUP BY customer_id)`;
    return fromFacts("account_gap", context, {
      joined: deciders,
      when: sql`(deciders = 0 OR opposing > 0) AND ${notPlayed("account_gap", context, context.card.rules.followup.newsDays)}`,
      reason:
        raw(`CASE WHEN deciders = 0 THEN 'No decider is known among ' || people || CASE people WHEN 1 THEN ' person' ELSE ' people' END
        ELSE 'The decider' || coalesce(' ' || opponent, '') || ' opposes us' END`),
      points: [
        raw(
          `CASE WHEN deciders = 0 THEN 'Ask who decides, and for an introduction' ELSE 'Ask those who support us what the decider objects to' END`,
        ),
        LAST_BOUGHT,
        ANSWERED,
      ],
      stake: sql`coalesce(ahead, ${raw(String(context.means.firstYear))})`,
    });
  },
};
