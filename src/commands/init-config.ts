import { relative, sep } from "node:path";
import type { OptionSpec } from "../cli/option.js";
import { ROLES, type Role } from "../ingest/field.js";
import type { InputFile } from "../ingest/import-files.js";
import { neutralise } from "../output/display-width.js";
import { sureness } from "../quality/column-in-words.js";
import type { ExaminedTable } from "../quality/examined-table.js";
import { roleOf, writtenAs } from "../quality/file-in-words.js";
import { type Answers, tableKey } from "./init-answers.js";

/** What a configuration is written from. */
export interface Proposal {
  /** The folder that the configuration stands in. */
  readonly folder: string;
  readonly inputs: readonly InputFile[];
  readonly tables: readonly ExaminedTable[];
  readonly answers: Answers;
  /** `--map`: field to header. */
  readonly map: ReadonlyMap<string, string>;
  /** Other settings that were given, by key, as texts. */
  readonly given: ReadonlyMap<string, string>;
  /** Every option that may stand in a configuration. */
  readonly options: readonly OptionSpec[];
}

/** The values that go into the file. */
export interface ConfigValues {
  readonly inputs: readonly string[] | Readonly<Partial<Record<Role, readonly string[]>>>;
  readonly map: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  /** By key, as texts. */
  readonly settings: ReadonlyMap<string, string>;
}

export function configValues(proposal: Proposal): ConfigValues {
  const { answers, given } = proposal;
  const settings = new Map(given);
  if (answers.dateOrder !== undefined) settings.set("dateOrder", answers.dateOrder);
  if (answers.decimal !== undefined) settings.set("decimal", answers.decimal === "," ? "comma" : "point");
  if (answers.currency !== undefined) settings.set("currency", answers.currency);
  return { inputs: inputsOf(proposal), map: mapOf(proposal), settings };
}

/** Inputs by what they hold; as a plain list where a workbook holds both, which is then told by its sheets. */
function inputsOf({ inputs, tables, folder }: Proposal): ConfigValues["inputs"] {
  const rolesOf = (input: InputFile) =>
    new Set(tables.flatMap((table) => (table.path === input.path ? (table.recognised?.role ?? []) : [])));
  const named = inputs.map((input) => ({ name: shortPath(input.path, folder), roles: rolesOf(input) }));
  if (named.some(({ roles }) => roles.size !== 1)) return named.map(({ name }) => name);
  const holding = ROLES.map(
    (role) => [role, named.filter(({ roles }) => roles.has(role)).map(({ name }) => name)] as const,
  );
  return Object.fromEntries(holding.filter(([, names]) => names.length > 0));
}

/** What was settled about columns: by field, and by file where there are several. */
function mapOf({ answers, map, inputs, folder }: Proposal): ConfigValues["map"] {
  const entries = new Map<string, string | Record<string, string>>(map);
  for (const [key, columns] of answers.columns) {
    if (inputs.length === 1 && !key.includes("#")) for (const [field, header] of columns) entries.set(field, header);
    else entries.set(shortPath(key, folder), Object.fromEntries(columns));
  }
  return Object.fromEntries(entries);
}

const shortPath = (path: string, folder: string): string => relative(folder, path).replaceAll(sep, "/");

/** The configuration as JSON with comments: what was found out and why, what was settled, what else could be set. */
export function configText(proposal: Proposal): string {
  const { inputs, map, settings } = configValues(proposal);
  const value = (key: string): string => JSON.stringify(key);
  const pretty = (object: unknown): string => JSON.stringify(object, null, 2).replaceAll("\n", "\n  ");
  const set = [...settings].flatMap(([key, text]) => [
    comment(`${descriptionOf(proposal, key)}${proposal.given.has(key) ? "" : " (as answered)"}`),
    `${value(key)}: ${value(text)},`,
  ]);
  const open = proposal.options
    .filter(({ key }) => !settings.has(key) && !LEFT_OUT.has(key))
    .map(
      (option) =>
        `${`// ${value(option.key)}: ${exampleOf(option)},`.padEnd(EXAMPLE_WIDTH)} ${comment(option.description)}`,
    );
  const lines = [
    comment("The exports that commands read when none are named. Patterns such as orders-*.csv are understood."),
    `"inputs": ${pretty(inputs)},`,
    "",
    ...proposal.tables.flatMap((table) => [...tableComments(table, proposal), ""]),
    comment('Columns that the headers leave open, as { "field": "Column" }, or by file: { "orders.csv": { … } }.'),
    Object.keys(map).length === 0 ? '// "map": { "date": "Order date" },' : `"map": ${pretty(map)},`,
    "",
    ...(set.length === 0 ? [] : [...set, ""]),
    comment("What else can be set, for all commands; the command line and CRM_ variables go before it."),
    ...open,
  ];
  const body = lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n");
  return `// Written by crm init. Comments may stand in this file.\n{\n${body}\n}\n`;
}

const EXAMPLE_WIDTH = 32;

/** Settings that mean nothing in a file, or have a key of their own shape. */
const LEFT_OUT = new Set(["customers", "transactions", "map", "json", "lint", "summary", "quiet", "yes", "color"]);

const descriptionOf = ({ options }: Proposal, key: string): string =>
  options.find((option) => option.key === key)?.description ?? key;

const exampleOf = (option: OptionSpec): string =>
  option.isFlag === true ? "true" : JSON.stringify(option.default ?? /<[^>]+>/.exec(option.flags)?.[0] ?? "");

/** So many columns are listed of each file. */
const MOST_LISTED = 60;
const COMMENT_WIDTH = 200;

function tableComments(table: ExaminedTable, { answers }: Proposal): string[] {
  const { recognised, matches, headers } = table;
  const name = neutralise(table.name);
  if (recognised === null) return [comment(`${name}: ${roleOf(table)}`)];
  const settled = answers.columns.get(tableKey(table));
  const others = new Map((matches?.ambiguous ?? []).map(({ field, candidates }) => [field, candidates]));
  const columns = (matches?.columns ?? []).map((column) => {
    const candidates = (others.get(column.field) ?? []).filter((header) => header !== column.header);
    const beside = candidates.length === 0 ? "" : `; others: ${candidates.map(quoted).join(", ")}`;
    const sure = settled?.has(column.field) === true ? "settled below, in map" : sureness(column);
    return `  ${column.field.padEnd(14)} ${quoted(column.header)} (${sure}${beside})`;
  });
  const asked = new Set((table.imported?.records?.questions ?? []).map(({ index }) => index));
  const unmapped = (matches?.unmapped ?? [])
    .filter((index) => !asked.has(index))
    .map((index) => headers[index]!)
    .filter((header) => header !== "");
  const { role, confidence, why } = recognised;
  return [
    `${name}: ${role}, ${Math.round(confidence * 100)} % sure. ${why}`,
    `  written as ${writtenAs(table.form)}`,
    ...columns.slice(0, MOST_LISTED),
    ...(asked.size === 0
      ? []
      : [
          `  a question each: ${[...asked]
            .slice(0, MOST_LISTED)
            .map((index) => quoted(headers[index]!))
            .join(", ")}`,
        ]),
    ...(unmapped.length === 0 ? [] : [`  not used: ${unmapped.slice(0, MOST_LISTED).map(quoted).join(", ")}`]),
  ].map(comment);
}

/** A header as a JSON text, so that no character in it can end the comment. */
const quoted = (header: string): string => JSON.stringify(neutralise(header));

function comment(text: string): string {
  const plain = neutralise(text);
  return `// ${plain.length > COMMENT_WIDTH ? `${plain.slice(0, COMMENT_WIDTH - 1)}…` : plain}`;
}
