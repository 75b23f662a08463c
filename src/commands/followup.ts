import { resolve } from "node:path";
import type { Scorecard } from "../analyses/scorecard.js";
import { type CommandContext, command } from "../cli/command.js";
import { sharedOptionsWithout } from "../cli/shared-options.js";
import { rulesOf } from "../config/rules-of.js";
import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { buildCallList, type CallListRequest } from "../followup/build-call-list.js";
import { type CampaignPlan, readPlan } from "../followup/campaign/plan.js";
import { callListFormats } from "../followup/formats/index.js";
import { PLAYS } from "../followup/plays/index.js";
import type { Play } from "../followup/plays/play.js";
import { measuredUplifts } from "../followup/review/measured-uplifts.js";
import { callsTable, listingsTable, ownersTable, playsTable, suppressedTable } from "../followup/summary-tables.js";
import type { Result } from "../output/result.js";
import type { FollowupRules } from "../rules/followup-rules.js";
import { type Destination, deliver, openDestination } from "./deliver.js";
import { campaignLists } from "./followup-campaign.js";
import { type Made, sayCounts } from "./followup-made.js";
import { checkFrom, checkTogether, FOLLOWUP_OPTIONS } from "./followup-options.js";
import { review } from "./followup-review.js";
import { type Session, withSession } from "./open-session.js";
import { readDoNotContact } from "./read-do-not-contact.js";
import { SCORECARD_OPTIONS, scorecardOf } from "./run-analysis.js";

const OPTIONS = [
  ...FOLLOWUP_OPTIONS,
  ...SCORECARD_OPTIONS.filter(({ key }) => key === "seed"),
  ...sharedOptionsWithout("sort", "columns"),
] as const;

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
  run: async (context) => {
    if (context.settings.review) return review(context);
    const asked = await settle(context);
    return withSession(context, (session) => list(context, session, asked), { callLists: true });
  },
});

/** What is settled, and refused where it is wrong, before anything is read. */
interface Asked {
  readonly destination: Destination;
  readonly plays: readonly Play[];
  readonly plan: CampaignPlan | null;
  readonly never: readonly string[];
}

async function settle(context: Context): Promise<Asked> {
  const { settings, effects, config } = context;
  const rules = (await rulesOf(config)).followup;
  const { campaign } = settings;
  checkTogether(settings);
  return {
    plays: playsUsed(settings.plays, rules),
    plan: campaign === undefined ? null : await readPlan(campaign, resolve(effects.cwd, campaign)),
    never: readDoNotContact(settings.doNotContact, effects.cwd),
    destination: await openDestination({ ...context, formats: callListFormats(rules.minutesPerCall) }),
  };
}

/** Builds the list, or those of a campaign, and delivers it. */
async function list(context: Context, session: Session, asked: Asked): Promise<number> {
  const { settings } = context;
  checkFrom(settings.from, session.asOf);
  // What each analysis assumed is said by its own command; here it would bury what the list says.
  const remarks = new Set<string>();
  const card = { ...(await scorecardOf(context, session)), say: (sentence: string) => void remarks.add(sentence) };
  const shared = {
    capacity: settings.capacity,
    control: settings.control,
    owner: settings.owner,
    byOwner: settings.byOwner,
    most: settings.top,
    never: asked.never,
    measured: await measuredUplifts(card),
  };
  const { days, from, where } = settings;
  const made =
    asked.plan === null
      ? await oneList(card, session, { ...shared, plays: asked.plays, days, from, where })
      : await campaignLists(card, session, asked.plan, settings.phase, shared);
  if (remarks.size > 0) {
    session.talk.say(
      `${remarks.size} remarks on what the analyses assumed or could not use: in --json, and by crm value, loyalty, …`,
    );
  }
  const result: Result = {
    schemaVersion: 1,
    command: "followup",
    asOf: session.asOf,
    meta: { accounting: session.accounting, ...made.meta, remarks: [...remarks] },
    main: made.main,
    further: [...made.lists, ...made.summaries],
  };
  return deliver(context, session, asked.destination, result, { ...result, further: made.summaries });
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
