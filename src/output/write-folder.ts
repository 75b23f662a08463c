import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CrmError } from "../errors/crm-error.js";
import { outputError } from "./output-errors.js";
import { createTemporaryFolder, nameBeside, removeTemporary } from "./temporaries.js";

export interface FolderRules {
  /** Names that the folder's files can have; with force files of these names are replaced or removed, others stay. */
  readonly names: readonly string[];
  /** Allows a folder that is not empty. */
  readonly force?: boolean;
  /** What a relative path starts from. */
  readonly cwd: string;
}

/** A folder that may be written. */
interface CheckedFolder {
  /** Absolute, symbolic links resolved. */
  readonly real: string;
  readonly exists: boolean;
}

/** Makes sure that a folder can be written: it is not there (but the one around it is) or empty, or force is given. */
async function checkFolder(path: string, { force, cwd, names }: FolderRules): Promise<CheckedFolder> {
  const absolute = resolve(cwd, path);
  const parent = await missingAsUndefined(() => realpath(dirname(absolute)));
  if (parent === undefined) {
    throw refused(path, `folder ${dirname(absolute)} does not exist`, "Make that folder first.");
  }
  const found = await missingAsUndefined(() => stat(absolute));
  if (found === undefined) return { real: join(parent, basename(absolute)), exists: false };
  if (!found.isDirectory()) throw refused(path, "it is a file, not a folder", "Name another folder.");
  const real = await realpath(absolute);
  const held = await readdir(real);
  if (held.length > 0 && force !== true) {
    throw refused(path, "the folder is not empty", "Name another folder, or replace what is there with --force.");
  }
  const odd = held.find((name) => names.includes(name) && !lstatSync(join(real, name)).isFile());
  if (odd !== undefined) throw refused(join(path, odd), "it is not a file", "Remove it, or name another folder.");
  return { real, exists: true };
}

/**
 * Fills a folder with files, all or none. They are written into a hidden folder on the same file system and put in place
 * when all are complete, within one turn of the event loop, so that no signal finds half of them. If anything fails, what
 * was there is there again as it was.
 *
 * @param fill writes the files into the folder that it is given
 */
export async function writeFolder<T>(
  path: string,
  rules: FolderRules,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  let temporary: string | undefined;
  try {
    const { real, exists } = await checkFolder(path, rules);
    // A folder that is there may be a file system of its own: then only what lies in it can be moved into place.
    temporary = await createTemporaryFolder(exists ? join(real, basename(real)) : real);
    const filled = await fill(temporary);
    if (exists) replaceFiles(temporary, real, rules.names);
    else renameSync(temporary, real);
    return filled;
  } catch (cause) {
    throw outputError(cause, path);
  } finally {
    if (temporary !== undefined) await removeTemporary(temporary);
  }
}

/** Moves the files over those of the folder; what they replace is kept aside until all are in place. */
function replaceFiles(from: string, to: string, names: readonly string[]): void {
  const aside = nameBeside(from, "bak");
  const moved: (readonly [source: string, target: string])[] = [];
  const move = (source: string, target: string): void => {
    renameSync(source, target);
    moved.push([source, target]);
  };
  mkdirSync(aside);
  try {
    for (const name of readdirSync(to)) if (names.includes(name)) move(join(to, name), join(aside, name));
    for (const name of readdirSync(from)) move(join(from, name), join(to, name));
  } catch (cause) {
    for (const [source, target] of moved.reverse()) renameSync(target, source);
    throw cause;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

const refused = (file: string, detail: string, fix: string): CrmError =>
  new CrmError("output-refused", { detail, fix, place: { file } });

async function missingAsUndefined<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}
