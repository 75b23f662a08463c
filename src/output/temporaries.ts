import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Temporary files and folders that exist now; a signal handler removes them. */
const alive = new Set<string>();

/**
 * Removes every temporary file of this process, at once and without an error; for the handler of SIGINT and
 * SIGTERM. Outputs are put in place within one turn of the event loop, so a handler never sees half of them done.
 */
export function discardTemporaries(): void {
  for (const path of alive) rmSync(path, { force: true, recursive: true });
  alive.clear();
}

/** An unused name beside the target, hidden, short enough for any file system; nothing is created. */
export const nameBeside = (target: string, ending: string): string =>
  join(dirname(target), `.${[...basename(target)].slice(0, 40).join("")}.${randomBytes(6).toString("hex")}.${ending}`);

/** Creates an empty file beside the target, on the same file system, with the mode that the umask leaves. */
export async function createTemporary(target: string): Promise<string> {
  const path = nameBeside(target, "tmp");
  alive.add(path);
  const handle = await open(path, "wx");
  await handle.close();
  return path;
}

/** Creates an empty folder beside the target, on the same file system, with the mode that the umask leaves. */
export async function createTemporaryFolder(target: string): Promise<string> {
  const path = nameBeside(target, "tmp");
  alive.add(path);
  await mkdir(path);
  return path;
}

/** Removes the file, if it is there still, and forgets it. */
export async function removeTemporary(path: string): Promise<void> {
  await rm(path, { force: true, recursive: true });
  alive.delete(path);
}

/** Forgets a file that has become an output. */
export const releaseTemporary = (path: string): void => {
  alive.delete(path);
};

/** Runs the work with a temporary file beside the target, and removes that file whatever happens. */
export async function withTemporary<T>(target: string, work: (path: string) => Promise<T>): Promise<T> {
  const path = await createTemporary(target);
  try {
    return await work(path);
  } finally {
    await removeTemporary(path);
  }
}

/** Runs the work with a new folder that only this user can read, and removes it whatever happens. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "crm-out-"));
  alive.add(folder);
  try {
    return await work(folder);
  } finally {
    await removeTemporary(folder);
  }
}
