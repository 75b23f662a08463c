import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CrmError } from "../errors/crm-error.js";

/** The configuration as it was found; empty where there is none. */
export interface LoadedConfig {
  /** The file, or null. */
  readonly path: string | null;
  /** The folder that relative paths in it start from. */
  readonly folder: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const CONFIG_NAME = "crm.config.json";

/** Reads the nearest crm.config.json upwards from a folder, or the one named. Comments are allowed in it. */
export async function loadConfig(cwd: string, named?: string): Promise<LoadedConfig> {
  const path = named === undefined ? nearest(cwd) : resolve(cwd, named);
  if (path === null) return { path: null, folder: cwd, values: {} };
  if (!existsSync(path)) {
    throw new CrmError("config-invalid", {
      detail: "there is no such file.",
      fix: "Run `crm init` to make one.",
      place: { file: path },
    });
  }
  const { parse, printParseErrorCode } = await import("jsonc-parser");
  const text = readFileSync(path, "utf8");
  const errors: import("jsonc-parser").ParseError[] = [];
  const values: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    throw new CrmError("config-invalid", {
      detail: `${printParseErrorCode(first.error)}.`,
      fix: "Mend the JSON there.",
      place: { file: path, line: text.slice(0, first.offset).split("\n").length },
    });
  }
  const { checkConfig } = await import("./schema.js");
  return { path, folder: dirname(path), values: checkConfig(values, path) };
}

function nearest(from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return null;
  }
}
