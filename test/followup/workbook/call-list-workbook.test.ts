import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type Excel from "exceljs";
import { ValueType } from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../../src/engine/engine.js";
import { sql } from "../../../src/engine/sql.js";
import { SUPPRESSED_COLUMNS } from "../../../src/followup/columns.js";
import { OUTCOMES } from "../../../src/followup/outcomes.js";
import { outcomeColumns } from "../../../src/followup/workbook/outcome-columns.js";
import { SUPPRESSED_HEADERS } from "../../../src/ingest/call-list/call-list-preset.js";
import { OUTCOME_COLUMNS } from "../../../src/ingest/call-list/outcome-columns.js";
import { choiceKey } from "../../../src/ingest/choice.js";
import { OUTCOME_WORDS, UNREACHED_OUTCOMES } from "../../../src/ingest/fields/outcome-words.js";
import { useFolder } from "../../commands/run-in-process.js";
import { column, tableOf } from "../../output/sample.js";
import { columnsOf, openWorkbook } from "./filled-list.js";
import { partOf } from "./libreoffice.js";
import { call, type MadeList, writeList } from "./made-list.js";

const held = useFolder();
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const SUPPRESSED = [{ customer_id: "C9", name: "=bad()", play: "winback", reason: "asked not to be contacted" }];
const SMALL: MadeList = { calls: [call(1), call(2), call(3)], control: [call(9)], suppressed: SUPPRESSED };

async function written(list: MadeList = SMALL): Promise<Excel.Workbook> {
  const path = join(held.folder, "list.xlsx");
  await writeList(engine, path, list);
  return openWorkbook(path);
}

const headOf = (sheet: Excel.Worksheet): string[] => [...columnsOf(sheet).keys()];

