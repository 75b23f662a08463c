import { raw, sql } from "../../engine/sql.js";
import { fromFacts, notPlayed, type Play, today } from "./play.js";
import { LAST_BOUGHT, percent, say } from "./words.js";

/** After the first purchase, what the file lacks is asked for. */
export const completeFile: Play = {
  id: "complete_file",
  title: "completing the file",
  stage: "after_sales",
  speaksTo: "buyer",
  candidates: (context) => {
    const asked = ["phone", "email", "birth_date", "interests", "address"].filter((name) =>
      context.card.book.customerFields.has(name),
    );
    if (asked.length === 0) return null;
    const missing = raw(
      `nullif(concat_ws(', ', ${asked.map((name) => `CASE WHEN ${name} IS NULL THEN '${name.replace("_", " ")}' END`).join(", ")}), '')`,
    );
    return fromFacts("complete_file", context, {
      when: sql`purchase_days = 1 AND completeness < ${raw(String(context.card.rules.followup.leastFile))}
        AND first_purchase > ${today(context)} - 90 AND ${notPlayed("complete_file", context, context.card.rules.followup.newsDays)}`,
      reason: sql`'First purchase on ' || first_purchase || ', and the file is ' || ${percent(raw("completeness"))} || ' full'`,
      points: [sql`'Ask for: ' || ${missing}`, LAST_BOUGHT, say("Say what it is for, and take a no for an answer")],
      stake: raw("coalesce(ahead, 0)"),
    });
  },
};
