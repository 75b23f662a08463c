import { MODEL_IDS } from "../analyses/clv/candidates.js";
import { type ClvParameters, rankedClv, scoreClv } from "../analyses/clv/clv.js";
import { clvColumns } from "../analyses/clv/columns.js";
import { DEFAULT_GATES } from "../analyses/clv/gates.js";
import { clvByGroup } from "../analyses/clv/group-totals.js";
import { type MeasuredMargin, measureMargin } from "../analyses/clv/margin.js";
import { DAYS_PER_YEAR } from "../analyses/clv/time.js";
import { customerAttributes } from "../analyses/customer-columns.js";
import { type CommandContext, command } from "../cli/command.js";
import { anyText, oneOf, percent, wholeNumber } from "../cli/option.js";
import { daysLong, SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import type { Talk } from "../cli/talk.js";
import { CrmError } from "../errors/crm-error.js";
import type { Result } from "../output/result.js";
import { backtestTables, sayBacktest } from "./clv-backtest.js";
import { clvFitMeta, sayFit } from "./clv-fit.js";
import { deliver, openDestination, sayWhereTablesAre } from "./deliver.js";
import { checkList, listCustomers } from "./list-customers.js";
import { type Session, withSession } from "./open-session.js";

/** More than anybody buys in; beyond it stands --infinite. */
const LONGEST_HORIZON = 100 * DAYS_PER_YEAR;

interface Horizon {
  readonly text: string;
  readonly days: number;
}

function horizonOf(text: string): Horizon {
  const days = daysLong("--horizon", "exact")(text);
  if (days <= LONGEST_HORIZON) return { text, days };
  throw new CrmError("bad-option", {
    option: "--horizon",
    detail: `"${text}" is more than 100 years`,
    fix: "Give at most 100y, or --infinite for the value of all time.",
  });
}

const OPTIONS = [
  spec({
    key: "model",
    flags: "--model <name>",
    description: `auto, ${MODEL_IDS.join(", ")} or historic; auto holds a part of the data out and takes what predicted it best`,
    parse: oneOf("--model", ["auto", ...MODEL_IDS, "historic"]),
    default: "auto",
  }),
  spec({
    key: "horizon",
    flags: "--horizon <length>",
    description: "how far ahead, as in 12m, 52w or 365d, up to 100y (default: 12m)",
    parse: horizonOf,
  }),
  spec({
    key: "discount",
    flags: "--discount <rate>",
    description: "rate a year at which later money counts less; 0% for none",
    parse: percent("--discount", 1000),
    default: "10%",
  }),
  spec({
    key: "unit",
    flags: "--unit <unit>",
    description: "unit of time of recency_tx and age: day or week",
    parse: oneOf("--unit", ["day", "week"]),
    default: "day",
  }),
  spec({
    key: "margin",
    flags: "--margin <share>",
    description: "share of spend that is profit, as in 35% (default: from a cost or margin column, else 100%)",
    parse: percent("--margin", 100),
  }),
  spec({
    key: "infinite",
    flags: "--infinite",
    description: "value of all time, instead of a --horizon",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "backtest",
    flags: "--backtest",
    description: "show how well each model (or the --model) predicts held-out data, instead of the customers",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "holdout",
    flags: "--holdout <length>",
    description: "how much to hold out for the backtest, as in 39w (default: the last third)",
    parse: daysLong("--holdout"),
  }),
  spec({
    key: "highValue",
    flags: "--high-value <share>",
    description: "quantile above which value today and ahead counts as high",
    parse: percent("--high-value", 100),
    default: "80%",
  }),
  spec({
    key: "gateDays",
    flags: "--gate-days <n>",
    description: "least days of data for a purchase model",
    parse: wholeNumber("--gate-days", 0),
    default: String(DEFAULT_GATES.days),
  }),
  spec({
    key: "gateCustomers",
    flags: "--gate-customers <n>",
    description: "least customers for a purchase model",
    parse: wholeNumber("--gate-customers", 0),
    default: String(DEFAULT_GATES.customers),
  }),
  spec({
    key: "gateRepeaters",
    flags: "--gate-repeaters <n>",
    description: "least customers who bought again for a purchase model",
    parse: wholeNumber("--gate-repeaters", 0),
    default: String(DEFAULT_GATES.repeaters),
  }),
  spec({
    key: "by",
    flags: "--by <attributes>",
    description: "totals with intervals for the groups of customer attributes, parted by commas",
    parse: (text: string) => text.split(",").map((name) => name.trim()),
  }),
  spec({
    key: "seed",
    flags: "--seed <n>",
    description: "seed of all draws",
    parse: wholeNumber("--seed", 0),
    default: "1",
  }),
  ...SHARED_OPTIONS,
] as const;

export const clv = command({
  name: "clv",
  summary: "lifetime value with an honest interval, P(alive), next purchase; model and backtest",
  description:
    "What every customer will be worth over the horizon, with the interval that holds the outcome in 8 of 10 cases.\n" +
    "clv is the mean of all that may come. The interval can lie wholly below it, even at 0: most customers who have not\n" +
    "bought for long will never come back, and the few who do carry the mean.\n" +
    "Models of purchases (BG/NBD, MBG/NBD, Pareto/NBD, MBG/CNBD-k) and spend (Gamma-Gamma), fitted to these data.",
  arguments: "[files...]",
  options: OPTIONS,
  examples: [
    { command: "crm clv customers.xlsx orders.csv", shows: "the customers worth most over the next 12 months" },
    {
      command: "crm clv orders.csv --margin 35% --horizon 24m -o clv.csv",
      shows: "profit over two years, for every customer",
    },
    {
      command: "crm clv orders.csv --backtest",
      shows: "how well each model would have predicted the last third of the data",
    },
    {
      command: "crm clv orders.csv --model mbg-nbd --unit week --json",
      shows: "one model, with its parameters and standard errors",
    },
  ],
  async run(context) {
    const { settings } = context;
    checkTogether(settings);
    const destination = await openDestination(context);
    const horizon = settings.infinite ? null : (settings.horizon ?? horizonOf("12m"));
    const columns = (currency: string | null) => clvColumns(currency, settings.unit, horizon?.text ?? null);
    const work = async (session: Session): Promise<number> => {
      const { book, asOf, talk, accounting } = session;
      checkList(book, { columns: columns(book.currency), asOf, settings });
      customerAttributes(book, settings.by ?? [], asOf);
      const measured = settings.margin === undefined ? await measureMargin(book, asOf) : null;
      const parameters: ClvParameters = {
        asOf,
        model: settings.model,
        horizonDays: horizon?.days ?? DAYS_PER_YEAR,
        discount: settings.discount,
        infinite: settings.infinite,
        backtest: settings.backtest,
        unitDays: settings.unit === "week" ? 7 : 1,
        margin: settings.margin ?? measured?.share ?? 1,
        seed: settings.seed,
        ...(settings.holdout === undefined ? {} : { holdoutDays: settings.holdout }),
        gates: { days: settings.gateDays, customers: settings.gateCustomers, repeaters: settings.gateRepeaters },
        highValue: settings.highValue,
      };
      const outcome = await scoreClv(book, parameters);
      sayFit(outcome, talk, settings.model);
      sayMargin(parameters.margin, measured, talk);
      const meta = { accounting, ...clvFitMeta(outcome, settings.unit) };
      if (settings.backtest) {
        if (outcome.backtest === null)
          throw new CrmError("no-backtest", { detail: outcome.untested ?? outcome.choice.reason });
        sayBacktest(outcome, talk);
        const [main, ...further] = backtestTables(outcome.backtest);
        sayWhereTablesAre(destination, session);
        return deliver(context, session, destination, { schemaVersion: 1, command: "clv", asOf, meta, main, further });
      }
      const customers = await listCustomers(book, {
        table: outcome.table,
        columns: columns(book.currency),
        order: rankedClv(),
        asOf,
        settings,
      });
      const groups = [];
      for (const name of settings.by ?? [])
        groups.push(await clvByGroup(book, outcome, parameters, name, book.currency));
      if (groups.length > 0) sayWhereTablesAre(destination, session);
      const result: Result = { schemaVersion: 1, command: "clv", asOf, meta, main: customers, further: groups };
      const [first, ...others] = groups;
      const shown = first === undefined ? result : { ...result, main: first, further: [...others, customers] };
      return deliver(context, session, destination, result, shown);
    };
    return withSession(context, work, { ownColumns: columns(null).map((column) => column.name) });
  },
});

type Settings = CommandContext<typeof OPTIONS>["settings"];

/** @throws CrmError `bad-option` for options that contradict each other */
function checkTogether({ infinite, horizon, discount, backtest, by }: Settings): void {
  const refuse = (option: string, detail: string, fix: string): never => {
    throw new CrmError("bad-option", { option, detail, fix });
  };
  if (infinite && horizon !== undefined)
    refuse("--infinite", "the value of all time has no --horizon", "Leave one of them out.");
  if (infinite && discount === 0)
    refuse(
      "--infinite",
      "without a discount the value of all time may be infinite",
      "Give a --discount above 0%, or a --horizon.",
    );
  if (backtest && by !== undefined)
    refuse("--by", "a --backtest shows models, not groups of customers", "Leave one of them out.");
}

function sayMargin(margin: number, measured: MeasuredMargin | null, talk: Talk): void {
  if (measured?.isRefused) talk.warn(measured.sentence ?? "");
  const by = measured === null ? "" : `, ${measured.sentence}`;
  talk.say(
    measured?.share === null
      ? "margin 100 %: values are revenue, not profit (--margin changes it)"
      : `margin ${formatPercent(margin)}${by}`,
  );
}

const formatPercent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
