import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { CUSTOMER_SINCE, PREFERS, REFERRED, say } from "./words.js";

/** A loyalist is asked whom it would recommend us to. */
export const referralRequest: Play = {
  id: "referral_request",
  title: "request for a referral",
  stage: "after_sales",
  speaksTo: "decider",
  candidates: (context) =>
    fromFacts("referral_request", context, {
      when: sql`loyalty_class = 'loyalist' AND life_stage NOT IN ('slipping', 'lapsed') AND ${notPlayed("referral_request", context, context.card.rules.followup.referralDays)}`,
      reason: sql`'Loyalist' || coalesce(', answered ' || nps::INTEGER || ' of 10', '') || ', brought ' || coalesce(referrals, 0) || ' so far'`,
      points: [
        say("Ask whom else this would serve, and whether we may say who sent us"),
        REFERRED,
        CUSTOMER_SINCE,
        PREFERS,
      ],
      stake: raw(String(context.means.ahead)),
    }),
};
