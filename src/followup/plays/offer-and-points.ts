import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { LAST_BOUGHT, money, PREFERS, RHYTHM } from "./words.js";

/** An offer and points for an improvement customer. */
export const offerAndPoints: Play = {
  id: "offer_and_points",
  title: "offer and points",
  stage: "pre_sales",
  speaksTo: "buyer",
  candidates: (context) =>
    fromFacts("offer_and_points", context, {
      when: sql`value_group = 'improvement' AND life_stage <> 'prospect' AND ${notPlayed("offer_and_points", context, context.card.rules.followup.newsDays)}`,
      reason: sql`'Improvement customer: ' || ${money(raw("coalesce(year_spend, 0)"))} || ' in the last year, ' || ${money(raw("ahead"))} || ' expected ahead'`,
      points: [PREFERS, LAST_BOUGHT, raw("'Member level ' || member_level"), RHYTHM],
      stake: raw("ahead"),
    }),
};
