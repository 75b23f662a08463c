import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import Excel from "exceljs";
import { describe, expect, it } from "vitest";
import { sql } from "../../src/engine/sql.js";
import { sheetName, sheetText } from "../../src/output/sheet-text.js";
import { writeWorkbook, xlsx } from "../../src/output/xlsx.js";
import { CUSTOMERS, column, resultOf, SUMMARY, tableOf, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();

async function read(path: string): Promise<Excel.Workbook> {
  const workbook = new Excel.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

async function written(result = resultOf(CUSTOMERS, [SUMMARY])): Promise<Excel.Workbook> {
  const path = held.path("out.xlsx");
  await xlsx.write({ engine: held.engine, result, path });
  return read(path);
}

describe("xlsx", () => {
  it("has the main table, the further ones, then the dictionary", async () => {
    const workbook = await written();
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(["customers", "summary", "Data dictionary"]);
    const dictionary = workbook.getWorksheet("Data dictionary")!;
    expect(dictionary.getRow(1).values).toEqual([undefined, "sheet", "column", "type", "unit", "description"]);
    expect(dictionary.getRow(6).values).toEqual([undefined, "customers", "monetary", "money", "EUR", "The monetary."]);
    expect(dictionary.rowCount).toBe(1 + CUSTOMERS.columns.length + SUMMARY.columns.length);
  });

  it("types its cells and gives them number formats", async () => {
    const sheet = (await written()).getWorksheet("customers")!;
    const cells = CUSTOMERS.columns.map((_, index) => sheet.getRow(2).getCell(index + 1));
    expect(cells.map((cell) => cell.value)).toEqual([
      ...["00042", 'Müller, "Söhne"', "+49 30 901820", 5, 1234.5, 0.25, 0.5],
      new Date("2024-02-29T00:00:00Z"),
      true,
    ]);
    expect(cells.slice(0, 8).map((cell) => cell.numFmt)).toEqual([
      ...["@", "@", "@", "#,##0", "#,##0.00", "#,##0.00##", "0.0%", "yyyy-mm-dd"],
    ]);
    expect(sheet.getRow(4).getCell(2).value).toBeNull();
  });

  it("freezes and emboldens the head, filters, fits widths and merges nothing", async () => {
    const sheet = (await written()).getWorksheet("customers")!;
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(sheet.getCell("A1").font.bold).toBe(true);
    expect(sheet.autoFilter).toBe("A1:I4");
    expect(sheet.getColumn(2).width).toBeGreaterThan(20);
    expect(sheet.getColumn(4).width).toBeLessThan(12);
    expect(sheet.hasMerges).toBe(false);
  });

  it("colours scores from 1 to the number of bins", async () => {
    const sheet = (await written()).getWorksheet("customers")!;
    const [formatting] = (sheet as unknown as { conditionalFormattings: unknown[] }).conditionalFormattings;
    expect(formatting).toMatchObject({
      ref: "D2:D4",
      rules: [{ type: "colorScale", cfvo: [{ value: 1 }, { value: 3 }, { value: 5 }] }],
    });
  });

  it("never writes a formula", async () => {
    const values = ["=1+1", "+1", "-1", "@x", "\t=1", '=HYPERLINK("http://x")'];
    const query = sql`SELECT unnest([${values[0]!}, ${values[1]!}, ${values[2]!}, ${values[3]!}, ${values[4]!}, ${values[5]!}]) AS "=a"`;
    const workbook = await written(resultOf(tableOf([column("=a", "text")], query)));
    const cells = [1, 2, 3, 4, 5, 6, 7].map((row) => workbook.worksheets[0]!.getCell(row, 1));
    expect(cells.map((cell) => cell.type)).toEqual(Array(7).fill(Excel.ValueType.String));
    expect(cells.map((cell) => cell.value)).toEqual(["=a", ...values]);
  });

  it("writes the same bytes at another time, whatever the time zone", async () => {
    const [first, second] = [held.path("a.xlsx"), held.path("b.xlsx")];
    const result = resultOf(CUSTOMERS, [SUMMARY]);
    const zone = process.env.TZ;
    try {
      process.env.TZ = "Pacific/Auckland";
      await xlsx.write({ engine: held.engine, result, path: first });
      await setTimeout(2100); // zip times count in steps of two seconds
      process.env.TZ = "America/New_York";
      await xlsx.write({ engine: held.engine, result, path: second });
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
    const sheet = (await read(first)).getWorksheet("customers")!;
    expect(sheet.getCell("H3").value).toEqual(new Date("1999-12-31T00:00:00Z"));
  });

  it("goes on in a further sheet when one is full, and says so", async () => {
    const table = tableOf([column("n", "integer")], sql`SELECT range AS n FROM range(5000)`);
    const notes: string[] = [];
    const path = held.path("out.xlsx");
    await writeWorkbook({ engine: held.engine, result: resultOf(table), path, note: (text) => notes.push(text) }, 2000);
    const workbook = await read(path);
    expect(workbook.worksheets.map((sheet) => [sheet.name, sheet.rowCount])).toEqual([
      ["customers", 2001],
      ["customers (2)", 2001],
      ["customers (3)", 1001],
      ["Data dictionary", 2],
    ]);
    expect(workbook.worksheets[2]!.getCell("A1001").value).toBe(4999);
    expect(notes).toEqual([
      "All customers: too long for one sheet, so it is on 3: customers, customers (2), customers (3).",
    ]);
  });

  it("makes an empty sheet with a head when there are no rows", async () => {
    const workbook = await written(resultOf(tableOf([column("a", "date")], sql`SELECT NULL AS a WHERE false`)));
    expect(workbook.worksheets[0]!.getCell("A1").value).toBe("a");
    expect(workbook.worksheets[0]!.rowCount).toBe(1);
  });

  it("cuts texts that no cell holds, says so, and drops what XML forbids", async () => {
    const query = sql`SELECT unnest([repeat('x', 40000), ${"a\u0001b\uffffc\r\nd"}]) AS a`;
    const notes: string[] = [];
    const path = held.path("out.xlsx");
    const result = resultOf(tableOf([column("a", "text")], query));
    await xlsx.write({ engine: held.engine, result, path, note: (text) => notes.push(text) });
    const sheet = (await read(path)).worksheets[0]!;
    expect(sheet.getCell("A2").value).toBe(`${"x".repeat(32_766)}…`);
    expect(sheet.getCell("A3").value).toBe("abc\nd");
    expect(notes).toEqual([expect.stringContaining("32,767")]);
  });

  it("writes dates before March 1900 as text", async () => {
    const workbook = await written(
      resultOf(tableOf([column("a", "date")], sql`SELECT unnest([DATE '1899-12-31', DATE '1900-03-01']) AS a`)),
    );
    expect(workbook.worksheets[0]!.getCell("A2").value).toBe("1899-12-31");
    expect(workbook.worksheets[0]!.getCell("A3").value).toEqual(new Date("1900-03-01T00:00:00Z"));
  });
});

describe("sheet texts and names", () => {
  it("escapes what Excel would read as a character code", () => {
    expect(sheetText("_x003D_1").text).toBe("_x005F_x003D_1");
    expect(sheetText("a_x b").text).toBe("a_x b");
  });

  it("keeps whole characters when cutting", () => {
    const { text } = sheetText("😀".repeat(20_000));
    expect(text).toMatch(/^(😀)+…$/u);
    expect(text.length).toBeLessThanOrEqual(32_767);
  });

  it("makes names that Excel accepts", () => {
    const taken = new Set<string>();
    expect(sheetName("a/b[c]:*?\\", taken)).toBe("a b c");
    expect(sheetName("'quoted'", taken)).toBe("quoted");
    expect(sheetName("A B C", taken)).toBe("A B C (2)");
    expect(sheetName("x".repeat(40), taken)).toBe("x".repeat(31));
    expect(sheetName("x".repeat(40), taken)).toBe(`${"x".repeat(27)} (2)`);
    expect(sheetName("History", taken)).toBe("History (2)");
    expect(sheetName("", taken)).toBe("Sheet");
  });
});
