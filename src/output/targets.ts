import { CrmError } from "../errors/crm-error.js";
import type { Format } from "./format.js";
import { type FormatChoice, formatNamed, formatOfFile, prefixedFormat } from "./formats.js";
import { table } from "./table.js";

/** Where a result goes: a file, or standard output where `path` is null. */
export interface Target {
  readonly path: string | null;
  readonly format: Format;
}

/**
 * Where the results go, from the values of `-o` and `--format`. An output's own prefix decides its format
 * (`vicidial:leads.csv`), else `--format`, else the ending of the file's name. Without `-o`, and for `-o -`, the target
 * is standard output, as a table unless named.
 *
 * @param choice the command's own formats beside the common ones, and those that other commands have
 *
 * @example targetsFrom(["segments.csv", "-"], undefined) // CSV into the file, a table on standard output
 * @example targetsFrom(["json:-", "list.csv"], undefined) // JSON on standard output, CSV into the file
 */
export function targetsFrom(outputs: readonly string[], format?: string, choice: FormatChoice = {}): Target[] {
  const named = format === undefined ? undefined : formatNamed(format, choice);
  const targets = (outputs.length === 0 ? ["-"] : outputs).map((output): Target => {
    const prefixed = prefixedFormat(output, choice);
    const path = prefixed?.path ?? output;
    const wanted = prefixed?.format ?? named;
    return path === "-"
      ? { path: null, format: wanted ?? table }
      : { path, format: wanted ?? formatOfFile(path, choice) };
  });
  if (targets.filter(({ path }) => path === null).length > 1) {
    throw new CrmError("output-twice", { place: { file: "-" } });
  }
  return targets;
}
