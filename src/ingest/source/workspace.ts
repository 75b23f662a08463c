import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A private temporary folder for one command, removed when it ends however it ends. */
export interface Workspace {
  /** A fresh path in the folder. */
  path(name: string): string;
  remove(): void;
}

export function openWorkspace(): Workspace {
  let folder: string | null = null;
  let count = 0;
  const remove = (): void => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    folder = null;
    process.off("exit", remove);
  };
  return {
    path(name) {
      if (folder === null) {
        folder = mkdtempSync(join(tmpdir(), "crm-"));
        process.once("exit", remove);
      }
      count += 1;
      return join(folder, `${count}-${name.replaceAll(/[^\w.-]/g, "_")}`);
    },
    remove,
  };
}
