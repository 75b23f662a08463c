import { literal, raw, sql } from "../../engine/sql.js";
import { type Weekday, workingDaysLater } from "../../math/working-days.js";
import { fromFacts, type Play, type PlayContext, today } from "./play.js";
import { inDays, LAST_BOUGHT, say, WANTS_STAFF } from "./words.js";

/**
 * A complaint that is not settled. It is due within the response time that the customer answered to be acceptable, in
 * working days, else within that of the rules: so the most urgent comes first.
 */
export const openComplaint: Play = {
  id: "open_complaint",
  title: "open complaint",
  stage: "after_sales",
  isService: true,
  speaksTo: "user",
  candidates: (context) => {
    const { book, asOf, rules } = context.card;
    if (!book.records.has("interactions")) return null;
    const within = rules.followup.plays.open_complaint.withinDays;
    // The oldest open complaint of a customer leads.
    const open = sql`(SELECT customer_id, min(day) AS complained_on, count(*) AS complaints, arg_min(coalesce(note, product, topic), day) AS what
      FROM interactions WHERE kind = 'complaint' AND customer_id IS NOT NULL AND day <= ${today(context)}
        AND day > ${today(context)} - ${raw(String(rules.followup.complaintDays))}
        AND (resolved IS NULL OR resolved > DATE ${literal(asOf)})
        AND coalesce(outcome, '') NOT IN (SELECT written FROM followup_outcomes WHERE outcome = 'solved') GROUP BY customer_id)`;
    const days = sql`coalesce(promise_days, ${raw(String(within))})`;
    return fromFacts("open_complaint", context, {
      joined: open,
      when: raw("NOT coalesce(last_solved >= complained_on, false)"),
      reason: sql`'Complained on ' || complained_on || ', ' || ${inDays(sql`(${today(context)} - complained_on)`)} || ' ago, and it is open'
        || coalesce(': ' || left(what, 80), '') || '; ' || CASE WHEN promise_days IS NULL THEN 'due within ' ELSE 'accepts ' END
        || CASE ${days} WHEN 0 THEN 'the same day' ELSE ${days} || ' working ' || CASE ${days} WHEN 1 THEN 'day' ELSE 'days' END END`,
      points: [
        raw("CASE WHEN complaints > 1 THEN complaints || ' complaints are open' END"),
        say("Say who takes care of it and by when; ask whether it is settled"),
        WANTS_STAFF,
        LAST_BOUGHT,
      ],
      deadline: workingDeadline(context, raw("complained_on"), days, within),
      stake: raw("greatest(coalesce(usual_year, 0), coalesce(ahead, 0))"),
    });
  },
};

/** SQL for the day so many working days after another, looked up in a list of the days of the last year or so. */
function workingDeadline(
  { card }: PlayContext,
  from: ReturnType<typeof raw>,
  days: ReturnType<typeof raw>,
  within: number,
) {
  const { weekend, holidays, complaintDays } = card.rules.followup;
  const calendar = { weekend: weekend as readonly Weekday[], holidays };
  const start = new Date(Date.parse(card.asOf) - complaintDays * 86_400_000).toISOString().slice(0, 10);
  const working = workingDaysLater(calendar, start, complaintDays + 40);
  const list = raw(`[${working.map((day) => `DATE '${day}'`).join(", ")}]`);
  return sql`coalesce(list_filter(${list}, lambda day: day > ${from})[greatest(${days}, 1)], ${from} + ${raw(String(within))})`;
}
