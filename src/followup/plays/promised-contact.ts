import { literal, raw, sql } from "../../engine/sql.js";
import { fromFacts, type Play } from "./play.js";
import { CUSTOMER_SINCE, LAST_BOUGHT, PREFERS } from "./words.js";

/** The customer named a day for the next contact, and it has come. */
export const promisedContact: Play = {
  id: "promised_contact",
  title: "promised contact",
  stage: "on_sale",
  isService: true,
  speaksTo: "buyer",
  candidates: (context) =>
    fromFacts("promised_contact", context, {
      when: sql`promised_on IS NOT NULL AND promised_on <= DATE ${literal(context.lastDay)}`,
      reason: raw("'Asked on ' || last_contact || ' to be contacted again on ' || promised_on"),
      points: [raw("'Last spoken to on ' || last_reached"), LAST_BOUGHT, PREFERS, CUSTOMER_SINCE],
      deadline: raw("promised_on"),
      stake: raw("greatest(coalesce(usual_year, 0), coalesce(ahead, 0))"),
    }),
};
