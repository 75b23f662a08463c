import { existsSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { LoadedConfig } from "../config/config.js";
import { CrmError } from "../errors/crm-error.js";
import { ROLES, type Role } from "../ingest/field.js";
import type { InputFile } from "../ingest/import-files.js";

/** What the user said about inputs. */
export interface NamedInputs {
  readonly files: readonly string[];
  /** Files of which it was said what they hold. */
  readonly byRole: Readonly<Partial<Record<Role, readonly string[]>>>;
}

/**
 * The inputs of a run: those on the command line, else those of the configuration. Patterns are expanded, in the order
 * of names; a file that is named twice is read once.
 *
 * @throws CrmError `no-input`, `file-missing` for a pattern without a match
 */
export async function findInputs(named: NamedInputs, cwd: string, config: LoadedConfig): Promise<InputFile[]> {
  const said = await expandAll(
    [
      ...named.files.map((name) => ({ name })),
      ...ROLES.flatMap((role) => (named.byRole[role] ?? []).map((name) => ({ name, role }))),
    ],
    cwd,
    cwd,
  );
  const inputs = said.length > 0 ? said : await expandAll(configured(config), config.folder, cwd);
  if (inputs.length === 0) throw new CrmError("no-input");
  const byPath = new Map<string, InputFile>();
  for (const input of inputs) byPath.set(input.path, { ...byPath.get(input.path), ...input });
  return [...byPath.values()];
}

interface Wanted {
  readonly name: string;
  readonly role?: Role;
}

function configured(config: LoadedConfig): Wanted[] {
  const inputs = config.values.inputs as undefined | string[] | Partial<Record<Role, string[]>>;
  if (inputs === undefined) return [];
  if (Array.isArray(inputs)) return inputs.map((name) => ({ name }));
  return ROLES.flatMap((role) => (inputs[role] ?? []).map((name) => ({ name, role })));
}

async function expandAll(wanted: readonly Wanted[], folder: string, cwd: string): Promise<InputFile[]> {
  const found: InputFile[] = [];
  for (const one of wanted)
    for (const path of await expand(one.name, folder)) found.push({ ...one, path, ...shown(path, one.name, cwd) });
  return found;
}

/** A pattern's matches are named by their own path, a plain name stays as the user wrote it. */
function shown(path: string, name: string, cwd: string): { name: string } {
  if (name === "-" || resolve(cwd, name) === path) return { name };
  const short = relative(cwd, path);
  return { name: short.startsWith("..") && isAbsolute(path) ? path : short };
}

async function expand(name: string, folder: string): Promise<string[]> {
  if (name === "-") return ["-"];
  const paths = await expandPattern(name, folder);
  if (paths.length === 0) {
    throw new CrmError("file-missing", { fix: "No file matches the pattern.", place: { file: name } });
  }
  return paths;
}

/** The absolute paths that a name or a pattern stands for, in order; none where nothing matches a pattern. */
export async function expandPattern(name: string, folder: string): Promise<string[]> {
  const path = resolve(folder, name);
  if (!/[*?[{]/.test(name) || existsSync(path)) return [path];
  const { glob } = await import("tinyglobby");
  return (await glob(name, { cwd: folder, absolute: true, onlyFiles: true, expandDirectories: false })).sort();
}
