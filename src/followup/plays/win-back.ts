import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, today } from "./play.js";
import { ANSWERED, LAST_BOUGHT, money, PREFERS, say } from "./words.js";

/** A customer that stopped buying, while it still remembers us. */
export const winBack: Play = {
  id: "win_back",
  title: "win-back",
  stage: "pre_sales",
  speaksTo: "buyer",
  candidates: (context) =>
    fromFacts("win_back", context, {
      when: sql`life_stage IN ('lapsed', 'slipping') AND usual_year > 0
        AND last_purchase > ${today(context)} - ${raw(String(Math.round(context.card.rules.followup.lapsedYears * 365.25)))}`,
      reason: sql`life_stage || ': no purchase for ' || gap_now || ' days, usual are ' || round(own_gap)::INTEGER || '; it spent '
        || ${money(raw("usual_year"))} || ' a year while it bought'`,
      points: [LAST_BOUGHT, PREFERS, ANSWERED, say("Ask what has changed, and what would bring it back")],
      stake: raw("usual_year"),
    }),
};
