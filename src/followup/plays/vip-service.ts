import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { ANSWERED, INTERESTS, LAST_BOUGHT, money, RHYTHM } from "./words.js";

/** The regular personal service of a customer that is valuable for life. */
export const vipService: Play = {
  id: "vip_service",
  title: "personal service of a VIP",
  stage: "after_sales",
  speaksTo: "decider",
  candidates: (context) =>
    fromFacts("vip_service", context, {
      when: sql`value_group = 'vip' AND life_stage NOT IN ('slipping', 'lapsed') AND ${notPlayed("vip_service", context, context.card.rules.followup.newsDays)}`,
      reason: sql`'VIP: ' || ${money(raw("coalesce(year_spend, 0)"))} || ' in the last year, ' || ${money(raw("ahead"))} || ' expected ahead'`,
      points: [LAST_BOUGHT, ANSWERED, INTERESTS, RHYTHM],
      stake: raw("ahead"),
    }),
};
