import { spawn } from "node:child_process";
import { createWriteStream, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBook } from "../../src/book/read-book.js";
import { openEngine } from "../../src/engine/engine.js";
import { sql } from "../../src/engine/sql.js";
import { ROOT, runCrm, workFolder } from "../cli/run-crm.js";

/*
 * An import whose process is killed at any moment leaves the book as it was or as it was to be, and it opens. The book
 * has one export; a second one, which corrects half of its orders, is imported and killed, again and again.
 */
const RECORDS = 60_000;

let folder: ReturnType<typeof workFolder>;
const at = (name: string): string => join(folder.path, name);

async function writeOrders(name: string, from: number, cents: string): Promise<void> {
  function* text(): Generator<string> {
    yield "order_id,customer_id,date,amount\n";
    for (let start = from; start < from + RECORDS; start += 10_000) {
      yield Array.from({ length: 10_000 }, (_, index) => {
        const number = start + index;
        return `O${number},C${number % 9_000},2025-0${1 + (number % 9)}-1${number % 9},${number % 500}.${cents}\n`;
      }).join("");
    }
  }
  await pipeline(Readable.from(text()), createWriteStream(at(name)));
}

/** Everything that tells the two states apart, read as `crm segment --book` reads it. */
async function stateOf(book: string) {
  const engine = await openEngine();
  try {
    const { files } = await readBook(engine, { name: book, path: at(book) });
    const sums = await engine.row(sql`SELECT count(*) AS records, sum(amount)::VARCHAR AS amount,
      count(DISTINCT order_id) AS orders, count(DISTINCT customer_id) AS customers FROM transactions`);
    return { ...sums, imports: files.map(({ file, accepted, filtered }) => ({ file, accepted, filtered })) };
  } finally {
    engine.close();
  }
}

/** Starts an import and kills it after so many milliseconds; true where it was still running. */
function killImport(file: string, book: string, after: number): Promise<boolean> {
  const args = [join(ROOT, "bin/crm.js"), "import", file, "--book", book, "--quiet"];
  const child = spawn(process.execPath, args, { cwd: folder.path, stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), after);
  return new Promise((done) =>
    child.on("close", (_code, signal) => {
      clearTimeout(timer);
      done(signal === "SIGKILL");
    }),
  );
}

let before: Awaited<ReturnType<typeof stateOf>>;
let after: Awaited<ReturnType<typeof stateOf>>;
let duration: number;

beforeAll(async () => {
  folder = workFolder();
  await writeOrders("first.csv", 0, "25");
  await writeOrders("second.csv", RECORDS / 2, "50");
  expect((await runCrm(["import", "first.csv", "--book", "kept.crm"], folder.path)).exitCode).toBe(0);
  before = await stateOf("kept.crm");
  await copyFile(at("kept.crm"), at("full.crm"));
  const started = performance.now();
  expect((await runCrm(["import", "second.csv", "--book", "full.crm"], folder.path)).exitCode).toBe(0);
  duration = performance.now() - started;
  after = await stateOf("full.crm");
}, 60_000);
afterAll(() => folder.remove());

const remove = (book: string): void => {
  for (const file of [book, `${book}.wal`]) rmSync(at(file), { force: true });
};

describe("an import that is killed", { timeout: 60_000 }, () => {
  it("tells the two states apart", () => {
    expect(before).toMatchObject({ records: RECORDS, orders: RECORDS, imports: [{ accepted: RECORDS }] });
    expect(after).toMatchObject({
      records: 1.5 * RECORDS,
      orders: 1.5 * RECORDS,
      imports: [{ accepted: RECORDS / 2, filtered: { "duplicate-order": RECORDS / 2 } }, { accepted: RECORDS }],
    });
  });

  // Half of them in the last third, when the book is written.
  it.each([0.3, 0.6, 0.7, 0.76, 0.8, 0.84, 0.88, 0.91, 0.94, 0.97])(
    "after %f of its time leaves the book as before or as after",
    async (share) => {
      remove("shop.crm");
      await copyFile(at("kept.crm"), at("shop.crm"));
      await killImport("second.csv", "shop.crm", share * duration);
      const state = await stateOf("shop.crm");
      expect([before, after]).toContainEqual(state);
      const again = await runCrm(["import", "second.csv", "--book", "shop.crm"], folder.path);
      expect(again.exitCode, again.stderr).toBe(0);
      expect(await stateOf("shop.crm")).toEqual(after);
      expect(existsSync(at("shop.crm.wal"))).toBe(false);
    },
  );

  it.each([0.3, 0.5, 0.7, 0.85, 0.95])(
    "after %f of its time leaves no new book, or one that imports",
    async (share) => {
      remove("new.crm");
      await killImport("first.csv", "new.crm", share * duration);
      if (existsSync(at("new.crm"))) {
        const { exitCode, stderr } = await runCrm(["segment", "--book", "new.crm", "--json"], folder.path);
        if (exitCode !== 0) expect(JSON.parse(stderr).error.code).toBe("book-empty");
      }
      const again = await runCrm(["import", "first.csv", "--book", "new.crm"], folder.path);
      expect(again.exitCode, again.stderr).toBe(0);
      expect(await stateOf("new.crm")).toEqual(before);
    },
  );

  it("leaves nothing beside the book but what is named as temporary", () => {
    const strange = readdirSync(folder.path).filter(
      (name) => !/^(first|second)\.csv$|^(kept|full|shop|new)\.crm$|^\..*\.tmp(\.wal)?$/.test(name),
    );
    expect(strange).toEqual([]);
  });

  it("and an interrupted one removes the book that it has made", async () => {
    remove("new.crm");
    const args = [join(ROOT, "bin/crm.js"), "import", "first.csv", "--book", "new.crm"];
    const child = spawn(process.execPath, args, { cwd: folder.path, stdio: "ignore" });
    const ended = new Promise<number | null>((done) => child.on("close", done));
    while (!existsSync(at("new.crm")) || statSync(at("new.crm")).size === 0) {
      await new Promise((done) => setTimeout(done, 5));
    }
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(existsSync(at("new.crm"))).toBe(false);
    expect(existsSync(at("new.crm.wal"))).toBe(false);
  });
});
