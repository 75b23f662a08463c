import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { currenciesOf } from "../book/book-currency.js";
import { type Asker, openAsker } from "../cli/ask.js";
import { type CommandContext, command } from "../cli/command.js";
import { anyText } from "../cli/option.js";
import { sharedOptionsWithout, spec } from "../cli/shared-options.js";
import { CONFIG_NAME } from "../config/config.js";
import { identifier, sql } from "../engine/sql.js";
import { EXIT } from "../errors/catalogue.js";
import { CrmError } from "../errors/crm-error.js";
import { addUp } from "../ingest/accounting.js";
import type { InputFile } from "../ingest/import-files.js";
import { REJECTS_TABLE } from "../ingest/judge-leftovers.js";
import { checkTargets } from "../output/check-targets.js";
import { writeOutputs } from "../output/write-outputs.js";
import { examineFiles } from "../quality/examine-files.js";
import { type ExaminedTable, isIgnored } from "../quality/examined-table.js";
import { allOptions } from "./all-options.js";
import { type Answers, answeredInputs, answeredOptions, noAnswers } from "./init-answers.js";
import { configText, configValues, type Proposal } from "./init-config.js";
import { openQuestions, type Question } from "./init-questions.js";
import { type OpenInputs, withInputs } from "./with-inputs.js";

const OPTIONS = [
  spec({
    key: "yes",
    flags: "--yes",
    description: "ask nothing, take what is proposed",
    parse: anyText,
    isFlag: true,
    onlyOnCommandLine: true,
  }),
  ...sharedOptionsWithout(
    ...(["book", "where", "merge", "join", "columns", "top", "sort", "asOf", "since"] as const),
    ...(["output", "format", "bom", "rejects", "maxRejects"] as const),
  ),
] as const;

type Context = CommandContext<typeof OPTIONS>;

/** What was found out and settled. */
interface Settled {
  readonly inputs: readonly InputFile[];
  readonly tables: readonly ExaminedTable[];
  readonly answers: Answers;
}

export const init = command({
  name: "init",
  summary: "look at the files, propose the column mapping, write crm.config.json",
  description:
    "Looks at files and writes crm.config.json into this folder: what each file holds, which column is which field, and\n" +
    "how dates and amounts are read, with comments on what was guessed and why. From then on the other commands need no\n" +
    "file names. Questions are only asked on a terminal; --yes takes what is proposed.",
  arguments: "[files...]",
  options: OPTIONS,
  examples: [
    { command: "crm init customers.xlsx orders.csv --yes", shows: "a configuration, and the next command to type" },
    { command: "crm init orders.csv --dry-run", shows: "the configuration, without writing it" },
  ],
  async run(given) {
    // Of a configuration that is there already only the inputs are of use: what it says of columns is settled anew.
    const context = { ...given, config: { ...given.config, values: { inputs: given.config.values.inputs } } };
    const { settings, effects, files } = context;
    if ([...files, ...settings.customers, ...settings.transactions].includes("-")) {
      throw new CrmError("usage", {
        detail: "Standard input cannot be kept in a configuration.",
        help: "crm help init",
      });
    }
    if (!settings.dryRun) await checkTargets([CONFIG_NAME], { force: settings.force, cwd: effects.cwd });
    const asker = settings.yes ? null : openAsker(effects);
    try {
      return await withInputs(context, async (opened) =>
        writeConfig(context, opened, await settle(context, opened, asker)),
      );
    } finally {
      asker?.close();
    }
  },
});

