import { type CommandContext, command } from "../cli/command.js";
import { oneOf, wholeNumber } from "../cli/option.js";
import { OUTPUT_OPTIONS, spec } from "../cli/shared-options.js";
import { createTalk } from "../cli/talk.js";
import { DEMO_FILES, type DemoFile, writeDemo } from "../demo/write-demo.js";
import { EXIT } from "../errors/catalogue.js";
import { CrmError } from "../errors/crm-error.js";
import { writeFolder } from "../output/write-folder.js";

const TAKEN = ["force", "quiet", "json", "color", "config", "debug"] as const;

type Taken = Extract<(typeof OUTPUT_OPTIONS)[number], { readonly key: (typeof TAKEN)[number] }>;

const OPTIONS = [
  spec({
    key: "customerCount",
    flags: "--customers <n>",
    description: "records in the customer file",
    parse: wholeNumber("--customers", 50, 500_000),
    default: "2000",
    onlyOnCommandLine: true,
  }),
  spec({
    key: "seed",
    flags: "--seed <n>",
    description: "seed of all draws",
    parse: wholeNumber("--seed", 0),
    default: "1",
  }),
  spec({
    key: "flavour",
    flags: "--flavour <name>",
    description: "b2c: an online shop of coffee and tableware; b2b: a maker of machine tools",
    parse: oneOf("--flavour", ["b2b", "b2c"]),
    default: "b2c",
    onlyOnCommandLine: true,
  }),
  spec({
    key: "lang",
    flags: "--lang <name>",
    description: "language of headers and values: en or zh",
    parse: oneOf("--lang", ["en", "zh"]),
    default: "en",
    onlyOnCommandLine: true,
  }),
  ...OUTPUT_OPTIONS.filter((option): option is Taken => (TAKEN as readonly string[]).includes(option.key)),
] as const;

/** The folder where none is named. */
const FOLDER = "crm-demo";

const number = new Intl.NumberFormat("en-US");

export const demo = command({
  name: "demo",
  summary: "write a sample company, with the truth that its data hide, to try everything on",
  description:
    "Writes the exports of an invented company into a folder: customers, transactions, interactions, referrals, answers to\n" +
    "surveys, and of a maker of machine tools its contacts and opportunities too. Every .csv and .xlsx there is an input.\n" +
    "truth.json says what was planted: who is loyal, who has left, who brought whom, who is contacted too much. Equal\n" +
    "options give equal files; the last day is always 2026-10-31.",
  arguments: "[dir]",
  options: OPTIONS,
  examples: [
    { command: "crm demo shop", shows: "an online shop with 2,000 customers, in the folder shop" },
    {
      command: "crm demo machines --flavour b2b --customers 300 --seed 7",
      shows: "a maker of machine tools, another one for every seed",
    },
    { command: "crm demo dian --lang zh --customers 500", shows: "headers and values in Chinese" },
  ],
  async run(context) {
    const { settings, effects } = context;
    const folder = folderOf(context);
    const talk = createTalk(effects, settings);
    const { customerCount: customers, seed, flavour, lang, force } = settings;
    const making = talk.progress(`making a company of ${number.format(customers)} customers`);
    const files = await writeFolder(folder, { names: DEMO_FILES, force, cwd: effects.cwd }, (temporary) =>
      writeDemo(temporary, { customers, seed, flavour, lang }),
    ).finally(() => making.stop());
    if (settings.json)
      effects.stdout.write(`${JSON.stringify({ schemaVersion: 1, command: "demo", folder, files }, null, 2)}\n`);
    for (const file of files) talk.say(described(folder, file));
    talk.say(`Try: crm check ${folder}/*.csv ${folder}/*.xlsx`);
    return EXIT.done;
  },
});

function folderOf({ files }: CommandContext<typeof OPTIONS>): string {
  const [folder = FOLDER, ...more] = files;
  if (more.length > 0) {
    throw new CrmError("usage", { detail: "One folder is written at a time.", help: "crm help demo" });
  }
  return folder;
}

const described = (folder: string, { name, rows }: DemoFile): string =>
  rows === null
    ? `${folder}/${name}: what was planted; no input`
    : `${folder}/${name}: ${number.format(rows)} ${rows === 1 ? "record" : "records"}`;
