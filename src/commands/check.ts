import { assembleBook } from "../book/assemble-book.js";
import { lastDay } from "../book/summaries.js";
import { type CommandContext, command } from "../cli/command.js";
import { sharedOptionsWithout } from "../cli/shared-options.js";
import { raw, sql } from "../engine/sql.js";
import { addUp, type FileAccounting } from "../ingest/accounting.js";
import { REJECTS_TABLE } from "../ingest/judge-leftovers.js";
import { type CheckOutcome, checkResult, shownCheck } from "../quality/check-result.js";
import { examineFiles } from "../quality/examine-files.js";
import { type ExaminedTable, isIgnored } from "../quality/examined-table.js";
import { findAll } from "../quality/findings/index.js";
import { statusClasses } from "../quality/status-classes.js";
import { type DeliverySession, deliver, openDestination } from "./deliver.js";
import { scoped } from "./open-session.js";
import { type OpenInputs, withInputs } from "./with-inputs.js";

const OPTIONS = sharedOptionsWithout("book", "where", "merge", "join", "columns", "top", "sort");

type Context = CommandContext<typeof OPTIONS>;

export const check = command({
  name: "check",
  summary: "what is in these files: roles, columns, quality, every reject with its line",
  description:
    "Looks at files without changing anything: what each holds and how it is written, which column is which field, what\n" +
    "the columns contain, and what is wrong with them. A file that cannot be used is shown as far as it was understood,\n" +
    "with the error and what to do; the exit code is then that of the error, and no file is written.",
  arguments: "[files...]",
  options: OPTIONS,
  examples: [
    { command: "crm check customers.xlsx orders.csv", shows: "files, columns and findings, on the terminal" },
    { command: "crm check customers.xlsx orders.csv -o check.html", shows: "the same with every reject, as a page" },
    { command: "crm check orders.csv --json", shows: "everything that was found out, as JSON" },
    { command: "crm check orders.csv --max-rejects 1% --quiet", shows: "exit code 1 if more than 1 % is rejected" },
  ],
  async run(context) {
    const destination = await openDestination(context);
    return withInputs(context, async (opened) => {
      const { engine, inputs, talk } = opened;
      const outcome = await lookAt(context, opened);
      const session: DeliverySession = { engine, inputs, talk, accounting: outcome.accounting };
      const error = outcome.tables.find((table) => table.error !== null)?.error ?? null;
      if (error === null) return deliver(context, session, destination, checkResult(outcome), shownCheck(outcome));
      // An exit code other than 0 and 1 means that no file was touched: what was found out is only shown.
      const onScreen = destination.targets.filter((target) => target.path === null);
      const targets = onScreen.length > 0 ? onScreen : (await openDestination(onStdout(context))).targets;
      const screen = { targets, rejects: null };
      await deliver(onStdout(context), session, screen, checkResult(outcome), shownCheck(outcome));
      for (const { path } of destination.targets) if (path !== null) talk.warn(`${path} was not written`);
      throw error;
    });
  },
});

/** The same command with everything on standard output. */
const onStdout = (context: Context): Context => {
  const { rejects: _, maxRejects: __, ...rest } = context.settings;
  return { ...context, settings: { ...rest, output: [], rejects: undefined, maxRejects: undefined } };
};

async function lookAt({ settings, effects }: Context, opened: OpenInputs): Promise<CheckOutcome> {
  const { engine, inputs, options, workspace, talk } = opened;
  const reading = talk.progress(`reading ${inputs.map((input) => input.name).join(", ")}`);
  let tables: readonly ExaminedTable[];
  try {
    tables = await examineFiles({ engine, options, workspace, stdin: effects.stdin, thorough: true }, inputs);
  } finally {
    reading.stop();
  }
  const imported = tables.flatMap((table) => table.imported ?? []);
  const ignored = tables.filter(isIgnored);
  const book = await assembleBook(engine, { files: imported, ignored }, { ...options, keepCurrencies: true });
  const { last_day: last } = await engine.row<{ last_day: string | null }>(lastDay());
  const hasRates = options.rates !== undefined;
  const findings = await findAll({ engine, tables, imported, book, asOf: settings.asOf ?? null, hasRates });
  const statuses = await statusClasses(engine, imported);
  const { rejected } = await engine.row<{ rejected: number }>(
    sql`SELECT count(*) AS rejected FROM ${raw(REJECTS_TABLE)}`,
  );
  const asOf = settings.asOf ?? last;
  const inScope = asOf === null ? book : await scoped(book, asOf, settings.since);
  const accounting = addUp(inScope.files);
  talk.accounting({ files: imported, ignored }, accounting);
  const counted = tables.map((table) => withAccounting(table, inScope.files));
  return { asOf, accounting, tables: counted, findings, rejected, statuses };
}

/** The table with records outside the asked period set aside. */
function withAccounting(table: ExaminedTable, files: readonly FileAccounting[]): ExaminedTable {
  const { imported } = table;
  const accounting = files[(imported?.number ?? 0) - 1];
  return imported === null || accounting === undefined ? table : { ...table, imported: { ...imported, accounting } };
}