/** Looks at the files, settles what they leave open, and looks again, until nothing is open. */
async function settle({ effects }: Context, opened: OpenInputs, asker: Asker | null): Promise<Settled> {
  const { engine, workspace, talk } = opened;
  const answers = noAnswers();
  for (;;) {
    const inputs = answeredInputs(opened.inputs, answers);
    if (inputs.length === 0) throw new CrmError("no-input");
    await engine.run(sql`DROP TABLE IF EXISTS ${identifier(REJECTS_TABLE)}`);
    const reading = talk.progress(`reading ${inputs.map((input) => input.name).join(", ")}`);
    const options = answeredOptions(opened.options, answers);
    const tables = await examineFiles(
      { engine, options, workspace, stdin: effects.stdin, thorough: false },
      inputs,
    ).finally(() => reading.stop());
    const imported = tables.flatMap((table) => table.imported ?? []);
    const currencies = options.rates === undefined ? await currenciesOf(engine, imported) : new Map<string, number>();
    const questions = openQuestions(tables, currencies, answers);
    if (questions.length === 0) {
      const error = tables.find((table) => table.error !== null)?.error;
      if (error != null) throw error;
      return { inputs, tables, answers };
    }
    // The order of two files' dates is one question; what a first answer settles is not asked again in this round.
    for (const question of questions) if (!answers.asked.has(question.key)) await settleOne(question, answers, asker);
  }
}

async function settleOne(question: Question, answers: Answers, asker: Asker | null): Promise<void> {
  const { key, text, choices, proposal, error } = question;
  answers.asked.add(key);
  const chosen =
    asker === null
      ? proposal
      : await asker.choose(
          text,
          choices.map((choice) => choice.label),
          proposal,
        );
  const choice = choices[chosen ?? proposal ?? -1];
  if (choice !== undefined) choice.settle(answers);
  else if (error !== null) throw error;
}

async function writeConfig(context: Context, opened: OpenInputs, settled: Settled): Promise<number> {
  const { settings, effects } = context;
  const { talk } = opened;
  const { tables, inputs } = settled;
  const proposal: Proposal = {
    ...settled,
    folder: effects.cwd,
    map: new Map(settings.map),
    given: givenSettings(settings),
    options: (await allOptions()).filter((option) => option.onlyOnCommandLine !== true),
  };
  const text = configText(proposal);
  const imported = tables.flatMap((table) => table.imported ?? []);
  const accounting = addUp(imported.map((file) => file.accounting));
  talk.accounting({ files: imported, ignored: tables.filter(isIgnored) }, accounting);
  for (const { file, accepted } of accounting.files) {
    if (accepted === 0)
      talk.warn(`${file}: no record could be used; crm check says why, the configuration what was assumed`);
  }
  if (settings.dryRun) {
    effects.stdout.write(text);
    talk.say(`would write ${CONFIG_NAME}`);
    return EXIT.done;
  }
  await writeOutputs([{ path: CONFIG_NAME, write: (temporary) => writeFile(temporary, text) }], {
    inputs: inputs.map((input) => input.path),
    force: settings.force,
    cwd: effects.cwd,
  });
  const { settings: values, ...shaped } = configValues(proposal);
  if (settings.json) {
    const written = { ...shaped, ...Object.fromEntries(values) };
    const path = resolve(effects.cwd, CONFIG_NAME);
    const object = { schemaVersion: 1, command: "init", asOf: null, accounting, path, config: written };
    effects.stdout.write(`${JSON.stringify(object, null, 2)}\n`);
  }
  talk.say(`wrote ${CONFIG_NAME}; look into it, what was guessed stands in its comments`);
  const hasTransactions = imported.some((file) => file.role === "transactions");
  talk.say(hasTransactions ? "next: crm segment" : "next: crm check (crm segment needs a file with transactions, too)");
  return EXIT.done;
}

/** Settings of reading that stood on the command line or in the environment, as texts. */
function givenSettings(settings: Context["settings"]): Map<string, string> {
  const { sheet, encoding, delimiter, dateOrder, decimal, currency, rates, memory, threads } = settings;
  const mark = decimal === undefined ? undefined : decimal === "," ? "comma" : "point";
  const given = { sheet, encoding, delimiter, dateOrder, decimal: mark, currency, rates, memory, threads };
  return new Map(Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])));
}
