import type { Scorecard } from "../../analyses/scorecard.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import type { PlayId } from "../../rules/play-rules.js";
import { FACTS, type Means } from "../facts.js";

/** What plays work with: the scorecard, and what candidates without figures of their own are valued by. */
export interface PlayContext {
  readonly card: Scorecard;
  readonly means: Means;
  /** The first working day of the list. */
  readonly firstDay: string;
  /** The last one. */
  readonly lastDay: string;
  /** The message of a campaign's phase, where the list belongs to one. */
  readonly message: string | null;
}

/** Whom of an organisation a play speaks to. */
export type Listener = "decider" | "buyer" | "user";

/** One reason to turn to a customer. A new play is one file, one line in `index.ts`, and its defaults in the rules. */
export interface Play {
  readonly id: PlayId;
  /** What is done, in a few words. */
  readonly title: string;
  readonly stage: "pre_sales" | "on_sale" | "after_sales";
  /** Takes capacity first, is listed whatever it is worth, and is never kept aside to measure with. */
  readonly isService?: true;
  readonly speaksTo: Listener;
  /**
   * Query of the customers that it is for: `customer_id`, `reason` (in words, with the numbers), `points` (what to say, one a
   * line), `deadline` (day by which it is due) and `stake` (revenue that it is about). One row a customer. Null where the
   * data do not have what it needs.
   */
  candidates(context: PlayContext): Sql | null;
}

/** What a play over the facts alone says of a customer, as SQL over the columns of the facts. */
export interface FromFacts {
  readonly when: Sql;
  readonly reason: Sql;
  /** What to say, the first three that are not null. */
  readonly points: readonly Sql[];
  /** Null: so many days from the list's first day on as the rules say. */
  readonly deadline?: Sql;
  readonly stake: Sql;
  /** Relation to be joined with the facts `USING (customer_id)`. */
  readonly joined?: Sql;
}

/** The query of a play that goes by the facts. */
export function fromFacts(
  id: PlayId,
  { card, firstDay }: PlayContext,
  { when, reason, points, deadline, stake, joined }: FromFacts,
): Sql {
  const due = deadline ?? raw(`DATE '${firstDay}' + ${card.rules.followup.plays[id].withinDays - 1}`);
  const said = points.map((point) => point.text).join(",\n      ");
  return sql`SELECT customer_id, ${reason} AS reason,
      array_to_string(list_filter([${raw(said)}]::VARCHAR[], lambda point: point IS NOT NULL)[:3], chr(10)) AS points,
      (${due})::DATE AS deadline, (${stake})::DOUBLE AS stake
    FROM ${raw(FACTS)}${joined === undefined ? raw("") : sql` JOIN ${joined} USING (customer_id)`}
    WHERE ${when}`;
}

/** SQL for the as-of day. */
export const today = ({ card }: PlayContext): Sql => sql`DATE ${literal(card.asOf)}`;

/** SQL that holds where no contact was made in so many days, by this play where the interactions say it. */
export const quietFor = (context: PlayContext, days: number): Sql =>
  sql`(last_contact IS NULL OR last_contact <= ${today(context)} - ${raw(String(days))})`;

/** SQL that holds where this play was not played in so many days. */
export const notPlayed = (id: PlayId, context: PlayContext, days: number): Sql =>
  sql`customer_id NOT IN (SELECT customer_id FROM followup_contacts WHERE play = ${literal(id)}
    AND day > ${today(context)} - ${raw(String(days))})`;
