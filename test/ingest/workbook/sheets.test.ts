import { expect, it } from "vitest";
import { openWorkbook } from "../../../src/ingest/workbook/open-workbook.js";
import { makeZip, type Parts, relationships, withFile, workbookEntries } from "./make-workbook.js";

const listed = (parts: Parts) =>
  withFile(makeZip(workbookEntries(parts)), async (path) => {
    const workbook = await openWorkbook(path);
    try {
      const contents = [];
      for (const sheet of workbook.sheets) {
        const cells: string[] = [];
        for await (const batch of workbook.rows(sheet)) cells.push(...batch.flatMap((row) => row.cells));
        contents.push({ ...sheet, cells });
      }
      return contents;
    } finally {
      workbook.close();
    }
  });

const sheetXml = (text: string) =>
  `<worksheet><sheetData><row><c t="str"><v>${text}</v></c></row></sheetData></worksheet>`;

it("finds sheets by absolute, relative and oddly spelt paths, skips charts, marks hidden ones", async () => {
  const sheets = [
    '<sheet name="A &amp; B" sheetId="9" x:id="r1"/>',
    '<sheet name="Chart" sheetId="2" x:id="r2"/>',
    '<sheet name="Hidden" sheetId="3" state="hidden" x:id="r3"/>',
    '<sheet name="Very" sheetId="4" state="veryHidden" x:id="r4"/>',
  ];
  const workbook = `<w:workbook xmlns:w="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:x="http://purl.oclc.org/ooxml/officeDocument/relationships"><w:sheets>${sheets
    .map((sheet) => sheet.replace("<sheet", "<w:sheet"))
    .join("")}</w:sheets></w:workbook>`;
  const workbookRels = relationships(
    ["r1", "worksheet", "/XL/Worksheets/First.XML"],
    ["r2", "chartsheet", "chartsheets/sheet1.xml"],
    ["r3", "worksheet", "./worksheets/../worksheets/second%20one.xml"],
    ["r4", "worksheet", "worksheets\\third.xml"],
  );
  const more = [
    { name: "xl/worksheets/first.xml", data: sheetXml("1") },
    { name: "xl/worksheets/second one.xml", data: sheetXml("2") },
    { name: "xl\\worksheets\\third.xml", data: sheetXml("3") },
  ];
  expect(await listed({ workbook, workbookRels, more })).toEqual([
    { name: "A & B", index: 0, hidden: false, cells: ["1"] },
    { name: "Hidden", index: 1, hidden: true, cells: ["2"] },
    { name: "Very", index: 2, hidden: true, cells: ["3"] },
  ]);
});

it("reads a sheet again and two sheets at once", async () => {
  const rows = '<row><c t="s"><v>0</v></c></row>'.repeat(2500);
  await withFile(makeZip(workbookEntries({ rows, strings: "<si><t>x</t></si>" })), async (path) => {
    const workbook = await openWorkbook(path);
    const count = async () => {
      let total = 0;
      for await (const batch of workbook.rows(workbook.sheets[0]!)) total += batch.length;
      return total;
    };
    expect(await Promise.all([count(), count()])).toEqual([2500, 2500]);
    expect(await count()).toBe(2500);
    workbook.close();
    await expect(count()).rejects.toThrow("closed");
  });
});
