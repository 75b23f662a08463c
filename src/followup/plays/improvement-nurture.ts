import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, quietFor } from "./play.js";
import { CUSTOMER_SINCE, LAST_BOUGHT, money, PREFERS, RHYTHM } from "./words.js";

/** Low return today, high value ahead: what would bring the next purchase. */
export const improvementNurture: Play = {
  id: "improvement_nurture",
  title: "nurture of an improvement customer",
  stage: "after_sales",
  speaksTo: "buyer",
  candidates: (context) =>
    fromFacts("improvement_nurture", context, {
      when: sql`value_group = 'improvement' AND life_stage NOT IN ('lapsed', 'prospect')
        AND ${quietFor(context, context.card.rules.followup.newsDays)}`,
      reason: sql`'Spent ' || ${money(raw("coalesce(year_spend, 0)"))} || ' in the last year, and ' || ${money(raw("ahead"))} || ' is expected ahead'`,
      points: [PREFERS, LAST_BOUGHT, RHYTHM, CUSTOMER_SINCE],
      stake: raw("ahead"),
    }),
};
