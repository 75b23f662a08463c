import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, today } from "./play.js";
import { ANSWERED, LAST_BOUGHT, money, say, WANTS_STAFF } from "./words.js";

/** A quote or contract that waits for an answer; of several the one that is expected to close first. */
export const quote: Play = {
  id: "quote",
  title: "follow-up of a quote or contract",
  stage: "on_sale",
  speaksTo: "decider",
  candidates: (context) => {
    const { book, rules } = context.card;
    if (!book.records.has("opportunities")) return null;
    const quiet = raw(String(rules.followup.quoteQuietDays));
    const open = sql`(SELECT customer_id, arg_min({'stage': stage, 'title': coalesce(title, product), 'day': day, 'close': expected_close}, place) AS lead,
        sum(coalesce(amount, 0)) AS offered, count(*) AS quotes
      FROM (SELECT *, (coalesce(expected_close, DATE '9999-12-31'), -coalesce(amount, 0), coalesce(record_id, '')) AS place FROM opportunities
        WHERE stage IN ('quote', 'contract') AND customer_id IS NOT NULL AND (day IS NULL OR day <= ${today(context)})) GROUP BY customer_id)`;
    return fromFacts("quote", context, {
      joined: open,
      when: sql`(lead.day IS NULL OR lead.day <= ${today(context)} - ${quiet})
        AND (last_reached IS NULL OR last_reached <= ${today(context)} - ${quiet})`,
      reason: sql`lead.stage || coalesce(' "' || lead.title || '"', '') || ' over ' || ${money(raw("offered"))}
        || CASE WHEN quotes > 1 THEN ' (' || quotes || ' in all)' ELSE '' END || coalesce(' since ' || lead.day, '')
        || coalesce(', expected to close on ' || lead.close, '')`,
      points: [
        say("Ask what is still open, and when it will be decided"),
        raw("CASE WHEN quotes > 1 THEN quotes || ' quotes or contracts are open' END"),
        WANTS_STAFF,
        LAST_BOUGHT,
        ANSWERED,
      ],
      stake: raw("offered"),
    });
  },
};
