import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { literal, sql } from "../../src/engine/sql.js";
import { CrmError } from "../../src/errors/crm-error.js";
import { addUp } from "../../src/ingest/accounting.js";
import { type ImportedFiles, importFiles } from "../../src/ingest/import-files.js";
import { openWorkspace, type Workspace } from "../../src/ingest/source/workspace.js";

/*
 * However a file is damaged: either it is refused with an error of the catalogue, or every record is accounted for
 * and every reject's line and text are those of the file.
 */
let workspace: Workspace;
let folder: string;
beforeAll(() => {
  workspace = openWorkspace();
  folder = mkdtempSync(join(tmpdir(), "crm-test-"));
});
afterAll(() => {
  workspace.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Sound records, some with quotes, line breaks and delimiters in a cell. */
const SOUND = [
  "order_id,customer_id,date,amount,note",
  ...Array.from({ length: 24 }, (_, index) => {
    const note = ["plain", '"two, parts"', '"on two\nlines"', '"a ""quoted"" word"', ""][index % 5];
    const day = String(1 + index).padStart(2, "0");
    return `O${index},C${index % 5},2024-03-${day},${index}.50,${note}`;
  }),
].join("\n");

type Damage = (bytes: Buffer) => Buffer;

const place = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);
const insert =
  (piece: string) =>
  (at: number): Damage =>
  (bytes) => {
    const index = Math.floor(at * bytes.length);
    return Buffer.concat([bytes.subarray(0, index), Buffer.from(piece, "latin1"), bytes.subarray(index)]);
  };
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([at, byte]): Damage =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length > 0) copy[Math.floor(at * copy.length)] = byte;
        return copy;
      },
  ),
  place.map(
    (at): Damage =>
      (bytes) =>
        bytes.subarray(0, Math.floor(at * bytes.length)),
  ),
  fc
    .tuple(fc.constantFrom('"', '""', ',"', '",', "\r", "\r\n", "\n", "\n\n", ",", ";", "\0", "\xe9", "'", "="), place)
    .map(([piece, at]) => insert(piece)(at)),
  fc.tuple(place, place).map(
    ([one, other]): Damage =>
      (bytes) => {
        const lines = bytes.toString("latin1").split("\n");
        const [from, to] = [Math.floor(one * lines.length), Math.floor(other * lines.length)];
        [lines[from], lines[to]] = [lines[to]!, lines[from]!];
        return Buffer.from(lines.join("\n"), "latin1");
      },
  ),
);

let files = 0;
let readable = 0;

async function read(engine: Engine, bytes: Uint8Array, name: string): Promise<ImportedFiles | null> {
  files += 1;
  const path = join(folder, `${files}-${name}`);
  writeFileSync(path, bytes);
  try {
    return await importFiles(engine, [{ name: path, path }], {}, Readable.from([]), workspace);
  } catch (error) {
    if (error instanceof CrmError) return null;
    throw error;
  } finally {
    rmSync(path);
  }
}

async function checked(bytes: Buffer, name: string, hasPlaces: boolean): Promise<void> {
  const engine = await openEngine();
  try {
    const imported = await read(engine, bytes, name);
    if (imported === null) return;
    readable += 1;
    const { rejected } = addUp(imported.files.map((file) => file.accounting));
    const rejects = await engine.rows<{ line: number; text: string }>(sql`SELECT line, text FROM rejects`);
    expect(rejects.length).toBe(rejected);
    const encoding = imported.files[0]!.form.encoding;
    if (!hasPlaces || encoding !== "utf-8") return;
    const lines = new TextDecoder()
      .decode(bytes)
      .replaceAll("\0", "")
      .split(/\r\n|\n|\r/);
    for (const { line, text } of rejects) {
      const found = text.replaceAll("\0", "").split(/\r\n|\n|\r/);
      expect(lines.slice(line - 1, line - 1 + found.length)).toEqual(found);
    }
  } finally {
    engine.close();
  }
}

describe("damaged files", () => {
  it("delimited text adds up, and rejects are where they say", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
        await checked(
          damages.reduce<Buffer>((bytes, one) => one(bytes), Buffer.from(SOUND)),
          "orders.csv",
          true,
        );
      }),
      { numRuns: 60 },
    );
    // Most damage leaves a file that can be read, or else this says nothing.
    expect(readable).toBeGreaterThan(20);
  });

  it("JSON lines add up, and rejects are where they say", async () => {
    const lines = SOUND.replaceAll("\nlines", " lines")
      .split("\n")
      .slice(1)
      .map((line, index) => {
        const [order, customer, date, amount] = line.split(",");
        return JSON.stringify({
          order_id: order,
          customer_id: customer,
          date,
          amount: Number(amount),
          more: { index },
        });
      });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 5 }), async (damages) => {
        await checked(
          damages.reduce<Buffer>((bytes, one) => one(bytes), Buffer.from(lines.join("\n"))),
          "orders.jsonl",
          true,
        );
      }),
      { numRuns: 30 },
    );
  });

  it("a truncated archive or Parquet file is refused or adds up", async () => {
    const parquet = join(folder, "orders.parquet");
    const engine = await openEngine();
    await engine.run(sql`COPY (SELECT 'C' || i AS customer_id, DATE '2024-01-01' AS date, i AS amount FROM range(50) t(i))
      TO ${literal(parquet)} (FORMAT parquet)`);
    engine.close();
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("Sheet1").addRows(SOUND.split("\n").map((line) => line.split(",")));
    const whole = [gzipSync(SOUND), readFileSync(parquet), Buffer.from(await workbook.xlsx.writeBuffer())];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), place, async (bytes, at) => {
        await checked(bytes.subarray(0, Math.floor(at * bytes.length)), "orders", false);
      }),
      { numRuns: 40 },
    );
  });
});
