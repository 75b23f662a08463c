import { closest } from "../errors/closest.js";
import { CrmError } from "../errors/crm-error.js";
import { csv } from "./csv.js";
import type { Format } from "./format.js";
import { html } from "./html.js";
import { json } from "./json.js";
import { jsonl } from "./jsonl.js";
import { markdown } from "./markdown.js";
import { parquet } from "./parquet.js";
import { table } from "./table.js";
import { tsv } from "./tsv.js";
import { xlsx } from "./xlsx.js";

/** The output formats of every command, in the order in which help names them. */
export const FORMATS: readonly Format[] = [table, csv, tsv, xlsx, json, jsonl, parquet, markdown, html];

/** Formats beside those of every command. */
export interface FormatChoice {
  /** Those of the command that runs. One with the id or the ending of a common format takes its place. */
  readonly own?: readonly Format[];
  /** Those of other commands, by command: never written, but the error then says whose they are. */
  readonly elsewhere?: Readonly<Record<string, readonly Format[]>>;
}

/** Other words that people type for a format. */
const ALIASES: Readonly<Record<string, string>> = { markdown: "md", excel: "xlsx", ndjson: "jsonl", text: "table" };

interface Known {
  readonly byName: ReadonlyMap<string, Format>;
  readonly byExtension: ReadonlyMap<string, Format>;
}

function index(formats: readonly Format[]): Known {
  return {
    byName: new Map(formats.map((format) => [format.id, format])),
    byExtension: new Map(formats.flatMap((format) => format.extensions.map((end) => [end, format] as const))),
  };
}

const common = index(FORMATS);

/** What may be asked for: a later entry of a map takes the place of an earlier one, so the command's own come last. */
function knownOf({ own = [] }: FormatChoice): Known {
  if (own.length === 0) return common;
  const further = index(own);
  return {
    byName: new Map([...common.byName, ...further.byName]),
    byExtension: new Map([...common.byExtension, ...further.byExtension]),
  };
}

function lookUp(name: string, { byName, byExtension }: Known): Format | undefined {
  const wanted = name.trim().toLowerCase().replace(/^\./, "");
  const id = Object.hasOwn(ALIASES, wanted) ? ALIASES[wanted]! : wanted;
  return byName.get(id) ?? byExtension.get(`.${wanted}`);
}

/** The format that `--format` names; an error with the nearest name when there is none. */
export function formatNamed(name: string, choice: FormatChoice = {}): Format {
  const known = knownOf(choice);
  const format = lookUp(name, known);
  if (format !== undefined) return format;
  refuseElsewhere(name, choice);
  throw new CrmError("output-format", {
    detail: `There is no output format "${name}".`,
    fix: suggestion(name.trim().toLowerCase(), [...known.byName.keys()], "The formats are"),
  });
}

/** The format that a file's name ends in; an error with the nearest ending when it ends in none. */
export function formatOfFile(path: string, choice: FormatChoice = {}): Format {
  const known = knownOf(choice);
  const [, extension] = /[^/\\](\.[^./\\]+)$/.exec(path) ?? [];
  const format = extension === undefined ? undefined : known.byExtension.get(extension.toLowerCase());
  if (format !== undefined) return format;
  if (extension !== undefined) refuseElsewhere(extension, choice, path);
  const endings = [...known.byExtension.keys()];
  throw new CrmError("output-format", {
    detail:
      extension === undefined
        ? `${path}: the name has no ending that tells the format.`
        : `${path}: the ending ${extension} stands for no output format.`,
    fix: `${suggestion(extension ?? "", endings, "Known endings are")} Or name the format with --format.`,
    place: { file: path },
  });
}

/**
 * Parts `vicidial:leads.csv` into format and file. The word has two letters at least, so that the drive of `C:\x.csv`
 * stays a path, and is a format's; any other word before a colon is part of a file's name, unless it looks like a slip
 * of the pen. `./csv:x.csv` is always a file.
 */
export function prefixedFormat(output: string, choice: FormatChoice = {}): { format: Format; path: string } | null {
  const [, word, path] = /^([a-z][a-z0-9-]+):(.+)$/is.exec(output) ?? [];
  if (word === undefined || path === undefined) return null;
  const known = knownOf(choice);
  const format = lookUp(word, known);
  if (format !== undefined) return { format, path };
  refuseElsewhere(word, choice, output);
  const near = closest(word, known.byName.keys());
  if (near === undefined) return null;
  throw new CrmError("output-format", {
    detail: `${output}: there is no output format "${word}".`,
    fix: `Did you mean ${near}:${path}? A file of that very name is ./${output}.`,
    place: { file: output },
  });
}

function refuseElsewhere(word: string, { elsewhere = {} }: FormatChoice, file?: string): void {
  for (const [command, formats] of Object.entries(elsewhere)) {
    const format = lookUp(word, index(formats));
    if (format === undefined) continue;
    throw new CrmError("output-format", {
      detail: `${file === undefined ? "" : `${file}: `}${format.id} is a format of crm ${command} alone.`,
      fix: `Ask crm ${command} for it; the formats of every command are ${FORMATS.map(({ id }) => id).join(", ")}.`,
      ...(file === undefined ? {} : { place: { file } }),
    });
  }
}

function suggestion(word: string, known: readonly string[], introduction: string): string {
  const near = closest(word, known);
  return near === undefined ? `${introduction} ${known.join(", ")}.` : `Did you mean ${near}?`;
}
