import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play } from "./play.js";
import { ANSWERED, CUSTOMER_SINCE, LAST_BOUGHT, PREFERS, percent } from "./words.js";

/** A customer that is valuable for life and past its own expected next purchase. */
export const slippingVip: Play = {
  id: "slipping_vip",
  title: "VIP that slips",
  stage: "after_sales",
  speaksTo: "buyer",
  candidates: (context) =>
    fromFacts("slipping_vip", context, {
      when: raw("value_group IN ('vip', 'maintain') AND life_stage IN ('slipping', 'lapsed') AND usual_year > 0"),
      reason: sql`value_group || ' customer, ' || gap_now || ' days since the last purchase where ' || round(own_gap)::INTEGER
        || ' are usual' || coalesce('; chance that it still buys ' || ${percent(raw("p_alive"))}, '')`,
      points: [LAST_BOUGHT, PREFERS, ANSWERED, CUSTOMER_SINCE],
      stake: raw("usual_year"),
    }),
};
