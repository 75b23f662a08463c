import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterEach, beforeEach } from "vitest";
import { main } from "../../src/cli/main.js";

/** A folder for each test with small files in it, and the program run there in this process. */
export function useFolder() {
  const held = {
    folder: "",
    /** Writes a file of these lines and returns its name. */
    file(name: string, ...lines: readonly string[]): string {
      writeFileSync(join(held.folder, name), `${lines.join("\n")}\n`);
      return name;
    },
    crm: (...args: readonly string[]) => run(args, held.folder),
    /** Runs at a terminal on which these lines are typed. */
    crmAtTerminal: (typed: readonly string[], ...args: readonly string[]) => run(args, held.folder, typed),
  };
  beforeEach(() => {
    held.folder = mkdtempSync(join(tmpdir(), "crm-command-test-"));
  });
  afterEach(() => rmSync(held.folder, { recursive: true, force: true }));
  return held;
}

async function run(args: readonly string[], cwd: string, typed?: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const into = (name: "stdout" | "stderr") =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += String(chunk);
        done();
      },
    });
  const exitCode = await main(args, {
    cwd,
    env: { LANG: "C.UTF-8" },
    stdin: Readable.from(typed === undefined ? [] : typed.map((line) => `${line}\n`)),
    stdout: into("stdout"),
    stderr: into("stderr"),
    stdinIsTerminal: typed !== undefined,
    stdoutIsTerminal: typed !== undefined,
    stderrIsTerminal: false,
    width: 80,
  });
  return { exitCode, ...said };
}
