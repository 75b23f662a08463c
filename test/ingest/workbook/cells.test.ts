import { describe, expect, it } from "vitest";
import { openWorkbook } from "../../../src/ingest/workbook/open-workbook.js";
import { cellsOf, makeZip, readAll, withFile, workbookEntries } from "./make-workbook.js";

const row = (cells: string): string => `<row r="1">${cells}</row>`;
const first = async (cells: string): Promise<string[] | undefined> => (await cellsOf({ rows: row(cells) }))[0];

describe("texts", () => {
  it("joins rich text runs, leaves phonetic guides out and decodes escapes", async () => {
    const strings = `<si><t>plain</t></si>
      <si><r><rPr><b/></rPr><t xml:space="preserve">two </t></r><r><t>runs</t></r></si>
      <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
      <si><t>a&amp;b&#10;c_x000D_ _x005F_x000D_ &#x1F600;</t></si><si/>
      <si><t xml:space="preserve">  kept  </t></si>`;
    const cells = [0, 1, 2, 3, 4, 5].map((index) => `<c t="s"><v>${index}</v></c>`).join("");
    expect(await cellsOf({ strings, rows: row(cells) })).toEqual([
      ["plain", "two runs", "東京", "a&b\nc\r _x000D_ 😀", "", "  kept  "],
    ]);
  });

  it("reads inline strings, formula texts, booleans, errors and ISO dates", async () => {
    expect(
      await first(
        `<c t="inlineStr"><is><t>in</t><rPh><t>no</t></rPh><r><t>line</t></r></is></c><c t="str"><f>A1&amp;"t"</f><v>text</v></c>
         <c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2023-01-05T00:00:00.000Z</v></c>
         <c t="d"><v>2023-01-05T10:30</v></c><c t="inlineStr"><is><t><![CDATA[a<b]]>&gt;<!-- no -->c</t></is></c>`,
      ),
    ).toEqual(["inline", "text", "TRUE", "FALSE", "#N/A", "2023-01-05", "2023-01-05 10:30:00", "a<b>c"]);
  });

  it("keeps line ends inside a cell", async () => {
    expect(await first('<c t="inlineStr"><is><t>a\r\nb\nc</t></is></c>')).toEqual(["a\nb\nc"]);
  });

  it("refuses a reference to a shared text that is missing", async () => {
    await expect(first('<c t="s"><v>7</v></c>')).rejects.toMatchObject({ code: "workbook-damaged" });
  });
});

describe("numbers", () => {
  it.each([
    ["1", "1"],
    ["-0", "0"],
    ["007", "7"],
    ["1.50", "1.5"],
    ["0.1", "0.1"],
    ["0.10000000000000001", "0.1"],
    ["19.989999999999998", "19.99"],
    ["1.2345678901234568E+17", "123456789012345680"],
    ["1E20", "100000000000000000000"],
    ["123456789012345678", "123456789012345678"],
    ["1.5E-7", "0.00000015"],
    ["-1E-7", "-0.0000001"],
    [" 12 ", "12"],
    ["not a number", "not a number"],
  ])("%s reads as %s", async (stored, text) => {
    expect(await first(`<c><v>${stored}</v></c>`)).toEqual([text]);
  });

  it("counts formulas without a result, and only those", async () => {
    const cells = '<c><f>1+1</f></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c><f si="0"/><v/></c>';
    await withFile(makeZip(workbookEntries({ rows: row(cells) })), async (path) => {
      const workbook = await openWorkbook(path);
      const sheet = workbook.sheets[0]!;
      const rows = [];
      for await (const batch of workbook.rows(sheet)) rows.push(...batch);
      workbook.close();
      expect(rows).toEqual([{ row: 1, cells: ["", "2"] }]);
      expect(workbook.warnings(sheet).formulasWithoutValue).toBe(2);
    });
  });
});

describe("places", () => {
  it("keeps row numbers true, leaves empty rows out and counts rows and cells without a reference", async () => {
    const rows = `<row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c><c r="J3" s="4"/></row>
      <row r="4"><c r="A4" s="1"/></row><row/><row><c><v>4</v></c></row><row r="9" spans="1:2"><c r='b9'><v>5</v></c></row>`;
    expect(await readAll(makeZip(workbookEntries({ rows })))).toEqual([
      { row: 3, cells: ["", "1", "", "2", "3"] },
      { row: 6, cells: ["4"] },
      { row: 9, cells: ["", "5"] },
    ]);
  });

  it("refuses columns that cannot exist", async () => {
    await expect(first('<c r="ZZZZZZ1"><v>1</v></c>')).rejects.toMatchObject({ code: "workbook-damaged" });
    await expect(first('<c r="XFD1"><v>1</v></c>')).resolves.toHaveLength(16384);
  });

  it("hands out bounded batches, however wide the rows", async () => {
    const rows = '<row><c r="XFD1"><v>1</v></c></row>'.repeat(50);
    await withFile(makeZip(workbookEntries({ rows })), async (path) => {
      const workbook = await openWorkbook(path);
      const sizes = [];
      for await (const batch of workbook.rows(workbook.sheets[0]!)) sizes.push(batch.length);
      workbook.close();
      expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(50);
    });
  });

  it("reads prefixed names, any attribute order and quotes, and ignores look-alikes outside the data", async () => {
    const sheet = `<?xml version="1.0" encoding="UTF-8"?><!-- c --><x:worksheet xmlns:x="urn:x"><x:row><x:c><x:v>0</x:v></x:c></x:row>
      <x:sheetData><x:row x:y='a>b' r = '2' ><x:c t='str' r='A2'><x:v>v</x:v ></x:c><!-- <c> --><?pi <c>?></x:row></x:sheetData>
      <x:row r="5"><x:c><x:v>1</x:v></x:c></x:row></x:worksheet>`;
    expect(await readAll(makeZip(workbookEntries({ sheet })))).toEqual([{ row: 2, cells: ["v"] }]);
  });

  it("reads UTF-16 and refuses invalid UTF-8", async () => {
    const sheet = '<worksheet><sheetData><row><c t="str"><v>Zoë</v></c></row></sheetData></worksheet>';
    const utf16 = Buffer.from(`\uFEFF${sheet}`, "utf16le");
    expect(await cellsOf({ sheet: utf16 })).toEqual([["Zoë"]]);
    await expect(cellsOf({ sheet: Buffer.from(sheet, "latin1") })).rejects.toMatchObject({ code: "workbook-damaged" });
  });
});
