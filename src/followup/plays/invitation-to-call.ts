import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, today } from "./play.js";
import { ANSWERED, inDays, LAST_BOUGHT, say } from "./words.js";

/** The customer is invited to call with questions and complaints, and is not called. */
export const invitationToCall: Play = {
  id: "invitation_to_call",
  title: "invitation to call us",
  stage: "after_sales",
  speaksTo: "user",
  candidates: (context) =>
    fromFacts("invitation_to_call", context, {
      when: sql`last_purchase > ${today(context)} - ${raw(String(context.card.rules.followup.plays.invitation_to_call.withinDays))}
        AND (last_contact IS NULL OR last_contact <= last_purchase)`,
      reason: sql`'Bought on ' || last_purchase || ' (' || ${inDays(sql`(${today(context)} - last_purchase)`)} || ' ago): invite it to call with questions and complaints'`,
      points: [LAST_BOUGHT, say("Name the number and the hours, and who answers"), ANSWERED],
      stake: raw("coalesce(ahead, 0)"),
    }),
};
