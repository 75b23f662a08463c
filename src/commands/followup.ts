import { resolve } from "node:path";
import type { Scorecard } from "../analyses/scorecard.js";
import { type CommandContext, command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import { rulesOf } from "../config/rules-of.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { buildCallList, type CallList, type CallListRequest } from "../followup/build-call-list.js";
import { buildCampaignLists, phasesTable, purchaseRate } from "../followup/campaign/campaign-lists.js";
import { readPlan } from "../followup/campaign/plan.js";
import { callListFormats } from "../followup/formats/index.js";
import { PLAYS } from "../followup/plays/index.js";
import type { Play } from "../followup/plays/play.js";
import { measuredUplifts } from "../followup/review/measured-uplifts.js";
import { callsTable, listingsTable, ownersTable, playsTable, suppressedTable } from "../followup/summary-tables.js";
import type { Result, ResultTable } from "../output/result.js";
import type { FollowupRules } from "../rules/followup-rules.js";
import { deliver, openDestination } from "./deliver.js";
import { checkFrom, FOLLOWUP_OPTIONS } from "./followup-options.js";
import { review } from "./followup-review.js";
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
  formats: callListFormats(),
  examples: [
    {
      command: "crm followup customers.xlsx orders.csv -o calls.xlsx",
      shows: "the list of the next five working days, as a workbook to fill in",
    },
    {
      command: "crm followup --book shop.crm --review",
      shows: "what came of the lists so far, against those kept aside",
    },
    {
      command: "crm followup customers.xlsx orders.csv --capacity 20 --days 1 --control 10% -o calls.xlsx",
      shows: "one day's list, with a tenth kept aside to measure what calling does",
    },
  ],
  run: (context) =>
    withSession(context, (session) => (context.settings.review ? review(context, session) : list(context, session))),
});

/** Builds the list, or those of a campaign, and delivers it. */
async function list(context: Context, session: Session): Promise<number> {
  const { settings } = context;
  const { minutesPerCall } = (await rulesOf(context.config)).followup;
  const destination = await openDestination({ ...context, formats: callListFormats(minutesPerCall) });
  checkFrom(settings.from, session.asOf);
  const card = await scorecardOf(context, session);
  const shared = {
    capacity: settings.capacity,
    control: settings.control,
    owner: settings.owner,
    byOwner: settings.byOwner,
    most: settings.top,
    never: readDoNotContact(settings.doNotContact, context.effects.cwd),
    measured: await measuredUplifts(card),
  };
  const made =
    settings.campaign === undefined
      ? await oneList(card, session, {
          ...shared,
          plays: playsUsed(settings.plays, card.rules.followup),
          days: settings.days,
          from: settings.from,
          where: settings.where,
        })
      : await campaign(card, context, session, settings.campaign, shared);
  const { main } = made;
  const result: Result = {
    schemaVersion: 1,
    command: "followup",
    asOf: session.asOf,
    meta: { accounting: session.accounting, ...made.meta },
    main,
    further: [...made.lists, ...made.summaries],
  };
  return deliver(context, session, destination, result, { ...result, further: made.summaries });
}

/** A list, or several, as the output room takes them. */
interface Made {
  readonly main: ResultTable;
  /** Tables of customers beside the main one. */
  readonly lists: readonly ResultTable[];
  /** Tables of sums, which a terminal shows. */
  readonly summaries: readonly ResultTable[];
  readonly meta: Readonly<Record<string, unknown>>;
}

async function oneList(card: Scorecard, session: Session, request: CallListRequest): Promise<Made> {
  const { currency } = card.book;
  const built = await buildCallList(card, request);
  sayCounts(session, built);
  return {
    main: callsTable(currency),
    lists: [suppressedTable(), listingsTable(currency)],
    summaries: [playsTable(currency), ownersTable(currency)],
    meta: { listId: built.id, days: built.days, counts: built.counts },
  };
}

/** The lists of the phases of a campaign that lie ahead. */
async function campaign(
  card: Scorecard,
  { settings, effects }: Context,
  session: Session,
  name: string,
  shared: Pick<CallListRequest, "capacity" | "control" | "owner" | "byOwner" | "most" | "never" | "measured">,
): Promise<Made> {
  const plan = await readPlan(name, resolve(effects.cwd, name));
  const last =
    settings.phase === undefined
      ? plan.phases.length
      : plan.phases.findIndex((one) => one.phase === settings.phase) + 1;
  const ahead = plan.phases.slice(0, last).filter(({ to }) => to > session.asOf);
  if (ahead.length === 0) {
    throw new CrmError("bad-option", {
      option: "--campaign",
      detail:
        last === 0
          ? `the plan has no phase ${settings.phase}`
          : `every phase of ${plan.name} is over on ${session.asOf}`,
      fix: `Its phases are ${plan.phases.map(({ phase, from, to }) => `${phase} (${from} to ${to})`).join(", ")}; --as-of sets the day.`,
    });
  }
  const lists = await buildCampaignLists(card, { ...plan, phases: ahead }, shared, settings.phase);
  if (lists.length === 0) {
    throw new CrmError("bad-option", {
      option: "--campaign",
      detail: `no phase of ${plan.name} has a working day after ${session.asOf}`,
      fix: "Change the dates of its phases, or rules.followup.weekend and holidays.",
    });
  }
  for (const one of lists) sayCounts(session, one);
  const { currency } = card.book;
  return {
    main: callsTable(currency, true),
    lists: [suppressedTable(), listingsTable(currency)],
    summaries: [phasesTable(card, lists, await purchaseRate(card))],
    meta: { campaign: plan.name, phases: lists },
  };
}

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
