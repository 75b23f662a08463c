import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play, quietFor, today } from "./play.js";
import { INTERESTS, inDays, LAST_BOUGHT, PREFERS, RHYTHM } from "./words.js";

/** News of what the customer prefers, at levels that give regular advice. */
export const productNews: Play = {
  id: "product_news",
  title: "useful product news",
  stage: "pre_sales",
  speaksTo: "user",
  candidates: (context) => {
    const days = context.card.rules.followup.newsDays;
    return fromFacts("product_news", context, {
      when: sql`life_stage IN ('new', 'developing', 'mature') AND ${notPlayed("product_news", context, days)} AND ${quietFor(context, days)}`,
      reason: sql`'No news for ' || coalesce(${inDays(sql`(${today(context)} - last_contact)`)}, 'as long as is recorded')
        || coalesce('; mostly buys ' || preferred, '')`,
      points: [PREFERS, LAST_BOUGHT, RHYTHM, INTERESTS],
      stake: raw("coalesce(ahead, 0)"),
    });
  },
};
