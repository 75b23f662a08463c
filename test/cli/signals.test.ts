import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, workFolder } from "./run-crm.js";

/*
 * A run that a signal ends leaves nothing: no output, nothing beside the outputs, nothing in the temporary folder.
 */
const RECORDS = 1_200_000;

let folder: ReturnType<typeof workFolder>;
beforeAll(async () => {
  folder = workFolder();
  mkdirSync(join(folder.path, "tmp"));
  mkdirSync(join(folder.path, "out"));
  function* text(): Generator<string> {
    yield "order_id,customer_id,date,amount,name\n";
    for (let from = 0; from < RECORDS; from += 10_000) {
      yield Array.from({ length: 10_000 }, (_, index) => {
        const number = from + index;
        // One stray quote a thousand records, so that the file is read in the slow way.
        const name = number % 1000 === 0 ? '"a" b' : `Name ${number}`;
        return `O${number},C${number % 300_000},2024-0${1 + (number % 9)}-1${number % 9},${number % 500}.50,${name}\n`;
      }).join("");
    }
  }
  await pipeline(Readable.from(text()), createWriteStream(join(folder.path, "orders.csv")));
}, 60_000);
afterAll(() => folder.remove());

const start = (): ChildProcess =>
  spawn(
    process.execPath,
    [join(ROOT, "bin/crm.js"), "segment", "orders.csv", "-o", "out/out.xlsx", "-o", "out/out.csv"],
    {
      cwd: folder.path,
      env: { PATH: process.env.PATH ?? "", TMPDIR: join(folder.path, "tmp") },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );

const ended = (child: ChildProcess): Promise<number | null> => new Promise((done) => child.on("close", done));

async function interrupt(signal: NodeJS.Signals, after: number): Promise<void> {
  const child = start();
  let stderr = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const end = ended(child);
  await new Promise((done) => setTimeout(done, after));
  const sent = Date.now();
  child.kill(signal);
  expect(await end).toBe(signal === "SIGINT" ? 130 : 143);
  expect(Date.now() - sent).toBeLessThan(5000);
  expect(stderr).not.toMatch(/ {4}at |fault in crm/);
  expect(readdirSync(join(folder.path, "out"))).toEqual([]);
  expect(readdirSync(join(folder.path, "tmp"))).toEqual([]);
}

describe("signals", { timeout: 60_000 }, () => {
  // While it opens the file, while it reads, and while it writes.
  it.each([
    ["SIGINT", 400],
    ["SIGINT", 1500],
    ["SIGTERM", 700],
    ["SIGTERM", 3000],
    ["SIGINT", 4500],
  ] as const)("%s after %i ms leaves nothing behind", (signal, after) => interrupt(signal, after));
});
