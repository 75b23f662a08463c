import { MODEL_IDS } from "../analyses/clv/candidates.js";
import type { ClvParameters } from "../analyses/clv/clv.js";
import { DEFAULT_GATES } from "../analyses/clv/gates.js";
import { DAYS_PER_YEAR } from "../analyses/clv/time.js";
import { anyText, oneOf, percent, type SettingsOf, wholeNumber } from "../cli/option.js";
import { daysLong, spec } from "../cli/shared-options.js";
import { CrmError } from "../errors/crm-error.js";

/** More than anybody buys in; beyond it stands --infinite. */
const LONGEST_HORIZON = 100 * DAYS_PER_YEAR;

interface Horizon {
  readonly text: string;
  readonly days: number;
}

export function horizonOf(text: string): Horizon {
  const days = daysLong("--horizon", "exact")(text);
  if (days <= LONGEST_HORIZON) return { text, days };
  throw new CrmError("bad-option", {
    option: "--horizon",
    detail: `"${text}" is more than 100 years`,
    fix: "Give at most 100y, or --infinite for the value of all time.",
  });
}

/** The options of `crm clv` beside those of every command; the scorecard of every analysis goes by them too. */
export const CLV_OPTIONS = [
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
] as const;

export type ClvSettings = SettingsOf<typeof CLV_OPTIONS>;

/** What the analysis is asked for. */
export function clvParameters(settings: ClvSettings, asOf: string, margin: number): ClvParameters {
  const horizon = settings.infinite ? null : (settings.horizon ?? horizonOf("12m"));
  return {
    asOf,
    model: settings.model,
    horizonDays: horizon?.days ?? DAYS_PER_YEAR,
    discount: settings.discount,
    infinite: settings.infinite,
    backtest: settings.backtest,
    unitDays: settings.unit === "week" ? 7 : 1,
    margin,
    seed: settings.seed,
    ...(settings.holdout === undefined ? {} : { holdoutDays: settings.holdout }),
    gates: { days: settings.gateDays, customers: settings.gateCustomers, repeaters: settings.gateRepeaters },
    highValue: settings.highValue,
  };
}
