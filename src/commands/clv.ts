import { MODEL_IDS } from "../analyses/clv/candidates.js";
import { type ClvParameters, rankedClv, scoreClv } from "../analyses/clv/clv.js";
import { clvColumns } from "../analyses/clv/columns.js";
import { DEFAULT_GATES } from "../analyses/clv/gates.js";
import { clvByGroup } from "../analyses/clv/group-totals.js";
import { measuredMargin } from "../analyses/clv/margin.js";
import { command } from "../cli/command.js";
import { anyText, oneOf, percent, wholeNumber } from "../cli/option.js";
import { daysLong, SHARED_OPTIONS, spec } from "../cli/shared-options.js";
import { CrmError } from "../errors/crm-error.js";
import type { Result } from "../output/result.js";
import { backtestTables, sayBacktest } from "./clv-backtest.js";
import { clvFitMeta, sayFit } from "./clv-fit.js";
import { deliver, openDestination } from "./deliver.js";
import { listCustomers } from "./list-customers.js";
import { type Session, withSession } from "./open-session.js";

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
    description: "how far ahead, as in 12m, 52w or 365d",
    parse: (text: string) => ({ text, days: daysLong("--horizon", "exact")(text) }),
    default: "12m",
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
  spec({ key: "infinite", flags: "--infinite", description: "value without a horizon", parse: anyText, isFlag: true }),
  spec({
    key: "backtest",
    flags: "--backtest",
    description: "show how well each model predicts held-out data, instead of the customers",
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
    if (settings.infinite && settings.discount === 0) {
      throw new CrmError("bad-option", {
        option: "--infinite",
        detail: "without a discount the value of all time may be infinite",
        fix: "Give a --discount above 0%, or a --horizon.",
      });
    }
    const destination = await openDestination(context);
    const own = clvColumns(null, settings.unit, settings.horizon.text).map((column) => column.name);
    const work = async (session: Session): Promise<number> => {
      const { book, asOf, talk, accounting } = session;
      const margin = settings.margin ?? (await measuredMargin(book, asOf));
      talk.say(
        settings.margin !== undefined
          ? `margin ${formatPercent(settings.margin)}`
          : margin === null
            ? "margin 100 %: values are revenue, not profit (--margin changes it)"
            : `margin ${formatPercent(margin)}, as the data's own cost or margin column says`,
      );
      const parameters: ClvParameters = {
        asOf,
        model: settings.backtest ? "auto" : settings.model,
        horizonDays: settings.horizon.days,
        discount: settings.discount,
        infinite: settings.infinite,
        unitDays: settings.unit === "week" ? 7 : 1,
        margin: margin ?? 1,
        seed: settings.seed,
        ...(settings.holdout === undefined ? {} : { holdoutDays: settings.holdout }),
        gates: { days: settings.gateDays, customers: settings.gateCustomers, repeaters: settings.gateRepeaters },
        highValue: settings.highValue,
      };
      const outcome = await scoreClv(book, parameters);
      sayFit(outcome, talk, settings.model);
      const horizon = settings.infinite ? "all time" : settings.horizon.text;
      const customers = await listCustomers(book, {
        table: outcome.table,
        columns: clvColumns(book.currency, settings.unit, horizon),
        order: rankedClv(),
        asOf,
        settings,
      });
      const meta = { accounting, ...clvFitMeta(outcome, settings.unit) };
      const tests = outcome.backtest === null ? [] : backtestTables(outcome.backtest);
      if (settings.backtest) {
        sayBacktest(outcome, talk);
        const [main, ...further] = tests;
        if (main === undefined) {
          throw new CrmError("no-backtest", { detail: outcome.choice.reason });
        }
        return deliver(context, session, destination, { schemaVersion: 1, command: "clv", asOf, meta, main, further });
      }
      const groups = [];
      for (const name of settings.by ?? [])
        groups.push(await clvByGroup(book, outcome, parameters, name, book.currency));
      const result: Result = { schemaVersion: 1, command: "clv", asOf, meta, main: customers, further: groups };
      const [first, ...others] = groups;
      const shown = first === undefined ? result : { ...result, main: first, further: [...others, customers] };
      return deliver(context, session, destination, result, shown);
    };
    return withSession(context, work, { ownColumns: own });
  },
});

const formatPercent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;
