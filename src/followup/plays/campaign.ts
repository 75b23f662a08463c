import { literal, raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play } from "./play.js";
import { INTERESTS, LAST_BOUGHT, PREFERS, REQUIREMENTS } from "./words.js";

/** A phase of a campaign: its message to its audience. It is played only where the list belongs to one. */
export const campaign: Play = {
  id: "campaign",
  title: "campaign",
  stage: "pre_sales",
  speaksTo: "buyer",
  candidates: (context) =>
    context.message === null
      ? null
      : fromFacts("campaign", context, {
          when: raw("true"),
          reason: sql`${literal(context.message)} || CASE WHEN first_purchase IS NULL THEN '; no purchase yet' ELSE '; last purchase ' || last_purchase END`,
          points: [PREFERS, LAST_BOUGHT, INTERESTS, REQUIREMENTS],
          stake: sql`coalesce(ahead, coalesce(likelihood_loyal, 0.1) * ${raw(String(context.means.firstYear))})`,
        }),
};
