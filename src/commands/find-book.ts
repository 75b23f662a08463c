import { resolve } from "node:path";
import type { BookPlace } from "../book/book-file.js";
import type { CommandContext } from "../cli/command.js";
import type { SHARED_OPTIONS } from "../cli/shared-options.js";
import { variableOf } from "../config/settings.js";
import { CrmError } from "../errors/crm-error.js";

type SharedContext = CommandContext<typeof SHARED_OPTIONS>;

/** The book that the settings name; what the configuration names starts from the configuration's folder. */
export function bookPlace({ settings, effects, config }: SharedContext): BookPlace | null {
  const name = settings.book;
  if (name === undefined) return null;
  const isConfigured = name === config.values.book && effects.env[variableOf("book")] !== name;
  return { name, path: resolve(isConfigured ? config.folder : effects.cwd, name) };
}

/**
 * The book that a command reads, null where it reads files. Files that are named beat a book of the configuration or the
 * environment; named together on the command line they are refused, as nothing says what is meant.
 *
 * @throws CrmError `bad-option`
 */
export function bookToRead(context: SharedContext): BookPlace | null {
  const { settings, files } = context;
  const place = bookPlace(context);
  if (place === null) return null;
  const named = [...files, ...settings.customers, ...settings.transactions];
  if (named.length > 0) {
    if (isAmbient(context, "book")) return null;
    throw new CrmError("bad-option", {
      option: "--book",
      detail: "files are named too",
      fix: `Add them first (crm import ${named.join(" ")} --book ${place.name}), then leave them out.`,
    });
  }
  refuseReading(context);
  return place;
}

/** Options of how files are read, which were settled when the book's files were imported. */
const READING = [
  ["sheet", "--sheet"],
  ["encoding", "--encoding"],
  ["delimiter", "--delimiter"],
  ["dateOrder", "--date-order"],
  ["decimal", "--decimal"],
  ["currency", "--currency"],
  ["rates", "--rates"],
] as const;

function refuseReading(context: SharedContext): void {
  const { settings } = context;
  const given = READING.filter(([key]) => settings[key] !== undefined && !isAmbient(context, key));
  const [option] = [...(settings.map.length > 0 ? ["--map"] : []), ...given.map(([, flag]) => flag)];
  if (option === undefined) return;
  throw new CrmError("bad-option", {
    option,
    detail: "it says how files are read, and those of a book were read when they were imported",
    fix: "Leave it out; import a file again with it to have it read anew.",
  });
}

/** Whether a setting comes from the configuration or the environment, where it is meant for other runs too. */
function isAmbient({ config, effects }: SharedContext, key: string): boolean {
  return config.values[key] !== undefined || (effects.env[variableOf(key)] ?? "") !== "";
}
