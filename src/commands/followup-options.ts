import { anyText, isoDay, namesParted, oneOf, percent, wholeNumber } from "../cli/option.js";
import { spec } from "../cli/shared-options.js";
import { CrmError } from "../errors/crm-error.js";
import { PHASES } from "../followup/campaign/plan.js";

/** As many contacts as there are. */
const ALL = "all";

/** Contacts an owner and day; null for as many as there are. */
const capacity = (text: string): number | null => (text === ALL ? null : wholeNumber("--capacity", 1)(text));

/** The options of `crm followup` beside those of every analysis. */
export const FOLLOWUP_OPTIONS = [
  spec({
    key: "capacity",
    flags: "--capacity <n>",
    description: "contacts that an owner makes on a day; all for as many as there are",
    parse: capacity,
    default: "12",
  }),
  spec({
    key: "days",
    flags: "--days <n>",
    description: "working days that the list is for",
    parse: wholeNumber("--days", 1, 60),
    default: "5",
  }),
  spec({
    key: "from",
    flags: "--from <date>",
    description: "first day of the list, or the next working day after it; the day after the as-of day when left out",
    parse: isoDay("--from"),
    onlyOnCommandLine: true,
  }),
  spec({
    key: "control",
    flags: "--control <p%>",
    description: "share kept aside, by chance, to measure what the list does; service plays never are",
    parse: percent("--control", 50),
    default: "0%",
  }),
  spec({
    key: "plays",
    flags: "--plays <names>",
    description: "only these plays (win_back,quote)",
    parse: namesParted,
  }),
  spec({
    key: "owner",
    flags: "--owner <name>",
    description: "only what this owner is to do",
    parse: anyText,
    onlyOnCommandLine: true,
  }),
  spec({
    key: "byOwner",
    flags: "--by-owner",
    description: "in the order of owners, ranked within each",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "doNotContact",
    flags: "--do-not-contact <file...>",
    description: "files with customer ids, e-mail addresses or telephone numbers that are never contacted",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "campaign",
    flags: "--campaign <plan>",
    description: "the lists of a campaign's phases, by a plan (JSON)",
    parse: anyText,
  }),
  spec({
    key: "phase",
    flags: "--phase <name>",
    description: "only this phase of the campaign; those before it count as had",
    parse: oneOf("--phase", PHASES),
    onlyOnCommandLine: true,
  }),
  spec({
    key: "review",
    flags: "--review",
    description: "what came of the lists so far, instead of a new one",
    parse: anyText,
    isFlag: true,
    onlyOnCommandLine: true,
  }),
] as const;

/** @throws CrmError `bad-option` where the first day is before the data end */
export function checkFrom(from: string | undefined, asOf: string): void {
  if (from === undefined || from > asOf) return;
  throw new CrmError("bad-option", {
    option: "--from",
    detail: `${from} is not after ${asOf}, up to which the data are looked at`,
    fix: "Give a later day, or an earlier --as-of.",
  });
}

/** What a campaign's plan says itself, with the value that an option has where it was not asked for. */
const SAID_BY_PLAN = { where: undefined, from: undefined, plays: undefined, days: 5 } as const;

type Together = { readonly campaign: string | undefined; readonly phase: string | undefined } & {
  readonly [K in keyof typeof SAID_BY_PLAN]: unknown;
};

/** @throws CrmError `bad-option` for options that do nothing beside each other */
export function checkTogether(settings: Together): void {
  if (settings.campaign === undefined) {
    if (settings.phase === undefined) return;
    throw new CrmError("bad-option", {
      option: "--phase",
      detail: "there is a phase only of a campaign",
      fix: "Name its plan with --campaign.",
    });
  }
  for (const [key, unsaid] of Object.entries(SAID_BY_PLAN)) {
    if (settings[key as keyof typeof SAID_BY_PLAN] === unsaid) continue;
    throw new CrmError("bad-option", {
      option: `--${key}`,
      detail: "the plan of a campaign says it, phase by phase",
      fix: `Leave it out, or change the plan ${settings.campaign}.`,
    });
  }
}
