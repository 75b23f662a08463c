import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CrmError } from "../errors/crm-error.js";
import type { WriteContext } from "./format.js";
import { outputError } from "./output-errors.js";
import { FILE_STYLE } from "./render-table.js";
import type { Target } from "./targets.js";
import { withTemporaryFolder } from "./temporaries.js";
import type { PlannedOutput } from "./write-outputs.js";

/** Everything of a write but the file. */
export type Delivery = Omit<WriteContext, "path">;

/** The files among the targets as outputs for `writeOutputs`, where a command may add files of its own. */
export function planOutputs(targets: readonly Target[], delivery: Delivery): PlannedOutput[] {
  return targets.flatMap(({ path, format }) =>
    path === null
      ? []
      : [{ path, write: (temporary) => format.write({ ...delivery, terminal: FILE_STYLE, path: temporary }) }],
  );
}

/** Refuses, before any work, a format whose bytes a terminal cannot show. */
export function checkStdout(targets: readonly Target[], stdoutIsTerminal: boolean): void {
  const unfit = targets.find((target) => target.path === null && target.format.binary && stdoutIsTerminal);
  if (unfit === undefined) return;
  throw new CrmError("output-format", {
    detail: `A terminal cannot show ${unfit.format.id}.`,
    fix: `Write it to a file with -o result${unfit.format.extensions[0] ?? ""}, or pipe it into a program.`,
  });
}

/**
 * Writes to standard output what the targets send there. The formats fill files, so the bytes go through a
 * temporary one. When the reader has gone (EPIPE) the stream's own error is thrown, for the caller to end on quietly.
 */
export async function writeToStdout(targets: readonly Target[], delivery: Delivery, stdout: Writable): Promise<void> {
  for (const { path, format } of targets) {
    if (path !== null) continue;
    await withTemporaryFolder(async (folder) => {
      const file = join(folder, "stdout");
      await format.write({ ...delivery, path: file }).catch((cause: unknown) => {
        throw outputError(cause, file);
      });
      await pipeline(createReadStream(file), stdout, { end: false }).catch((cause: unknown) => {
        throw outputError(cause, "standard output");
      });
    });
  }
}
