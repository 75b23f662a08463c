import { readFileSync } from "node:fs";
import { Command as Commander, type CommanderError, Option } from "commander";
import type { RegisteredCommand } from "../commands/index.js";
import { EXIT } from "../errors/catalogue.js";
import { CrmError } from "../errors/crm-error.js";
import type { Command } from "./command.js";
import type { Effects } from "./effects.js";
import type { OptionSpec } from "./option.js";

/** The parser has said what there was to say (help, version). */
export class CommanderExit extends Error {
  constructor(readonly exitCode: number) {
    super("exit");
  }
}

/**
 * The parser for this command line. Only the command that is asked for is loaded with its options; of the others
 * help knows name and summary.
 */
export async function buildProgram(
  commands: readonly RegisteredCommand[],
  argv: readonly string[],
  effects: Effects,
  done: (exitCode: number) => void,
): Promise<Commander> {
  const program = new Commander("crm")
    .description("Customer analytics from CSV and Excel exports: segments, value, call lists, reports.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .showSuggestionAfterError(true)
    .addHelpText("after", "\nStart with: crm segment customers.xlsx orders.csv\nHelp for a command: crm help segment");
  settle(program, effects);
  const wanted = argv.filter((word) => !word.startsWith("-")).slice(0, 2);
  for (const registered of commands) {
    const sub = settle(program.command(registered.name).summary(registered.summary), effects);
    if (wanted.includes(registered.name)) await fill(sub, await registered.load(), effects, done);
    else sub.allowUnknownOption().action(() => {});
  }
  if (argv.length === 0) {
    effects.stdout.write(program.helpInformation());
    effects.stdout.write("\nStart with: crm segment customers.xlsx orders.csv\n");
    throw new CommanderExit(EXIT.done);
  }
  return program;
}

function settle(program: Commander, effects: Effects): Commander {
  return program
    .configureOutput({
      writeOut: (text) => effects.stdout.write(text),
      writeErr: () => {},
      getOutHelpWidth: () => effects.width,
      getErrHelpWidth: () => effects.width,
      outputError: () => {},
    })
    .exitOverride((error) => {
      throw usageError(error, program);
    });
}

function usageError(error: CommanderError, program: Commander): Error {
  if (error.exitCode === 0) return new CommanderExit(EXIT.done);
  const detail = error.message.replace(/^error: /, "").replace(/\n\(/, " (");
  const name = program.name() === "crm" ? "crm --help" : `crm help ${program.name()}`;
  return new CrmError("usage", { detail: `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`, help: name });
}

async function fill(
  sub: Commander,
  command: Command,
  effects: Effects,
  done: (exitCode: number) => void,
): Promise<void> {
  sub.description(command.description);
  sub.arguments(command.arguments);
  for (const option of command.options) sub.addOption(toOption(option));
  const examples = command.examples.map((example) => `  ${example.command}\n      ${example.shows}`);
  if (command.formats !== undefined) {
    const width = Math.max(...command.formats.map(({ id }) => id.length));
    const lines = command.formats.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`);
    sub.addHelpText("after", `\nFormats of this command, for --format and as in -o FORMAT:FILE:\n${lines.join("\n")}`);
  }
  sub.addHelpText("after", `\nExamples:\n${examples.join("\n")}`);
  sub.action(async (...words: unknown[]) => {
    const flags = sub.opts();
    const positional = sub.args;
    void words;
    const { runCommand } = await import("./run-command.js");
    done(await runCommand(command, positional, flags, effects));
  });
}

function toOption(spec: OptionSpec): Option {
  const option = new Option(
    spec.flags.replace("...", ""),
    spec.default === undefined ? spec.description : `${spec.description} (default: ${spec.default})`,
  );
  if (spec.repeatable) {
    option.argParser((text: string, previous: unknown) => [...(Array.isArray(previous) ? previous : []), text]);
  }
  // Values are kept as texts here: where they are interpreted, environment and configuration join in.
  option.attributeName = () => spec.key;
  return option;
}

const readVersion = (): string =>
  (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version;
