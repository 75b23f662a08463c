import { raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play, today } from "./play.js";
import { ANSWERED, CUSTOMER_SINCE, inDays, LAST_BOUGHT, say } from "./words.js";

/** The call after a sale: is all well, how is it used, what should improve. Due within days of a purchase or delivery. */
export const postSaleCheck: Play = {
  id: "post_sale_check",
  title: "post-sale check",
  stage: "after_sales",
  isService: true,
  speaksTo: "user",
  candidates: (context) => {
    const within = context.card.rules.followup.plays.post_sale_check.withinDays;
    const sold = raw("greatest(last_purchase, coalesce(last_delivery, last_purchase))");
    const what = raw("CASE WHEN last_delivery > last_purchase THEN 'Delivered' ELSE 'Bought' END");
    return fromFacts("post_sale_check", context, {
      when: sql`last_purchase IS NOT NULL AND ${sold} > ${today(context)} - ${raw(String(within))}
        AND (last_reached IS NULL OR last_reached <= ${sold})`,
      reason: sql`${what} || ' on ' || ${sold} || ' (' || ${inDays(sql`(${today(context)} - ${sold})`)} || ' ago), and nobody has asked since whether all is well'`,
      points: [
        LAST_BOUGHT,
        say("Satisfied? How is it used? What should improve? Any defect?"),
        ANSWERED,
        CUSTOMER_SINCE,
      ],
      deadline: sql`${sold} + ${raw(String(within))}`,
      stake: raw("greatest(coalesce(ahead, 0), 0)"),
    });
  },
};
