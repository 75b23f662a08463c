import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { ANSWERED, CUSTOMER_SINCE, money, PREFERS, say } from "./words.js";

/** An exchange between executives of a strategic customer, with a joint new product or application. */
export const executiveExchange: Play = {
  id: "executive_exchange",
  title: "executive exchange",
  stage: "after_sales",
  speaksTo: "decider",
  candidates: (context) =>
    fromFacts("executive_exchange", context, {
      when: sql`value_class = 'strategic' AND life_stage NOT IN ('lapsed') AND ${notPlayed("executive_exchange", context, context.card.rules.followup.referralDays)}`,
      reason: sql`'Strategic customer with a margin of ' || ${money(raw("coalesce(year_margin, 0)"))} || ' in the last year: no executive exchange is recorded for it'`,
      points: [
        say("Propose a meeting of both managements, and a joint new product or application"),
        PREFERS,
        ANSWERED,
        CUSTOMER_SINCE,
      ],
      stake: raw("coalesce(ahead, 0)"),
    }),
};
