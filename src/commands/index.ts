import type { Command } from "../cli/command.js";

/** A command's place in the program; its own file is loaded only when it runs or its help is asked for. */
export interface RegisteredCommand {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

const registered = (name: string, summary: string, load: () => Promise<unknown>): RegisteredCommand => ({
  name,
  summary,
  load: load as () => Promise<Command>,
});

/** All commands, in the order of help. */
export const COMMANDS: readonly RegisteredCommand[] = [
  registered(
    "init",
    "look at the files, propose the column mapping, write crm.config.json",
    async () => (await import("./init.js")).init,
  ),
  registered(
    "check",
    "what is in these files: roles, columns, quality, every reject with its line",
    async () => (await import("./check.js")).check,
  ),
  registered(
    "import",
    "add exports to a book; the same file twice changes nothing",
    async () => (await import("./import.js")).importCommand,
  ),
  registered(
    "segment",
    "RFM scores, named segments and a profile of each segment",
    async () => (await import("./segment.js")).segment,
  ),
  registered(
    "clv",
    "lifetime value with an honest interval, P(alive), next purchase; model and backtest",
    async () => (await import("./clv.js")).clv,
  ),
  registered(
    "lifecycle",
    "stage of every customer by its own rhythm, since when, and which prospects may become loyal",
    async () => (await import("./lifecycle.js")).lifecycle,
  ),
  registered(
    "value",
    "weighted score now and ahead, rating, strategic and general customers, value received, policy by class",
    async () => (await import("./value.js")).value,
  ),
  registered(
    "loyalty",
    "ordinary, habitual or loyal, with the evidence, and the moves since a day",
    async () => (await import("./loyalty.js")).loyalty,
  ),
  registered(
    "relationship",
    "the five levels of relationship, contact cost against margin, accounts and who is contacted too much",
    async () => (await import("./relationship.js")).relationship,
  ),
  registered(
    "survey",
    "what customers answered, by stage and group, with intervals; NPS, CSAT, CES; promise against fact",
    async () => (await import("./survey.js")).survey,
  ),
  registered(
    "referrals",
    "who brings whom, what that is worth, and how far word of mouth goes",
    async () => (await import("./referrals.js")).referrals,
  ),
  registered(
    "profile",
    "what customers prefer, how to reach them, what they return, where they concentrate",
    async () => (await import("./profile.js")).profile,
  ),
  registered(
    "followup",
    "the ranked call list: whom to contact, why, what to say, and whom to leave alone",
    async () => (await import("./followup.js")).followup,
  ),
  registered(
    "demo",
    "write a sample company, with the truth that its data hide, to try everything on",
    async () => (await import("./demo.js")).demo,
  ),
];
