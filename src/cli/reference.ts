import { variableOf } from "../config/settings.js";
import { CATALOGUE } from "../errors/catalogue.js";
import type { Command } from "./command.js";
import type { OptionSpec } from "./option.js";
import { SHARED_OPTIONS } from "./shared-options.js";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const SHARED_KEYS = new Set<string>(SHARED_OPTIONS.map((option) => option.key));

/**
 * The reference page: every command, option, environment variable and error, from their declarations. A test holds
 * docs/reference.md against it, so that it cannot fall behind.
 */
export function referencePage(commands: readonly Command[]): string {
  const sections = commands.map(commandSection);
  const shared = commands.some((command) => command.options.some((option) => SHARED_KEYS.has(option.key)));
  return [
    "# Reference",
    "",
    "Made from the program's own declarations by `npm run docs`; edit those, not this page.",
    "",
    ...sections,
    ...(shared ? ["## Options of every command over files", "", ...optionTable(SHARED_OPTIONS), ""] : []),
    "## Errors",
    "",
    "| code | message | what to do | exit |",
    "|---|---|---|---:|",
    ...Object.entries(CATALOGUE).map(
      ([code, kind]) => `| \`${code}\` | ${cell(kind.message)} | ${cell(kind.hint)} | ${kind.exitCode} |`,
    ),
    "",
  ].join("\n");
}

function commandSection(command: Command): string {
  const own = command.options.filter((option) => !SHARED_KEYS.has(option.key));
  const shares = own.length < command.options.length;
  return [
    `## crm ${command.name}`,
    "",
    command.description,
    "",
    `    crm ${command.name} ${command.arguments}`.trimEnd(),
    "",
    ...(own.length === 0 ? [] : [...optionTable(own), ""]),
    ...(shares ? [sharedSentence(command), ""] : []),
    ...formatTable(command),
    "Examples:",
    "",
    ...command.examples.map((example) => `- \`${example.command}\`: ${example.shows}`),
    "",
  ].join("\n");
}

/** Names what a command leaves out, or what it takes where that is less. */
function sharedSentence({ options }: Command): string {
  const keys = new Set(options.map((option) => option.key));
  const [taken, left] = [true, false].map((has) => SHARED_OPTIONS.filter((option) => keys.has(option.key) === has));
  const page = "[options of every command over files](#options-of-every-command-over-files)";
  const named = (some: readonly OptionSpec[]): string =>
    some.map((option) => `\`${/--[\w-]+/.exec(option.flags)?.[0]}\``).join(", ");
  if (left!.length === 0) return `Also takes the ${page}.`;
  return left!.length < taken!.length
    ? `Also takes the ${page}, but for ${named(left!)}.`
    : `Of the ${page} it takes ${named(taken!)}.`;
}

/** The formats that a command alone has. */
function formatTable({ formats = [] }: Command): string[] {
  if (formats.length === 0) return [];
  return [
    "Formats beside those of every command, for `--format` and before a colon in `-o FORMAT:FILE`:",
    "",
    "| format | ending | what it is |",
    "|---|---|---|",
    ...formats.map(({ id, extensions, title }) => {
      const endings = extensions.map((end) => `\`${end}\``).join(" ");
      return `| \`${id}\` | ${endings} | ${cell(title)} |`;
    }),
    "",
  ];
}

function optionTable(options: readonly OptionSpec[]): string[] {
  return [
    "| option | meaning | default | variable | key |",
    "|---|---|---|---|---|",
    ...options.map((option) => {
      const elsewhere =
        option.onlyOnCommandLine === true ? ["", ""] : [`\`${variableOf(option.key)}\``, `\`${option.key}\``];
      const fallback = option.default === undefined ? "" : `\`${option.default}\``;
      return `| \`${cell(option.flags.replace("...", ""))}\` | ${cell(option.description)} | ${fallback} | ${elsewhere.join(" | ")} |`;
    }),
  ];
}
