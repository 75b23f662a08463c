import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play } from "./play.js";
import { INTERESTS, percent, REQUIREMENTS, say, WANTS_STAFF } from "./words.js";

/** A prospect whose profile is that of today's loyal customers. */
export const likelyLoyal: Play = {
  id: "likely_loyal",
  title: "prospect likely to become loyal",
  stage: "pre_sales",
  speaksTo: "buyer",
  candidates: (context) =>
    fromFacts("likely_loyal", context, {
      when: sql`first_purchase IS NULL AND likelihood_loyal >= ${raw(String(context.card.rules.followup.likelyLoyal))}`,
      reason: sql`'No purchase yet; ' || ${percent(raw("likelihood_loyal"))} || ' likely to become loyal' || coalesce(' (' || likelihood_reasons || ')', '')`,
      points: [REQUIREMENTS, WANTS_STAFF, INTERESTS, say("Ask what it needs, and offer a first order")],
      stake: sql`likelihood_loyal * ${raw(String(context.means.firstYear))}`,
    }),
};
