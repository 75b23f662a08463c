import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import { openWorkbook } from "../../../src/ingest/workbook/open-workbook.js";
import { XmlScanner } from "../../../src/ingest/workbook/xml-scanner.js";
import { readAll } from "./make-workbook.js";

// Characters XML can hold and exceljs writes unchanged (it folds line ends, and does not escape "_x").
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .map((value) => value.replace(/[\p{Cc}\p{Cn}]/gu, ""))
  .filter((value) => value !== "" && !value.includes("_x"));
const date = fc.date({ min: new Date("1900-03-01"), max: new Date("9999-12-30"), noInvalidDate: true }).map((value) => {
  value.setUTCMilliseconds(0);
  return value;
});
const cell = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.boolean(),
  date,
  fc.constant(null),
);
type Cell = string | number | boolean | Date | null;

function expected(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
  return typeof value === "number" ? String(value === 0 ? 0 : value) : value;
}

it("reads what exceljs writes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), async (table) => {
      const workbook = new ExcelJS.Workbook();
      workbook.addWorksheet("S").addRows(table);
      const rows = await readAll(new Uint8Array(await workbook.xlsx.writeBuffer()));
      const wanted = table
        .map((cells, index) => ({ row: index + 1, cells: cells.map(expected) }))
        .map(({ row, cells }) => ({ row, cells: cells.slice(0, cells.findLastIndex((value) => value !== "") + 1) }))
        .filter(({ cells }) => cells.length > 0);
      // Numbers below 1e-6 are spelt out by the reader; compared as numbers.
      const plain = (list: typeof wanted) =>
        list.map(({ row, cells }) => ({
          row,
          cells: cells.map((value) => (/^-?[\d.]+(e.*)?$/.test(value) ? Number(value) : value)),
        }));
      expect(plain(rows)).toEqual(plain(wanted));
    }),
    { numRuns: 100 },
  );
});

const name = fc.constantFrom("a", "row", "x:c", "v", "long-name.1");
const content = fc.constantFrom(
  "",
  "t",
  " a&amp;b ",
  "&#10;&lt;",
  "<!-- <c> -->",
  "<![CDATA[<&]]>",
  "<?p q?>",
  "é€😀",
  "x\r\ny",
);
const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      name,
      fc.dictionary(fc.constantFrom("r", "s", "t", "x:id"), fc.constantFrom("", "A1", "a>b", "&quot;", "it's"), {
        maxKeys: 3,
      }),
      fc.oneof(
        { maxDepth: 3 },
        content,
        fc.array(fc.oneof(content, tie("element")), { maxLength: 4 }).map((all) => all.join("")),
      ),
    )
    .map(([tag, attributes, inner]) => {
      const list = Object.entries(attributes).map(([key, value]) => ` ${key} = "${value}"`);
      return inner === "" ? `<${tag}${list.join("")}/>` : `<${tag}${list.join("")} >${inner}</${tag}\n>`;
    }),
}));

/** Writes events down, joining text that arrives in pieces. */
class Log {
  readonly events: string[] = [];
  private run = "";

  text(value: string): void {
    this.run += value;
  }

  tag(...words: (string | undefined)[]): void {
    if (this.run !== "") this.events.push(this.run);
    this.run = "";
    this.events.push(words.join("|"));
  }
}

it("the scanner sees what saxes sees, however the input is cut", () => {
  fc.assert(
    fc.property(element, fc.integer({ min: 1, max: 9 }), (xml, step) => {
      const seen = new Log();
      const handler = {
        capturing: true,
        full: false,
        open: (tag: string, at: XmlScanner) => seen.tag("open", tag, at.attribute("r"), at.attribute("x:id")),
        close: (tag: string) => seen.tag("close", tag),
        text: (value: string) => seen.text(value),
      };
      const scanner = new XmlScanner(handler, "test", 1000);
      for (let at = 0; at < xml.length; at += step) {
        scanner.write(xml.slice(at, at + step));
        scanner.run();
      }
      scanner.end();

      const wanted = new Log();
      const local = (full: string) => full.slice(full.indexOf(":") + 1);
      const parser = new SaxesParser();
      parser.on("opentag", (tag) => wanted.tag("open", local(tag.name), tag.attributes.r, tag.attributes["x:id"]));
      parser.on("closetag", (tag) => wanted.tag("close", local(tag.name)));
      parser.on("text", (value) => wanted.text(value));
      parser.on("cdata", (value) => wanted.text(value));
      parser.write(xml).close();
      expect(seen.events).toEqual(wanted.events);
    }),
    { numRuns: 500 },
  );
});

it("reads what only a real writer makes: merged cells, formulas, links, errors, hidden sheets, 1904", async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.properties.date1904 = true;
  const sheet = workbook.addWorksheet("Data", { state: "hidden" });
  sheet.addRow(["merged", "lost", new Date(Date.UTC(2024, 1, 29, 23, 59, 59))]);
  sheet.mergeCells("A1:B1");
  sheet.addRow([{ formula: "1+1", result: 2 }, { formula: "2+2" }, { error: "#DIV/0!" }]);
  sheet.addRow([{ text: "link", hyperlink: "https://example.com" }, { richText: [{ text: "a " }, { text: "b" }] }]);
  const path = join(mkdtempSync(join(tmpdir(), "workbook-")), "book.xlsx");
  await workbook.xlsx.writeFile(path);
  const read = await openWorkbook(path);
  const rows = [];
  for await (const batch of read.rows(read.sheets[0]!)) rows.push(...batch);
  read.close();
  rmSync(dirname(path), { recursive: true });
  expect(read.sheets).toEqual([{ name: "Data", index: 0, hidden: true }]);
  expect(read.date1904).toBe(true);
  expect(read.warnings(read.sheets[0]!).formulasWithoutValue).toBe(1);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["merged", "", "2024-02-29 23:59:59"],
    ["2", "", "#DIV/0!"],
    ["link", "a b"],
  ]);
});
