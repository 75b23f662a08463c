import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { chmod, open } from "node:fs/promises";
import { dirname } from "node:path";
import { CrmError } from "../errors/crm-error.js";
import { type CheckedTarget, checkTargets, type TargetRules } from "./check-targets.js";
import { outputError } from "./output-errors.js";
import { createTemporary, nameBeside, releaseTemporary, removeTemporary } from "./temporaries.js";

/** One file to be written: `write` fills the temporary file that it is given. */
export interface PlannedOutput {
  readonly path: string;
  readonly write: (temporaryPath: string) => Promise<void>;
}

interface Written {
  readonly target: CheckedTarget;
  readonly temporary: string;
}

/**
 * Writes all outputs or none. Each is written to a temporary file beside its target and flushed to the disk; when
 * every one is complete, all are put in place at once. If anything fails before or while that happens, files that
 * were there are there again as they were, and nothing else is left behind.
 *
 * @param complete called when all are complete and before any is in place; if it fails, none is put in place
 */
export async function writeOutputs(
  plan: readonly PlannedOutput[],
  rules: TargetRules = {},
  complete: () => Promise<void> = async () => {},
): Promise<void> {
  const targets = await checkTargets(
    plan.map((output) => output.path),
    rules,
  );
  const written: Written[] = [];
  try {
    for (const [index, { path, write }] of plan.entries()) {
      const target = targets[index]!;
      try {
        const temporary = await createTemporary(target.real);
        written.push({ target, temporary });
        await write(temporary);
        await settle(temporary, target.mode);
      } catch (cause) {
        throw outputError(cause, path);
      }
    }
    await complete();
    putInPlace(written, rules.force === true);
  } finally {
    for (const { temporary } of written) await removeTemporary(temporary);
  }
  for (const folder of new Set(targets.map((target) => dirname(target.real)))) await flushFolder(folder);
}

/** Gives the file the mode of the one that it replaces, and waits until it is on the disk. */
async function settle(path: string, mode: number | undefined): Promise<void> {
  if (mode !== undefined) await chmod(path, mode);
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Moves the temporary files over their targets, synchronously, so that no signal handler runs in between. What is
 * replaced is kept under a second name until all are in place, and put back if one cannot be moved.
 */
function putInPlace(written: readonly Written[], force: boolean): void {
  const done: { readonly real: string; readonly backup: string | undefined }[] = [];
  try {
    for (const [index, { target, temporary }] of written.entries()) {
      try {
        const last = index === written.length - 1; // nothing that could fail comes after it
        const backup = force && !last && existsSync(target.real) ? keepCopy(target.real) : undefined;
        done.push({ real: target.real, backup });
        if (force) renameSync(temporary, target.real);
        else moveToUnused(temporary, target);
      } catch (cause) {
        if (done.at(-1)?.real === target.real) discard(done.pop()?.backup);
        throw outputError(cause, target.path);
      }
      releaseTemporary(temporary);
    }
  } catch (cause) {
    for (const { real, backup } of done.reverse()) {
      if (backup === undefined) discard(real);
      else renameSync(backup, real);
    }
    throw cause;
  }
  for (const { backup } of done) discard(backup);
}

/** Moves a file to a name that must still be free: a file that another program made meanwhile is not overwritten. */
function moveToUnused(temporary: string, target: CheckedTarget): void {
  try {
    linkSync(temporary, target.real);
  } catch (cause) {
    if (existsSync(target.real)) throw new CrmError("output-exists", { place: { file: target.path }, cause });
    renameSync(temporary, target.real); // a file system without hard links
    return;
  }
  rmSync(temporary, { force: true });
}

/** A second name for the file, or a copy where the file system has no hard links. */
function keepCopy(path: string): string {
  const backup = nameBeside(path, "bak");
  try {
    linkSync(path, backup);
    return backup;
  } catch {
    // no hard links here
  }
  try {
    copyFileSync(path, backup);
    return backup;
  } catch (cause) {
    discard(backup);
    throw cause;
  }
}

function discard(path: string | undefined): void {
  if (path !== undefined) rmSync(path, { force: true });
}

/** Makes the new names durable; not every system can, and the files themselves are safe already. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows does not open folders.
  }
}
