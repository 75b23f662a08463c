import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The repository's root. */
export const ROOT = resolve(import.meta.dirname, "../..");

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real binary in a folder, with nothing of this machine's environment that could change its output. */
export function runCrm(
  args: readonly string[],
  cwd: string,
  input = "",
  env: Record<string, string> = {},
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(ROOT, "bin/crm.js"), ...args], {
      cwd,
      env: {
        PATH: process.env.PATH ?? "",
        LANG: "C.UTF-8",
        ...(process.env.TZ === undefined ? {} : { TZ: process.env.TZ }),
        ...env,
      },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", fail);
    child.on("close", (exitCode) => done({ exitCode: exitCode ?? -1, stdout, stderr }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** A fresh folder, with a copy of a fixture in it when one is named; removed by `remove`. */
export function workFolder(fixture?: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "crm-test-"));
  if (fixture !== undefined) cpSync(join(ROOT, "fixtures", fixture), path, { recursive: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Splits a command line as a shell does, with single and double quotes. */
export function words(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"),
  );
}
