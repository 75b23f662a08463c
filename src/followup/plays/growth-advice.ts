import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play } from "./play.js";
import { LAST_BOUGHT, PREFERS, REQUIREMENTS, RHYTHM } from "./words.js";

/** Advice with which a general customer could grow. */
export const growthAdvice: Play = {
  id: "growth_advice",
  title: "advice for growth",
  stage: "after_sales",
  speaksTo: "user",
  candidates: (context) =>
    fromFacts("growth_advice", context, {
      when: sql`value_class = 'general' AND life_stage IN ('developing', 'mature') AND ${notPlayed("growth_advice", context, context.card.rules.followup.newsDays)}`,
      reason: sql`'General customer, ' || purchase_days || ' days of purchase' || coalesce(', mostly ' || preferred, '') || ': advice that helps its own business grow'`,
      points: [PREFERS, LAST_BOUGHT, REQUIREMENTS, RHYTHM],
      stake: raw("coalesce(ahead, 0)"),
    }),
};