describe("the workbook of a call list", () => {
  it("has its sheets in order, the further tables of the result before the listings", async () => {
    const plays = tableOf([column("play", "text")], sql`SELECT 'winback' AS play`, "plays: all");
    const again = tableOf([column("customer_id", "text")], sql`SELECT 'C9' AS customer_id`, "suppressed");
    const workbook = await written({ ...SMALL, further: [plays, again] });
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      ...["Call list", "Suppressed", "Instructions", "On paper", "plays  all", "Listings", "Data dictionary"],
    ]);
    const dictionary = workbook.getWorksheet("Data dictionary")!;
    const named = new Set(dictionary.getColumn(1).values.slice(2).map(String));
    expect([...named]).toEqual(["Call list", "Suppressed", "On paper", "plays  all", "Listings"]);
  });

  it("has the columns that were agreed, the outcome columns behind them and call_id last", async () => {
    const workbook = await written();
    expect(headOf(workbook.getWorksheet("Call list")!)).toEqual(
      `rank customer_id name contact phone email channel owner due window stage play reason talking_points expected_value uplift
      value_at_stake cost segment loyalty_class value_group last_purchase last_contact attempts other_reasons contacted_at outcome
      next_at amount note satisfied expectation_met usage suggestion defect call_id`.split(/\s+/),
    );
    expect(headOf(workbook.getWorksheet("Suppressed")!)).toEqual(["customer_id", "name", "play", "reason"]);
    expect(headOf(workbook.getWorksheet("Listings")!)).toEqual(
      `call_id list_id customer_id date arm play channel owner campaign phase uplift value_at_stake expected_value cost`.split(
        " ",
      ),
    );
    const arms = workbook.getWorksheet("Listings")!.getColumn(5).values.slice(2);
    expect(arms).toEqual(["listed", "listed", "listed", "control"]);
  });

  it("calls its columns and outcomes as the way back reads them", () => {
    expect(outcomeColumns(null).map(({ name }) => name)).toEqual([...OUTCOME_COLUMNS]);
    expect(SUPPRESSED_COLUMNS.map(({ name }) => name)).toEqual([...SUPPRESSED_HEADERS]);
    expect(OUTCOMES.filter(({ isReached }) => !isReached).map(({ id }) => id)).toEqual([...UNREACHED_OUTCOMES]);
    expect(OUTCOMES.map(({ id }) => id).toSorted()).toEqual(Object.keys(OUTCOME_WORDS).toSorted());
    for (const { id, label } of OUTCOMES) {
      expect([id, ...OUTCOME_WORDS[id]!].map(choiceKey)).toContain(choiceKey(label));
    }
  });

  it("never holds a formula, and texts are text cells", async () => {
    const nasty = ["=cmd()", "+1+1", "-2", "@x", '=HYPERLINK("http://example.com")'];
    const workbook = await written({
      ...SMALL,
      calls: nasty.map((name, at) => call(at + 1, { name, reason: name, talking_points: name, customer_id: `=${at}` })),
    });
    for (const sheet of workbook.worksheets) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => expect(cell.type, `${sheet.name} ${cell.address}`).not.toBe(ValueType.Formula)),
      );
    }
    const sheet = workbook.getWorksheet("Call list")!;
    expect(nasty.map((_, at) => sheet.getCell(at + 2, 3).value)).toEqual(nasty);
    expect(workbook.getWorksheet("On paper")!.getCell("B2").value).toBe("=cmd()");
  });

  it("lets nothing be changed but the outcome columns, and these only to what can be", async () => {
    const sheet = (await written()).getWorksheet("Call list")!;
    const columns = columnsOf(sheet);
    const open = [...columns]
      .filter(([, at]) => sheet.getCell(2, at).protection?.locked === false)
      .map(([name]) => name);
    expect(open).toEqual([...OUTCOME_COLUMNS]);
    expect((sheet as unknown as { sheetProtection: object }).sheetProtection).toMatchObject({
      ...{ sheet: true, sort: true, autoFilter: true, formatColumns: true },
    });
    const rule = (name: string, row = 4) => sheet.getCell(row, columns.get(name)!).dataValidation;
    expect(rule("outcome").formulae).toEqual([`"${OUTCOMES.map(({ label }) => label).join(",")}"`]);
    // Excel takes a list of at most 255 characters.
    expect(String(rule("outcome").formulae[0]).length).toBeLessThan(255);
    expect(rule("next_at")).toMatchObject({
      type: "custom",
      formulae: ["AND(ISNUMBER($AB2),$AB2>=MAX($Z2,46111),$AB2<=EDATE(MAX($Z2,46111),24))"],
    });
    expect(rule("contacted_at")).toMatchObject({ type: "date", formulae: [new Date("2026-03-30T00:00:00Z")] });
    expect(rule("outcome", 5)).toBeUndefined();
  });

  it("has types, formats, frozen and filtered heads, and is ready to be printed", async () => {
    const workbook = await written();
    const sheet = workbook.getWorksheet("Call list")!;
    const columns = columnsOf(sheet);
    const cell = (name: string) => sheet.getCell(2, columns.get(name)!);
    expect([cell("phone").value, cell("phone").numFmt]).toEqual(["+44 7700 900001", "@"]);
    expect([cell("due").value, cell("due").numFmt]).toEqual([new Date("2026-03-31T00:00:00Z"), "yyyy-mm-dd"]);
    expect([cell("value_at_stake").value, cell("value_at_stake").numFmt]).toEqual([250, "#,##0.00"]);
    expect([cell("uplift").value, cell("uplift").numFmt]).toEqual([0.05, "0.0%"]);
    expect([cell("reason").alignment.wrapText, cell("talking_points").alignment.wrapText]).toEqual([true, true]);
    // Cut off, or run into the next column, they could not be read on paper.
    for (const name of ["window", "email", "phone", "owner", "play"]) {
      expect(cell(name).alignment.wrapText, name).toBe(true);
    }
    expect(sheet.views[0]).toMatchObject({ state: "frozen", xSplit: 3, ySplit: 1 });
    expect(sheet.autoFilter).toBe("A1:AJ4");
    for (const name of ["Call list", "On paper"]) {
      expect(workbook.getWorksheet(name)!.pageSetup).toMatchObject({
        ...{ paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
        printTitlesRow: "1:1",
      });
      expect(workbook.getWorksheet(name)!.headerFooter.oddFooter).toContain("&P / &N");
    }
  });

  it("has for paper the rows of each salesperson by themselves, in the order of the days", async () => {
    const calls = [
      call(1, { owner: "Ben", due: "2026-04-01" }),
      call(2, { owner: "Ada", due: "2026-04-02" }),
      call(3, { owner: "Ada", due: "2026-03-31" }),
      call(4, { owner: null, channel: "email", phone: null }),
    ];
    const sheet = (await written({ ...SMALL, calls })).getWorksheet("On paper")!;
    expect(sheet.getColumn(1).values.slice(1)).toEqual(["#", "Ada", "3", "2", "Ben", "1", "unassigned", "4"]);
    expect(sheet.getCell("C8").value).toBe("by e-mail\nc4@example.com");
    // A page ends before each further name. exceljs writes breaks, but does not read them.
    const xml = await partOf(join(held.folder, "list.xlsx"), "xl/worksheets/sheet4.xml");
    expect([...xml.matchAll(/<brk id="(\d+)"/g)].map(([, id]) => Number(id))).toEqual([4, 6]);
  });

  it("says what every outcome means", async () => {
    const texts = new Map<string, string>();
    (await written()).getWorksheet("Instructions")!.eachRow((row) => {
      texts.set(String(row.getCell(1).value), String(row.getCell(2).value));
    });
    for (const { label, meaning } of OUTCOMES) expect(texts.get(label)).toBe(meaning);
    for (const name of OUTCOME_COLUMNS) expect(texts.has(name), name).toBe(true);
  });

  it("is the same bytes at another time", async () => {
    const paths = ["a.xlsx", "b.xlsx"].map((name) => join(held.folder, name));
    await writeList(engine, paths[0]!, SMALL);
    await setTimeout(2100);
    await writeList(engine, paths[1]!, SMALL);
    expect(readFileSync(paths[0]!).equals(readFileSync(paths[1]!))).toBe(true);
  });

  it("holds 5,000 rows, each with its drop-down, and none at all", async () => {
    const calls = Array.from({ length: 5000 }, (_, at) => call(at + 1));
    const sheet = (await written({ calls })).getWorksheet("Call list")!;
    expect(sheet.rowCount).toBe(5001);
    expect(sheet.getCell(5001, columnsOf(sheet).get("outcome")!).dataValidation.type).toBe("list");
    expect(sheet.getCell(5001, 36).value).toBe("L1-5000");
    const empty = await written({ calls: [] });
    const heads = ["Call list", "Suppressed", "On paper", "Listings"].map((name) => empty.getWorksheet(name)!.rowCount);
    expect(heads).toEqual([1, 1, 1, 1]);
  });
});
