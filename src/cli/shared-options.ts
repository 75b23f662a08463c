import { anyText, daysLong, isoDay, namesParted, type OptionSpec, oneOf, pair, wholeNumber } from "./option.js";
import { percentOrCount } from "./reject-limit.js";

const spec = <const S extends OptionSpec>(option: S): S => option;

/** What files are read, and how. */
export const INPUT_OPTIONS = [
  spec({
    key: "customers",
    flags: "--customers <file...>",
    description: "files that hold customers",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "transactions",
    flags: "--transactions <file...>",
    description: "files that hold transactions",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "interactions",
    flags: "--interactions <file...>",
    description: "files that hold interactions: calls, visits, e-mails, complaints, quotes, deliveries",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "referrals",
    flags: "--referrals <file...>",
    description: "files that say who brought whom",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "responses",
    flags: "--responses <file...>",
    description: "files that hold answers to surveys",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "contacts",
    flags: "--contacts <file...>",
    description: "files that hold the people of organisations",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "opportunities",
    flags: "--opportunities <file...>",
    description: "files that hold quotes and contracts with their stage",
    parse: anyText,
    repeatable: true,
  }),
  spec({
    key: "listings",
    flags: "--listings <file...>",
    description: "files that say who was put on a call list and who was kept aside",
    parse: anyText,
    repeatable: true,
  }),
  spec({ key: "book", flags: "--book <file>", description: "read from a book made by crm import", parse: anyText }),
  spec({
    key: "map",
    flags: "--map <field=column...>",
    description: "which column holds a field, as in --map date='Order date'",
    parse: pair("--map"),
    repeatable: true,
  }),
  spec({ key: "sheet", flags: "--sheet <name>", description: "the sheet of a workbook to read", parse: anyText }),
  spec({
    key: "encoding",
    flags: "--encoding <name>",
    description: "encoding of text files: utf-8, utf-16le, utf-16be, windows-1252, gb18030",
    parse: anyText,
  }),
  spec({
    key: "delimiter",
    flags: "--delimiter <char>",
    description: "what parts the fields of text files; 'tab' for a tab",
    parse: (text: string) => (text === "tab" || text === "\\t" ? "\t" : text),
  }),
  spec({
    key: "dateOrder",
    flags: "--date-order <order>",
    description: "order of numeric dates: dmy or mdy",
    parse: oneOf("--date-order", ["dmy", "mdy"]),
  }),
  spec({
    key: "decimal",
    flags: "--decimal <mark>",
    description: "sign before the decimals: point or comma",
    parse: (text: string) => (oneOf("--decimal", ["point", "comma"])(text) === "comma" ? "," : ".") as "," | ".",
  }),
  spec({
    key: "currency",
    flags: "--currency <code>",
    description: "keep only amounts in this currency",
    parse: (text: string) => text.toUpperCase(),
  }),
  spec({
    key: "rates",
    flags: "--rates <file>",
    description: "CSV of currency,rate: the value of one unit in the currency of the results",
    parse: anyText,
  }),
  spec({ key: "memory", flags: "--memory <size>", description: "memory for the engine, as in 500MB", parse: anyText }),
  spec({
    key: "threads",
    flags: "--threads <n>",
    description: "threads for the engine",
    parse: wholeNumber("--threads", 1, 1024),
  }),
] as const;

/** Which records and customers count. */
export const SCOPE_OPTIONS = [
  spec({
    key: "asOf",
    flags: "--as-of <date>",
    description: "look at everything as it was at the end of this day (default: the last transaction's day)",
    parse: isoDay("--as-of"),
  }),
  spec({
    key: "since",
    flags: "--since <date>",
    description: "ignore transactions before this day",
    parse: isoDay("--since"),
  }),
  spec({
    key: "where",
    flags: "--where <condition>",
    description: "list only customers that meet a condition, as in \"country = 'DE'\"",
    parse: anyText,
  }),
  spec({
    key: "merge",
    flags: "--merge",
    description: "merge customers with the same e-mail or phone, and say which into which (table merged)",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "join",
    flags: "--join <file...>",
    description: "add the columns of a file with a customer_id, such as another command's CSV or JSON, as attributes",
    parse: anyText,
    repeatable: true,
  }),
] as const;

/** Where results go, and how much is said. */
export const OUTPUT_OPTIONS = [
  spec({
    key: "output",
    flags: "-o, --output <file...>",
    description:
      "write to a file; its ending decides the format (csv tsv xlsx json jsonl parquet md html), or the format before it, as in csv:list.dat",
    parse: anyText,
    repeatable: true,
    onlyOnCommandLine: true,
  }),
  spec({
    key: "format",
    flags: "--format <name>",
    description: "format of outputs that do not name their own",
    parse: anyText,
  }),
  spec({
    key: "json",
    flags: "--json",
    description: "same as --format json; errors are JSON too",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "columns",
    flags: "--columns <names>",
    description: "further customer attributes to list, parted by commas",
    parse: namesParted,
  }),
  spec({ key: "top", flags: "--top <n>", description: "list only the first n", parse: wholeNumber("--top", 1) }),
  spec({
    key: "sort",
    flags: "--sort <column>",
    description: "sort by another column; :desc for descending, as in --sort monetary:desc",
    parse: anyText,
  }),
  spec({
    key: "allTables",
    flags: "--all-tables",
    description: "show every table on the terminal, those of detail too",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "bom",
    flags: "--bom",
    description: "begin CSV with a byte order mark, for Excel",
    parse: anyText,
    isFlag: true,
  }),
  spec({
    key: "rejects",
    flags: "--rejects <file>",
    description: "where rejected records go (default: beside the first output, when there are any)",
    parse: anyText,
  }),
  spec({
    key: "maxRejects",
    flags: "--max-rejects <n|p%>",
    description: "exit 1 when more records than this are rejected",
    parse: percentOrCount,
  }),
  spec({
    key: "force",
    flags: "--force",
    description: "overwrite outputs that exist",
    parse: anyText,
    isFlag: true,
    onlyOnCommandLine: true,
  }),
  spec({
    key: "dryRun",
    flags: "--dry-run",
    description: "read and check everything, write nothing",
    parse: anyText,
    isFlag: true,
    onlyOnCommandLine: true,
  }),
  spec({
    key: "quiet",
    flags: "--quiet",
    description: "say nothing on stderr but errors",
    parse: anyText,
    isFlag: true,
  }),
  spec({ key: "color", flags: "--no-color", description: "no colour", parse: anyText, isFlag: true }),
  spec({
    key: "config",
    flags: "--config <file>",
    description: "configuration to use instead of the nearest crm.config.json",
    parse: anyText,
    onlyOnCommandLine: true,
  }),
  spec({
    key: "debug",
    flags: "--debug",
    description: "show the stack of an error",
    parse: anyText,
    isFlag: true,
    onlyOnCommandLine: true,
  }),
] as const;

/** The options that every command over input files takes. */
export const SHARED_OPTIONS = [...INPUT_OPTIONS, ...SCOPE_OPTIONS, ...OUTPUT_OPTIONS] as const;

export { daysLong, spec };

type SharedOption = (typeof SHARED_OPTIONS)[number];

/** The shared options without some, for commands to which those mean nothing. */
export const sharedOptionsWithout = <K extends SharedOption["key"]>(
  ...keys: readonly K[]
): readonly Exclude<SharedOption, { readonly key: K }>[] =>
  SHARED_OPTIONS.filter(
    (option): option is Exclude<SharedOption, { readonly key: K }> => !(keys as readonly string[]).includes(option.key),
  );
