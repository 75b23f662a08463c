import { existsSync, readdirSync, readlinkSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withTimeLimit } from "../../../src/ingest/workbook/limits.js";
import { openWorkbook, WorkbookError } from "../../../src/ingest/workbook/open-workbook.js";
import { makeZip, readAll, relationships, withFile, workbookEntries, type ZipEntry } from "./make-workbook.js";

const ROWS = '<row><c t="s"><v>0</v></c><c><v>12.5</v></c></row>'.repeat(40);
const entries = workbookEntries({ rows: ROWS, strings: "<si><t>paid</t></si>" });
const withSheet = (change: Partial<ZipEntry>): Buffer =>
  makeZip(entries.map((entry) => (entry.name.endsWith("sheet1.xml") ? { ...entry, ...change } : entry)));
const code = (bytes: Uint8Array, limits = {}) =>
  readAll(bytes, limits).then(
    () => "read",
    (error: unknown) => (error instanceof WorkbookError ? error.code : error),
  );

describe("other files", () => {
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(2_000_000).fill(0)]);
  const encrypted = Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]);
  it.each<[string, Uint8Array, string]>([
    ["an empty file", Buffer.alloc(0), "workbook-truncated"],
    ["an old .xls", ole, "workbook-legacy-xls"],
    ["a workbook with a password", encrypted, "workbook-encrypted"],
    ["a CSV", Buffer.from("a,b\r\n1,2\r\n"), "workbook-not-zip"],
    ["random bytes", Buffer.from([1, 2, 3, 4, 0, 255]), "workbook-not-zip"],
    ["an .xlsb", makeZip([{ name: "xl/workbook.bin", data: "x" }]), "workbook-xlsb"],
    [
      "an .xlsb found by its relationship",
      makeZip([
        { name: "_rels/.rels", data: relationships(["a", "officeDocument", "xl/workbook.bin"]) },
        { name: "xl/workbook.bin", data: "x" },
      ]),
      "workbook-xlsb",
    ],
    [
      "an .ods",
      makeZip([
        { name: "mimetype", data: "x" },
        { name: "content.xml", data: "<a/>" },
      ]),
      "workbook-ods",
    ],
    ["another zip", makeZip([{ name: "readme.txt", data: "x" }]), "workbook-damaged"],
    ["no sheet", makeZip(workbookEntries({ workbook: "<workbook><sheets/></workbook>" })), "workbook-empty"],
    ["a file with its end missing", makeZip(entries).subarray(0, 900), "workbook-truncated"],
    ["encrypted parts", withSheet({ claims: { flags: 1 } }), "workbook-encrypted"],
  ])("names %s", async (_what, bytes, expected) => {
    expect(await code(bytes)).toBe(expected);
  });

  it("passes the errors of the file system", async () => {
    await expect(openWorkbook("/nowhere/book.xlsx")).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("refuses what is no file, without waiting for it", async () => {
    await expect(openWorkbook("/dev/null")).rejects.toMatchObject({ code: "workbook-not-zip" });
  });
});

