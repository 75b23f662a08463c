import { rankedClv, scoreClv } from "../analyses/clv/clv.js";
import { clvColumns } from "../analyses/clv/columns.js";
import { clvByGroup } from "../analyses/clv/group-totals.js";
import { type MeasuredMargin, measureMargin } from "../analyses/clv/margin.js";
import { customerAttributes } from "../analyses/customer-columns.js";
import { type CommandContext, command } from "../cli/command.js";
import { SHARED_OPTIONS } from "../cli/shared-options.js";
import type { Talk } from "../cli/talk.js";
import { decidedBy } from "../columns/column.js";
import { CrmError } from "../errors/crm-error.js";
import type { Result } from "../output/result.js";
import { backtestTables, sayBacktest } from "./clv-backtest.js";
import { clvFitMeta, sayFit } from "./clv-fit.js";
import { CLV_OPTIONS, clvParameters, horizonOf } from "./clv-options.js";
import { deliver, openDestination, sayWhereTablesAre } from "./deliver.js";
import { checkList, listCustomers } from "./list-customers.js";
import { type Session, withSession } from "./open-session.js";

const OPTIONS = [...CLV_OPTIONS, ...SHARED_OPTIONS] as const;

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
    const columns = (currency: string | null) =>
      decidedBy(
        ["clv", "clv_low", "clv_high", "p_alive", "value_group"],
        clvColumns(currency, settings.unit, horizon?.text ?? null),
      );
    const work = async (session: Session): Promise<number> => {
      const { book, asOf, talk, accounting } = session;
      checkList(book, { columns: columns(book.currency), asOf, settings });
      customerAttributes(book, settings.by ?? [], asOf);
      const measured = settings.margin === undefined ? await measureMargin(book, asOf) : null;
      const parameters = clvParameters(settings, asOf, settings.margin ?? measured?.share ?? 1);
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
