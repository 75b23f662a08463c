import { CrmError } from "../errors/crm-error.js";
import type { Format } from "./format.js";
import { formatNamed, formatOfFile } from "./formats.js";
import { table } from "./table.js";

/** Where a result goes: a file, or standard output where `path` is null. */
export interface Target {
  readonly path: string | null;
  readonly format: Format;
}

/**
 * Where the results go, from the values of `-o` and `--format`. The file name's ending decides the format unless
 * `--format` names one. Without `-o`, and for `-o -`, the target is standard output, as a table unless named.
 *
 * @example targetsFrom(["segments.csv", "-"], undefined) // CSV into the file, a table on standard output
 */
export function targetsFrom(outputs: readonly string[], format?: string): Target[] {
  const named = format === undefined ? undefined : formatNamed(format);
  const paths = outputs.length === 0 ? ["-"] : outputs;
  if (paths.filter((path) => path === "-").length > 1) throw new CrmError("output-twice", { place: { file: "-" } });
  return paths.map((path) =>
    path === "-" ? { path: null, format: named ?? table } : { path, format: named ?? formatOfFile(path) },
  );
}
