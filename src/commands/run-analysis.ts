import type { Analysis, AnalysisOutcome } from "../analyses/analysis.js";
import { openScorecard, type Scorecard } from "../analyses/scorecard.js";
import type { CommandContext } from "../cli/command.js";
import type { Effects } from "../cli/effects.js";
import { isoDay, type OptionSpec, wholeNumber } from "../cli/option.js";
import { type SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import type { LoadedConfig } from "../config/config.js";
import { rulesOf } from "../config/rules-of.js";
import { resolveSettings } from "../config/settings.js";
import { CrmError } from "../errors/crm-error.js";
import type { Result, ResultTable } from "../output/result.js";
import { CLV_OPTIONS, type ClvSettings, clvParameters } from "./clv-options.js";
import { deliver, openDestination } from "./deliver.js";
import { listCustomers } from "./list-customers.js";
import { type Session, type SessionNeeds, withSession } from "./open-session.js";

/** Options that analyses over the scorecard share, beside those of every command. */
export const SCORECARD_OPTIONS = [
  spec({
    key: "compareTo",
    flags: "--compare-to <date>",
    description: "hold everything against how it was on an earlier day",
    parse: isoDay("--compare-to"),
  }),
  spec({
    key: "seed",
    flags: "--seed <n>",
    description: "seed of all draws",
    parse: wholeNumber("--seed", 0),
    default: "1",
  }),
] as const;

type ScorecardContext = CommandContext<readonly [...typeof SCORECARD_OPTIONS, ...typeof SHARED_OPTIONS]>;

/** The scorecard of a session, with the rules of the configuration. */
export async function scorecardOf<O extends readonly OptionSpec[]>(
  context: CommandContext<O>,
  { book, asOf, talk }: Session,
  clvIntervals = false,
): Promise<Scorecard> {
  const { settings, config, effects } = context as unknown as ScorecardContext;
  const { compareTo, seed } = settings;
  if (compareTo !== undefined && compareTo >= asOf) {
    throw new CrmError("bad-option", {
      option: "--compare-to",
      detail: `${compareTo} is not before ${asOf}, the day to compare with it`,
      fix: "Give an earlier day.",
    });
  }
  const asked = configuredClv(effects.env, config);
  const clv = (margin: number, day: string) => ({ ...clvParameters(asked, day, margin), seed });
  const say = (text: string): void => talk.say(text);
  return openScorecard(book, {
    asOf,
    compareTo,
    rules: await rulesOf(config),
    seed,
    say,
    clv,
    margin: asked.margin,
    clvIntervals,
  });
}

/** What the environment and the configuration say of `crm clv`, so that its figures are the same in every analysis. */
function configuredClv(env: Effects["env"], config: LoadedConfig): ClvSettings {
  const resolved = [...resolveSettings(CLV_OPTIONS, {}, env, config)].map(([key, { value }]) => [key, value]);
  return { ...Object.fromEntries(resolved), backtest: false } as ClvSettings;
}

/** What a command shows besides, or instead of, the outcome of its analysis. */
export interface AnalysisView {
  readonly needs?: SessionNeeds;
  /** Tables beside those of the outcome. */
  readonly further?: (card: Scorecard, outcome: AnalysisOutcome) => Promise<readonly ResultTable[]>;
  /** Takes the place of the list of customers. */
  readonly main?: (card: Scorecard, outcome: AnalysisOutcome) => Promise<ResultTable>;
}

/**
 * Runs an analysis as a command: reads the inputs, works it out, lists the customers ranked with its columns, and
 * delivers that with the analysis's tables, which a terminal shows first.
 */
export async function runAnalysis<O extends readonly OptionSpec[]>(
  context: CommandContext<O>,
  analysis: Analysis,
  { needs = {}, further, main }: AnalysisView = {},
): Promise<number> {
  const destination = await openDestination(context);
  const { settings } = context as unknown as ScorecardContext;
  const work = async (session: Session): Promise<number> => {
    const { book, asOf, accounting } = session;
    const card = await scorecardOf(context, session);
    const outcome = await analysis.score(card);
    const { table, columns, order } = outcome;
    const customers = await listCustomers(book, { table, columns, order, asOf, settings });
    const tables = [...outcome.tables, ...((await further?.(card, outcome)) ?? [])];
    const compared = settings.compareTo === undefined ? {} : { compareTo: settings.compareTo };
    const result: Result = {
      schemaVersion: 1,
      command: analysis.id,
      asOf,
      meta: { accounting, ...compared, ...outcome.meta },
      main: (await main?.(card, outcome)) ?? customers,
      further: main === undefined ? tables : [...tables, customers],
    };
    // The list comes last, where it stays in sight; the first is never one that stands aside.
    const all = [...tables, result.main];
    const first = all.find((one) => one.aside !== true) ?? result.main;
    const shown = { ...result, main: first, further: all.filter((one) => one !== first) };
    return deliver(context, session, destination, result, shown);
  };
  return withSession(context, work, { ownColumns: analysis.columnNames, ...needs });
}
