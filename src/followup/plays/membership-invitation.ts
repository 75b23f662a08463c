import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { INTERESTS, LAST_BOUGHT, PREFERS, say } from "./words.js";

/** A potential customer is invited to become a member. */
export const membershipInvitation: Play = {
  id: "membership_invitation",
  title: "invitation to become a member",
  stage: "pre_sales",
  speaksTo: "buyer",
  candidates: (context) => {
    if (!context.card.book.customerFields.has("member_level")) return null;
    return fromFacts("membership_invitation", context, {
      when: sql`acquisition = 'potential' AND member_level IS NULL
        AND ${notPlayed("membership_invitation", context, context.card.rules.followup.newsDays)}`,
      reason: raw(`CASE WHEN first_purchase IS NULL THEN 'Not a member, and has not bought yet'
        ELSE 'Not a member, with ' || purchase_days || CASE purchase_days WHEN 1 THEN ' day' ELSE ' days' END || ' of purchase' END`),
      points: [say("Say what members get, and how to join"), PREFERS, LAST_BOUGHT, INTERESTS],
      stake: sql`coalesce(ahead, coalesce(likelihood_loyal, 0.1) * ${raw(String(context.means.firstYear))})`,
    });
  },
};
