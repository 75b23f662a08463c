import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, today } from "./play.js";
import { ANSWERED, CUSTOMER_SINCE, LAST_BOUGHT, RHYTHM } from "./words.js";

/** The return visit that the policy of the customer's class makes due. */
export const returnVisit: Play = {
  id: "return_visit",
  title: "return visit",
  stage: "after_sales",
  speaksTo: "decider",
  candidates: (context) => {
    if (!context.card.book.records.has("interactions")) return null;
    const { policy, policyDays } = context.card.rules.value;
    const due = sql`CASE value_class WHEN 'strategic' THEN ${raw(String(policy.strategic.visitsAtLeast))} WHEN 'general' THEN ${raw(String(policy.general.visitsAtLeast))} END`;
    // A visit is due when the year's share of time since the last one has passed.
    const cadence = sql`(${raw(String(policyDays))} / (${due}))::INTEGER`;
    return fromFacts("return_visit", context, {
      when: sql`(${due}) > 0 AND coalesce(visits, 0) < (${due})
        AND (last_visit IS NULL OR last_visit <= ${today(context)} - ${cadence})`,
      reason: sql`value_class || ' customer: ' || coalesce(visits, 0) || ' of ' || (${due}) || ' visits a year made, the last '
        || coalesce('on ' || last_visit, 'not known')`,
      points: [LAST_BOUGHT, ANSWERED, RHYTHM, CUSTOMER_SINCE],
      stake: raw("coalesce(ahead, 0)"),
    });
  },
};