describe("bombs and lies", () => {
  it("refuses a sheet that inflates out of proportion, whatever its headers say", async () => {
    const data = `<worksheet><sheetData>${" ".repeat(70 * 1024 * 1024)}</sheetData></worksheet>`;
    expect(await code(withSheet({ data, deflate: true }))).toBe("workbook-bomb");
    expect(await code(withSheet({ data, deflate: true }), { maxInflationRatio: 1e6 })).toBe("read");
    expect(await code(withSheet({ data, deflate: true, claims: { size: 10 } }))).toBe("workbook-damaged");
    expect(await code(withSheet({ data, deflate: true }), { maxInflatedBytes: 1e6 })).toBe("workbook-bomb");
  });

  it("limits cells and shared strings", async () => {
    const data = `<worksheet><sheetData><row><c t="str"><v>${"x".repeat(2000)}</v></c></row></sheetData></worksheet>`;
    expect(await code(withSheet({ data }), { maxCellLength: 1000 })).toBe("workbook-bomb");
    expect(await code(makeZip(entries), { maxSharedStringBytes: 20 })).toBe("workbook-bomb");
  });

  it.each<[string, Partial<ZipEntry>]>([
    ["a wrong checksum", { claims: { crc: 1 } }],
    ["a size too small", { claims: { size: 5 } }],
    ["a size too big", { claims: { size: 50_000 } }],
    ["a packed size beyond the file", { claims: { packedSize: 50_000_000 } }],
    ["a packed size too small", { deflate: true, claims: { packedSize: 9 } }],
    ["a document type", { data: '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' }],
    ["an unknown entity", { data: "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>" }],
    ["an early end", { data: "<worksheet><sheetData><row><c><v>1</v></c>" }],
    ["no XML", { data: "hello" }],
    ["wrong nesting", { data: "<worksheet><sheetData></worksheet></sheetData>" }],
    ["attributes without quotes", { data: "<worksheet a=b/>" }],
    ["a missing sheet part", { name: "elsewhere.xml" }],
  ])("refuses %s", async (_what, change) => {
    expect(await code(withSheet(change))).toBe("workbook-damaged");
  });

  it("does not care about names outside the workbook", async () => {
    const more = [
      { name: "../../etc/passwd", data: "x" },
      { name: "C:\\x", data: "y" },
    ];
    expect(await code(makeZip([...entries, ...more]))).toBe("read");
  });

  it("refuses a document type in the small parts", async () => {
    const workbook = '<!DOCTYPE a><workbook><sheets><sheet name="a" id="rId1"/></sheets></workbook>';
    expect(await code(makeZip(workbookEntries({ workbook })))).toBe("workbook-damaged");
  });

  it("gives up a step that never ends", async () => {
    const never = new Promise<never>(() => undefined);
    await expect(withTimeLimit(never, 20)).rejects.toMatchObject({ code: "workbook-timeout" });
  });
});

describe("damage at random", () => {
  const whole = makeZip(entries.map((entry) => ({ ...entry, deflate: true })));

  it("ends every truncated file with a WorkbookError", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        expect(await code(whole.subarray(0, length))).toMatch(/^workbook-(truncated|damaged|not-zip)$/);
      }),
      { numRuns: 150 },
    );
  });

  it("reads a file with changed bytes completely or ends with a WorkbookError", async () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        expect(await code(bytes, { readTimeLimitMs: 5000 })).toMatch(/^(read|workbook-[a-z-]+)$/);
      }),
      { numRuns: 300 },
    );
  });

  it("reads or refuses XML changed at random under a right checksum", async () => {
    const xml = String(entries.find(({ name }) => name.endsWith("sheet1.xml"))?.data);
    const piece = fc.constantFrom(
      "<",
      ">",
      "/",
      "&",
      '"',
      "</c>",
      "<c>",
      "<![CDATA[",
      "<!--",
      "]]>",
      "r=",
      "\u0000",
      "é",
      "",
    );
    const change = fc.tuple(fc.nat(xml.length), fc.nat(5), piece);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let data = xml;
        for (const [at, cut, put] of changes) data = data.slice(0, at) + put + data.slice(at + cut);
        expect(await code(withSheet({ data }))).toMatch(/^(read|workbook-damaged)$/);
      }),
      { numRuns: 300 },
    );
  });

  it.runIf(existsSync("/proc/self/fd"))(
    "releases the file when the reader stops early or the file is refused",
    async () => {
      const held = () =>
        readdirSync("/proc/self/fd")
          .map((fd) => readlinkOf(fd))
          .filter((link) => link.endsWith("book.xlsx"));
      const long = makeZip(workbookEntries({ rows: "<row><c><v>1</v></c></row>".repeat(200_000) }));
      await withFile(long, async (path) => {
        const workbook = await openWorkbook(path);
        for await (const _batch of workbook.rows(workbook.sheets[0]!)) break;
        workbook.close();
        await expect.poll(held).toEqual([]);
      });
      await code(whole.subarray(0, 900));
      await code(makeZip([{ name: "readme.txt", data: "x" }]));
      await expect.poll(held).toEqual([]);
    },
  );
});

function readlinkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).replace(" (deleted)", "");
  } catch {
    return "";
  }
}
