import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { ANSWERED, LAST_BOUGHT, money, PREFERS, say } from "./words.js";

/** The year's plan, made together with a partner. */
export const jointPlanning: Play = {
  id: "joint_planning",
  title: "joint planning",
  stage: "after_sales",
  speaksTo: "decider",
  candidates: (context) =>
    fromFacts("joint_planning", context, {
      when: sql`level = 'partnership' AND ${notPlayed("joint_planning", context, context.card.rules.followup.referralDays)}`,
      reason: sql`'Partner with a margin of ' || ${money(raw("coalesce(year_margin, 0)"))} || ' in the last year: no joint plan is recorded for it'`,
      points: [
        say("Go through the year together: needs, products, dates, who does what"),
        PREFERS,
        LAST_BOUGHT,
        ANSWERED,
      ],
      stake: raw("coalesce(ahead, 0)"),
    }),
};
