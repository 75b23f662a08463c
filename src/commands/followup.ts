import { type CommandContext, command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { buildCallList, type CallList, type CallListRequest } from "../followup/build-call-list.js";
import type { Uplift } from "../followup/candidates.js";
import { PLAYS } from "../followup/plays/index.js";
import type { Play } from "../followup/plays/play.js";
import { callsTable, listingsTable, ownersTable, playsTable, suppressedTable } from "../followup/summary-tables.js";
import type { Result } from "../output/result.js";
import type { FollowupRules } from "../rules/followup-rules.js";
import { deliver, openDestination } from "./deliver.js";
import { checkFrom, FOLLOWUP_OPTIONS } from "./followup-options.js";
import { type Session, withSession } from "./open-session.js";
import { readDoNotContact } from "./read-do-not-contact.js";
import { SCORECARD_OPTIONS, scorecardOf } from "./run-analysis.js";

const OPTIONS = [...FOLLOWUP_OPTIONS, ...SCORECARD_OPTIONS, ...SHARED_OPTIONS] as const;

type Context = CommandContext<typeof OPTIONS>;

export const followup = command({
  name: "followup",
  summary: "the ranked call list: whom to contact, why, what to say, and whom to leave alone",
  description:
    "Finds for every customer what speaks for a contact now (plays), leaves alone who is to be left alone, ranks the rest by\n" +
    "expected net value (uplift × margin × value at stake − cost), service first, and shares it out over owners and days.\n" +
    "Filled lists come back in through crm import or as input files; --review says what came of them.",
  arguments: "[files...]",
  options: OPTIONS,
  examples: [
    {
      command: "crm followup customers.xlsx orders.csv -o calls.xlsx",
      shows: "the list of the next five working days, as a workbook to fill in",
    },
    {
      command: "crm followup customers.xlsx orders.csv --capacity 20 --days 1 --control 10% -o calls.xlsx",
      shows: "one day's list, with a tenth kept aside to measure what calling does",
    },
  ],
  run: (context) => withSession(context, (session) => list(context, session)),
});

/** Builds the list and delivers it. */
async function list(context: Context, session: Session): Promise<number> {
  const destination = await openDestination(context);
  const { settings } = context;
  checkFrom(settings.from, session.asOf);
  const card = await scorecardOf(context, session);
  const { currency } = session.book;
  const request: CallListRequest = {
    plays: playsUsed(settings.plays, card.rules.followup),
    capacity: settings.capacity,
    days: settings.days,
    from: settings.from,
    control: settings.control,
    where: settings.where,
    owner: settings.owner,
    byOwner: settings.byOwner,
    never: readDoNotContact(settings.doNotContact, context.effects.cwd),
    measured: new Map<string, Uplift>(),
  };
  const built = await buildCallList(card, request);
  sayCounts(session, built);
  const main = callsTable(currency);
  const further = [suppressedTable(), listingsTable(currency), playsTable(currency), ownersTable(currency)];
  const result: Result = {
    schemaVersion: 1,
    command: "followup",
    asOf: session.asOf,
    meta: { accounting: session.accounting, listId: built.id, days: built.days, counts: built.counts },
    main: settings.top === undefined ? main : { ...main, query: limited(main.query, settings.top) },
    further,
  };
  const shown: Result = { ...result, further: [playsTable(currency), ownersTable(currency)] };
  return deliver(context, session, destination, result, shown);
}

const limited = (query: Result["main"]["query"], top: number): Result["main"]["query"] => ({
  ...query,
  text: `${query.text} LIMIT ${top}`,
});

/** The plays of the rules, or of `--plays`; those of a campaign are played there alone. */
function playsUsed(asked: readonly string[] | undefined, rules: FollowupRules): readonly Play[] {
  const ordinary = PLAYS.filter((play) => play.id !== "campaign");
  if (asked === undefined) return ordinary.filter((play) => rules.plays[play.id].isUsed);
  return asked.map((name) => {
    const play = ordinary.find((one) => one.id === name);
    if (play !== undefined) return play;
    const known = ordinary.map(({ id }) => id);
    const near = closest(name, known);
    throw new CrmError("bad-option", {
      option: "--plays",
      detail: `there is no play "${name}"`,
      fix: near === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${near}?`,
    });
  });
}

const count = new Intl.NumberFormat("en-US");
const money = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Says what became of everybody whom a play is for. */
function sayCounts({ talk }: Session, { id, days, counts }: CallList): void {
  const of = (many: number, what: string): string => `${count.format(many)} ${what}`;
  talk.say(
    `list ${id}, ${days[0]} to ${days.at(-1)}: ${of(counts.candidates, counts.candidates === 1 ? "customer" : "customers")} with a reason = ` +
      `${of(counts.listed, "listed")} + ${of(counts.control, "kept aside")} + ${of(counts.leftOver, "left over")} + ${of(counts.leftAlone, "left alone")}`,
  );
  if (counts.leftOver > 0) {
    talk.say(
      `${of(counts.leftOver, "left over for want of capacity")}, worth ${money.format(counts.leftOverValue)} (--capacity, --days)`,
    );
  }
}
