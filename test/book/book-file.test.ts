import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBookToChange, openBookToRead } from "../../src/book/book-file.js";
import { createSchema } from "../../src/book/book-schema.js";
import { readBook } from "../../src/book/read-book.js";
import { openEngine } from "../../src/engine/engine.js";
import { literal, sql } from "../../src/engine/sql.js";
import { ROOT, runCrm, workFolder } from "../cli/run-crm.js";

/* The book as a file: who may open it when, and what is no book. */
let folder: ReturnType<typeof workFolder>;
const at = (name: string): string => join(folder.path, name);
const place = (name: string) => ({ name, path: at(name) });

beforeEach(() => {
  folder = workFolder();
  writeFileSync(at("orders.csv"), "order_id,customer_id,date,amount\n1,A,2026-01-01,5\n2,B,2026-01-02,6\n");
});
afterEach(() => folder.remove());

const crm = (...args: readonly string[]) => runCrm([...args, "--json"], folder.path);
const codeOf = ({ stderr }: { stderr: string }): string => JSON.parse(stderr).error.code;

async function withEngine<T>(work: (engine: Awaited<ReturnType<typeof openEngine>>) => Promise<T>): Promise<T> {
  const engine = await openEngine();
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

describe("two processes", { timeout: 30_000 }, () => {
  it("do not change a book at the same time, nor read what is being changed", async () => {
    expect((await crm("import", "orders.csv", "--book", "shop.crm")).exitCode).toBe(0);
    await withEngine(async (engine) => {
      const book = await openBookToChange(engine, place("shop.crm"), false);
      for (const args of [["import", "orders.csv"], ["segment"]]) {
        const other = await crm(...args, "--book", "shop.crm");
        expect(other.exitCode).toBe(3);
        expect(JSON.parse(other.stderr).error).toMatchObject({
          code: "book-in-use",
          message: `The book is in use by another process: process ${process.pid} has it open`,
        });
      }
      await book.close();
      expect((await crm("segment", "--book", "shop.crm")).exitCode).toBe(0);
    });
  });

  it("read a book at the same time", async () => {
    await crm("import", "orders.csv", "--book", "shop.crm");
    await withEngine(async (engine) => {
      await readBook(engine, place("shop.crm"));
      expect((await crm("segment", "--book", "shop.crm")).exitCode).toBe(0);
      expect(codeOf(await crm("import", "orders.csv", "--book", "shop.crm"))).toBe("book-in-use");
    });
  });

  it("leave a book alone that another made meanwhile", async () => {
    await withEngine(async (engine) => {
      const book = await openBookToChange(engine, place("new.crm"), false);
      expect(codeOf(await crm("import", "orders.csv", "--book", "new.crm"))).toBe("book-in-use");
      expect(existsSync(at("new.crm"))).toBe(true);
      await book.close();
      expect(readdirSync(folder.path)).toEqual(["orders.csv"]);
    });
  });
});

describe("a transaction", () => {
  it("that fails leaves every byte as it was", async () => {
    await crm("import", "orders.csv", "--book", "shop.crm");
    const before = readFileSync(at("shop.crm"));
    await withEngine(async (engine) => {
      const book = await openBookToChange(engine, place("shop.crm"), false);
      const failing = book.transaction(async () => {
        await engine.run(sql`INSERT INTO book.transactions (buyer) SELECT 'C' || range FROM range(500000)`);
        throw new Error("stop");
      });
      await expect(failing).rejects.toThrow("stop");
      await book.close();
    });
    expect(readFileSync(at("shop.crm")).equals(before)).toBe(true);
    expect(readdirSync(folder.path).sort()).toEqual(["orders.csv", "shop.crm"]);
  });
});

describe("what is no book", () => {
  const refused = (name: string) =>
    withEngine(async (engine) => {
      const error = await openBookToRead(engine, place(name)).catch((cause: unknown) => cause);
      return (error as { code: string }).code;
    });

  it("is told apart: another's database, a newer one, a damaged one, a log alone", async () => {
    await withEngine(async (engine) => {
      await engine.run(sql`ATTACH ${literal(at("foreign.crm"))} AS other`);
      await engine.run(sql`CREATE TABLE other.t (i INTEGER)`);
      await engine.run(sql`DETACH other`);
      await engine.run(sql`ATTACH ${literal(at("newer.crm"))} AS book`);
      await createSchema(engine);
      await engine.run(sql`UPDATE book.crm_book SET format = 999`);
      await engine.run(sql`DETACH book`);
    });
    expect(await refused("foreign.crm")).toBe("book-foreign");
    expect(await refused("newer.crm")).toBe("book-newer");
    copyFileSync(at("newer.crm"), at("cut.crm"));
    truncateSync(at("cut.crm"), 20_000);
    expect(await refused("cut.crm")).toBe("book-damaged");
    writeFileSync(at("alone.crm.wal"), "log");
    expect(codeOf(await crm("import", "orders.csv", "--book", "alone.crm"))).toBe("book-damaged");
    expect(existsSync(at("alone.crm"))).toBe(false);
  });
});

/* Root may write everywhere: the program runs as nobody. */
describe.runIf(process.getuid?.() === 0)("without permission", () => {
  const asNobody = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(ROOT, "bin/crm.js"), ...args], {
      cwd: folder.path,
      uid: 65_534,
      gid: 65_534,
      env: { PATH: process.env.PATH ?? "" },
      encoding: "utf8",
    });

  it("a book is read, with a log beside it too, and an import is refused", async () => {
    await crm("import", "orders.csv", "--book", "shop.crm");
    await withEngine(async (engine) => {
      await engine.run(sql`ATTACH ${literal(at("shop.crm"))} AS book`);
      await engine.run(sql`UPDATE book.transactions SET customer_id = 'Z'`);
      for (const ending of ["", ".wal"]) copyFileSync(at(`shop.crm${ending}`), at(`logged.crm${ending}`));
    });
    chmodSync(folder.path, 0o555);
    const read = asNobody("segment", "--book", "shop.crm", "--json");
    expect([read.error, read.stderr, read.status]).toEqual([undefined, "", 0]);
    const logged = asNobody("segment", "--book", "logged.crm", "--json");
    expect(JSON.parse(logged.stdout).rows.map((row: { customer_id: string }) => row.customer_id)).toEqual(["Z"]);
    expect(existsSync(at("logged.crm.wal"))).toBe(true);
    const written = asNobody("import", "orders.csv", "--book", "shop.crm", "--json");
    expect([written.status, codeOf(written)]).toEqual([4, "output-refused"]);
    chmodSync(at("shop.crm"), 0o600);
    const hidden = asNobody("segment", "--book", "shop.crm", "--json");
    expect([hidden.status, codeOf(hidden)]).toEqual([3, "file-unreadable"]);
    chmodSync(folder.path, 0o755);
  });
});
