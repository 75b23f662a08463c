import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { identifier, join as joinSql, literal, raw, sql } from "../../src/engine/sql.js";
import { openTables } from "../../src/ingest/open-tables.js";
import { openWorkspace, type Workspace } from "../../src/ingest/source/workspace.js";
import { AWKWARD, CHINESE, ENCODERS, WESTERN, writeText, written } from "./text-file.js";

/*
 * Any table of texts, written in any way that is supported, reads back equal. Line breaks inside cells may come back
 * as LF, whatever they were.
 */
const HEADERS = ["order_id", "customer_id", "date", "amount"];
const RUNS = { numRuns: 40 };

let engine: Engine;
let workspace: Workspace;
let folder: string;
beforeAll(async () => {
  engine = await openEngine();
  workspace = openWorkspace();
  folder = mkdtempSync(join(tmpdir(), "crm-test-"));
});
afterAll(() => {
  engine.close();
  workspace.remove();
  rmSync(folder, { recursive: true, force: true });
});

const cellOf = (alphabet: readonly string[]) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((characters) => characters.join(""));

/** A table as it may follow the header: no row without any text, as a blank line is no record. */
const tableOf = (alphabet: readonly string[], extra: number) =>
  fc.array(
    fc
      .array(cellOf(alphabet), { minLength: HEADERS.length + extra, maxLength: HEADERS.length + extra })
      .filter((row) => row.some((cell) => cell.trim() !== "")),
    { minLength: 1, maxLength: 12 },
  );

const headersOf = (extra: number): string[] => [...HEADERS, ...["__proto__", "constructor", "amount"].slice(0, extra)];

let files = 0;
async function readBack(
  bytes: Uint8Array,
  name = "table",
): Promise<{ headers: string[]; rows: string[][]; read: number }> {
  files += 1;
  const path = join(folder, `${files}-${name}`);
  writeFileSync(path, bytes);
  return readPath(path);
}

async function readPath(path: string): Promise<{ headers: string[]; rows: string[][]; read: number }> {
  const [table] = await openTables(engine, path, path, {}, Readable.from([]), workspace);
  const target = `read_back_${files}`;
  const columns = joinSql(table!.headers.map((_, index) => raw(`c${index}`)));
  const loaded = await table!.load(target, (relation) => sql`SELECT ${columns} FROM ${relation}`);
  const rows: string[][] = [];
  for await (const batch of engine.batches(sql`SELECT * FROM ${identifier(target)} ORDER BY rowid`)) {
    rows.push(...batch.map((row) => row.map((cell) => (cell === null ? "" : String(cell).replaceAll(/\r\n?/g, "\n")))));
  }
  await engine.run(sql`DROP TABLE ${identifier(target)}`);
  await table!.release();
  rmSync(path);
  expect(loaded.structural).toEqual([]);
  return { headers: [...table!.headers], rows, read: loaded.read };
}

const expectBack = (
  back: { headers: string[]; rows: string[][]; read: number },
  headers: readonly string[],
  rows: readonly (readonly string[])[],
) => {
  expect(back.headers).toEqual(headers);
  expect(back.rows).toEqual(rows);
  expect(back.read).toBe(rows.length);
};

describe("delimited text", () => {
  const extra = fc.integer({ min: 0, max: 3 });

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)("%s reads back", async (encoding) => {
    const cases = extra.chain((more) => fc.tuple(fc.constant(more), tableOf(AWKWARD, more), written, fc.boolean()));
    await fc.assert(
      fc.asyncProperty(cases, async ([more, rows, how, zipped]) => {
        const bytes = ENCODERS[encoding](writeText([headersOf(more), ...rows], how));
        expectBack(await readBack(zipped ? gzipSync(bytes) : bytes), headersOf(more), rows);
      }),
      RUNS,
    );
  });

  it.each([
    ["windows-1252", WESTERN, "é a"],
    ["gb18030", CHINESE, "客户"],
  ] as const)("%s reads back", async (encoding, alphabet, shown) => {
    const noMark = written.map((how) => ({ ...how, mark: false }));
    await fc.assert(
      fc.asyncProperty(tableOf(alphabet, 0), noMark, async (rows, how) => {
        // Without a character that is not ASCII there is nothing to tell the encoding by, and nothing to get wrong.
        const table = [...rows, [shown, "C1", "2024-01-05", "1.50"]];
        expectBack(await readBack(ENCODERS[encoding](writeText([HEADERS, ...table], how))), HEADERS, table);
      }),
      RUNS,
    );
  });
});

describe("other containers", () => {
  const unicode = [...AWKWARD, ..."客户😀"];

  it("JSON lines read back", async () => {
    const keys = fc.uniqueArray(fc.constantFrom('a"b', "x.y", "c/d~e", "*", "", "$", "é客", "constructor", "0"), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(tableOf(unicode, 0), keys, fc.boolean(), fc.boolean(), async (rows, more, mark, zipped) => {
        const headers = [...HEADERS, ...more];
        const full = rows.map((row) => [...row, ...more.map((_, index) => row[index]!)]);
        const lines = full.map((row) =>
          JSON.stringify(Object.fromEntries(headers.map((key, index) => [key, row[index]]))),
        );
        const bytes = Buffer.from((mark ? "\uFEFF" : "") + lines.join("\n"));
        const back = await readBack(zipped ? gzipSync(bytes) : bytes);
        const order = headers.map((key) => back.headers.indexOf(key));
        expect([...back.headers].sort()).toEqual([...headers].sort());
        expect(back.rows.map((row) => order.map((index) => row[index]))).toEqual(full);
      }),
      { numRuns: 40 },
    );
  });

  it("Parquet reads back", async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(unicode, 0), async (rows) => {
        files += 1;
        const path = join(folder, `${files}.parquet`);
        const values = rows.map((row) => sql`(${joinSql(row.map((cell) => literal(cell)))})`);
        await engine.run(sql`COPY (SELECT * FROM (VALUES ${joinSql(values)}) AS t(order_id, customer_id, date, amount))
          TO ${literal(path)} (FORMAT parquet)`);
        expectBack(await readPath(path), HEADERS, rows);
      }),
      { numRuns: 20 },
    );
  });

  it("workbooks read back", async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(unicode, 0), async (rows) => {
        const workbook = new ExcelJS.Workbook();
        const sheet = workbook.addWorksheet("Sheet1");
        sheet.addRows([HEADERS, ...rows]);
        expectBack(await readBack(Buffer.from(await workbook.xlsx.writeBuffer())), HEADERS, rows);
      }),
      { numRuns: 20 },
    );
  });
});
