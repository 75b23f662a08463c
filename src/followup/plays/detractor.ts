import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, today } from "./play.js";
import { inDays, LAST_BOUGHT, say, WANTS_STAFF } from "./words.js";

/** Who answered lately that it would not recommend us is called back within two days. */
export const detractor: Play = {
  id: "detractor",
  title: "call-back of a detractor",
  stage: "after_sales",
  isService: true,
  speaksTo: "decider",
  candidates: (context) => {
    const { followup, survey } = context.card.rules;
    if (!context.card.book.records.has("responses")) return null;
    const within = followup.plays.detractor.withinDays;
    return fromFacts("detractor", context, {
      when: sql`nps <= ${raw(String(survey.detractorsTo))} AND nps_day > ${today(context)} - ${raw(String(followup.detractorDays))}
        AND (last_reached IS NULL OR last_reached < nps_day)`,
      reason: sql`'Answered ' || nps::INTEGER || ' of 10 on ' || nps_day || ', ' || ${inDays(sql`(${today(context)} - nps_day)`)} || ' ago, and was not called back'`,
      points: [
        say("Ask what went wrong and what would put it right; promise only what can be kept"),
        raw("CASE WHEN csat IS NOT NULL THEN 'Rated its satisfaction ' || csat::INTEGER || ' of 5' END"),
        LAST_BOUGHT,
        WANTS_STAFF,
      ],
      deadline: sql`nps_day + ${raw(String(within))}`,
      stake: raw("greatest(coalesce(usual_year, 0), coalesce(ahead, 0))"),
    });
  },
};
