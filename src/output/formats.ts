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

/** Every output format, in the order in which help names them. */
export const FORMATS: readonly Format[] = [table, csv, tsv, xlsx, json, jsonl, parquet, markdown, html];

const byName = new Map(FORMATS.map((format) => [format.id, format]));
const byExtension = new Map(FORMATS.flatMap((format) => format.extensions.map((end) => [end, format] as const)));

/** Other words that people type for a format. */
const ALIASES: Readonly<Record<string, string>> = { markdown: "md", excel: "xlsx", ndjson: "jsonl", text: "table" };

/** The format that `--format` names; an error with the nearest name when there is none. */
export function formatNamed(name: string): Format {
  const wanted = name.trim().toLowerCase().replace(/^\./, "");
  const format =
    byName.get(Object.hasOwn(ALIASES, wanted) ? ALIASES[wanted]! : wanted) ?? byExtension.get(`.${wanted}`);
  if (format !== undefined) return format;
  throw new CrmError("output-format", {
    detail: `There is no output format "${name}".`,
    fix: suggestion(wanted, [...byName.keys()], "The formats are"),
  });
}

/** The format that a file's name ends in; an error with the nearest ending when it ends in none. */
export function formatOfFile(path: string): Format {
  const [, extension] = /[^/\\](\.[^./\\]+)$/.exec(path) ?? [];
  const format = extension === undefined ? undefined : byExtension.get(extension.toLowerCase());
  if (format !== undefined) return format;
  const endings = [...byExtension.keys()];
  throw new CrmError("output-format", {
    detail:
      extension === undefined
        ? `${path}: the name has no ending that tells the format.`
        : `${path}: the ending ${extension} stands for no output format.`,
    fix: `${suggestion(extension ?? "", endings, "Known endings are")} Or name the format with --format.`,
    place: { file: path },
  });
}

function suggestion(word: string, known: readonly string[], introduction: string): string {
  const near = closest(word, known);
  return near === undefined ? `${introduction} ${known.join(", ")}.` : `Did you mean ${near}?`;
}
