import type { CallList } from "../followup/build-call-list.js";
import type { ResultTable } from "../output/result.js";
import type { Session } from "./open-session.js";

/** A list, or several, as the output room takes them. */
export interface Made {
  readonly main: ResultTable;
  /** Tables of customers beside the main one. */
  readonly lists: readonly ResultTable[];
  /** Tables of sums, which a terminal shows. */
  readonly summaries: readonly ResultTable[];
  readonly meta: Readonly<Record<string, unknown>>;
}

const count = new Intl.NumberFormat("en-US");
const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Says what became of everybody whom a play is for. */
export function sayCounts({ talk }: Session, { id, days, counts, neverSaid, neverMatched }: CallList): void {
  const of = (many: number, what: string): string => `${count.format(many)} ${what}`;
  talk.say(
    `list ${id}, ${days[0]} to ${days.at(-1)}: ${of(counts.candidates, counts.candidates === 1 ? "customer" : "customers")} with a reason = ` +
      `${of(counts.listed, "listed")} + ${of(counts.control, "kept aside")} + ${of(counts.leftOver, "left over")} + ${of(counts.leftAlone, "left alone")}`,
  );
  if (neverSaid > 0) {
    talk.say(`do-not-contact: ${of(neverMatched, "of")} ${count.format(neverSaid)} entries stand for a customer`);
  }
  if (counts.leftOver > 0) {
    talk.say(
      `${of(counts.leftOver, "left over")}, worth ${money.format(counts.leftOverValue)}: there is no room for them (--capacity, --days, --top)`,
    );
  }
}
