import { constants, type Stats } from "node:fs";
import { access, lstat, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { CrmError } from "../errors/crm-error.js";
import { outputError } from "./output-errors.js";

export interface TargetRules {
  /** Files that the run reads (and the book); never written to. What is no file on disk is passed over. */
  readonly inputs?: readonly string[];
  /** Allows files that are there already to be replaced. */
  readonly force?: boolean;
  /** What relative paths start from; the process's own folder when left out. */
  readonly cwd?: string;
}

/** An output that may be written. */
export interface CheckedTarget {
  /** As the user named it. */
  readonly path: string;
  /** Absolute, symbolic links resolved: writing through a link replaces the file it leads to, not the link. */
  readonly real: string;
  /** The mode of the file that will be replaced. */
  readonly mode: number | undefined;
}

/**
 * Makes sure before any work that every output can be written. Refused are: a path that is an input, also through
 * a link (with force too); the same file twice; a file that is there already, without force; a folder, a device or
 * a pipe; a folder that does not exist (it is not created: a slip in a path should not grow folders) or where
 * nothing may be written.
 */
export async function checkTargets(paths: readonly string[], rules: TargetRules = {}): Promise<CheckedTarget[]> {
  const inputs = new Set((await Promise.all((rules.inputs ?? []).map((path) => identities(path, rules.cwd)))).flat());
  const taken = new Set<string>();
  const checked: CheckedTarget[] = [];
  for (const path of paths) {
    const { target, found } = await checkTarget(path, rules.cwd);
    const names = [nameKey(target.real), ...(found === undefined ? [] : [fileKey(found)])];
    if (names.some((name) => inputs.has(name))) throw new CrmError("output-is-input", { place: { file: path } });
    if (names.some((name) => taken.has(name))) throw new CrmError("output-twice", { place: { file: path } });
    for (const name of names) taken.add(name);
    if (found !== undefined && rules.force !== true) throw new CrmError("output-exists", { place: { file: path } });
    if (found !== undefined) await permitted(target.real, path, constants.W_OK);
    checked.push(target);
  }
  return checked;
}

async function checkTarget(path: string, cwd = "."): Promise<{ target: CheckedTarget; found: Stats | undefined }> {
  if (path === "" || /[/\\]$/.test(path)) throw refused(path, "it names a folder", "Add a file name to the path.");
  if (path.includes("\0")) throw refused(path, "the path has a NUL character in it", "Check the path.");
  const absolute = resolve(cwd, path);
  const folder = await realFolder(absolute, path);
  let real = join(folder, basename(absolute));
  const link = await missingAsUndefined(() => lstat(real), path);
  const found = link?.isSymbolicLink() ? await missingAsUndefined(() => stat(real), path) : link;
  if (link !== undefined && found === undefined) {
    throw refused(path, "it is a symbolic link that leads nowhere", "Remove the link, or use another path.");
  }
  if (found?.isDirectory()) throw refused(path, "it is a folder", "Add a file name to the path.");
  if (found !== undefined && !found.isFile()) {
    throw refused(
      path,
      "it is a device or a pipe, not a file",
      "Write to standard output with `-o -` and redirect it.",
    );
  }
  if (link?.isSymbolicLink()) real = await realpath(real);
  await permitted(dirname(real), path, constants.W_OK | constants.X_OK);
  return { target: { path, real, mode: found === undefined ? undefined : found.mode & 0o7777 }, found };
}

async function realFolder(absolute: string, path: string): Promise<string> {
  const folder = dirname(absolute);
  const real = await missingAsUndefined(() => realpath(folder), path);
  if (real === undefined) throw refused(path, `folder ${folder} does not exist`, "Make the folder first.");
  if (!(await stat(real)).isDirectory()) throw refused(path, `${folder} is not a folder`, "Check the path.");
  return real;
}

async function permitted(real: string, path: string, mode: number): Promise<void> {
  try {
    await access(real, mode);
  } catch (cause) {
    throw outputError(cause, path);
  }
}

/** Every key under which an existing file may be met again: its real path, and device with inode for hard links. */
async function identities(path: string, cwd = "."): Promise<string[]> {
  try {
    const real = await realpath(resolve(cwd, path));
    return [nameKey(real), fileKey(await stat(real))];
  } catch {
    return [];
  }
}

const fileKey = ({ dev, ino }: Stats): string => `${dev}:${ino}`;

/** File systems of macOS and Windows take names that differ in case for the same. */
const nameKey = (real: string): string =>
  process.platform === "darwin" || process.platform === "win32" ? real.normalize("NFC").toLowerCase() : real;

const refused = (file: string, detail: string, fix: string): CrmError =>
  new CrmError("output-refused", { detail, fix, place: { file } });

async function missingAsUndefined<T>(look: () => Promise<T>, path: string): Promise<T | undefined> {
  try {
    return await look();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw outputError(cause, path);
  }
}
