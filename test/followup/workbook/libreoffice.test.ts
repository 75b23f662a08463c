import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Excel from "exceljs";
import { ValueType } from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../../src/engine/engine.js";
import { OUTCOMES } from "../../../src/followup/outcomes.js";
import { useFolder } from "../../commands/run-in-process.js";
import { columnsOf, fillList, openWorkbook } from "./filled-list.js";
import { partOf, saveWithLibreOffice } from "./libreoffice.js";
import { call, writeList } from "./made-list.js";

/* The workbook as another program sees it: LibreOffice opens it and saves it again, by itself and through its own format. */

const held = useFolder();
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const CALLS = [
  call(1, { customer_id: "00042", phone: "0049 30 901820", name: "=cmd()" }),
  call(2, { phone: "+49 30 901820", name: "北京精密机械" }),
  call(3, { phone: "07700900003", channel: "email" }),
];

async function savedTwice(path: string, format: "xlsx" | "ods"): Promise<string> {
  const folder = join(held.folder, "saved");
  mkdirSync(folder, { recursive: true });
  const first = await saveWithLibreOffice(path, format, folder);
  if (format === "xlsx") return first;
  const back = join(held.folder, "back");
  mkdirSync(back, { recursive: true });
  return saveWithLibreOffice(first, "xlsx", back);
}

describe.each(["xlsx", "ods"] as const)("saved by LibreOffice as %s", (format) => {
  it("a call list keeps its types, drop-downs, protection and texts, and comes back", {
    timeout: 180_000,
  }, async () => {
    const list = join(held.folder, "list.xlsx");
    await writeList(engine, list, { calls: CALLS, control: [call(9)] });
    const rows = new Map([
      [1, { contacted_at: "2026-03-31", outcome: "won", amount: 1234.5, satisfied: 5 }],
      [2, { contacted_at: "2026-04-01", outcome: "call back", next_at: "2026-04-08", note: "=1+1" }],
    ]);
    const filled = join(held.folder, "filled.xlsx");
    await fillList(list, filled, rows);
    const saved = await savedTwice(filled, format);
    const sheet = (await openWorkbook(saved)).getWorksheet("Call list")!;
    const columns = columnsOf(sheet);
    const cell = (rank: number, name: string): Excel.Cell => sheet.getCell(rank + 1, columns.get(name)!);

    expect([1, 2, 3].map((rank) => cell(rank, "phone").value)).toEqual(CALLS.map(({ phone }) => phone));
    expect(cell(1, "customer_id").value).toBe("00042");
    expect([cell(1, "name").type, cell(1, "name").value]).toEqual([ValueType.String, "=cmd()"]);
    expect(cell(1, "talking_points").value).toBe("Ask how it works\nSay thank you");
    expect(cell(1, "due").value).toEqual(new Date("2026-03-31T00:00:00Z"));
    expect([cell(1, "value_at_stake").value, cell(1, "uplift").value]).toEqual([250, 0.05]);

    // LibreOffice writes a second formula, of no use, behind each.
    const rule = (name: string) => {
      const { type, operator, formulae } = cell(3, name).dataValidation;
      return [type, operator, formulae[0] instanceof Date ? formulae[0].toISOString().slice(0, 10) : formulae[0]];
    };
    expect(rule("outcome")).toEqual(["list", undefined, `"${OUTCOMES.map(({ label }) => label).join(",")}"`]);
    expect(rule("satisfied")).toEqual(["list", undefined, '"1,2,3,4,5"']);
    expect(rule("expectation_met")).toEqual(["list", undefined, '"yes,partly,no"']);
    expect(rule("contacted_at")).toEqual(["date", "greaterThanOrEqual", "2026-03-30"]);
    expect(rule("next_at").slice(0, 2)).toEqual(["custom", undefined]);
    expect(rule("amount")).toEqual(["decimal", "greaterThanOrEqual", 0]);

    // exceljs does not read LibreOffice's spelling of true and false.
    const xml = await partOf(saved, "xl/worksheets/sheet1.xml");
    const [protection] = /<sheetProtection [^>]*>/.exec(xml)!;
    expect(protection).toContain('sheet="true"');
    // OpenDocument has no place for what stays allowed.
    if (format === "xlsx") {
      expect(protection).toMatch(/formatColumns="false".*sort="false" autoFilter="false"/);
    }
    const styles = (await partOf(saved, "xl/styles.xml"))
      .match(/<cellXfs.*?<\/cellXfs>/s)![0]
      .split(/<xf /)
      .slice(1);
    const isOpen = (name: string): boolean => {
      const [, style] = new RegExp(`<c r="${cell(3, name).address}" s="(\\d+)"`).exec(xml)!;
      return styles[Number(style)]!.includes('locked="false"');
    };
    expect([...columns.keys()].filter(isOpen)).toEqual([
      ...["contacted_at", "outcome", "next_at", "amount", "note"],
      ...["satisfied", "expectation_met", "usage", "suggestion", "defect"],
    ]);

    const run = await held.crm("check", saved, "--json");
    expect(run.exitCode).toBe(0);
    const { accounting } = JSON.parse(run.stdout) as { accounting: { files: Record<string, unknown>[] } };
    expect(
      accounting.files.map(({ role, read, accepted, rejected, filtered }) => [
        role,
        read,
        accepted,
        rejected,
        filtered,
      ]),
    ).toEqual([
      ["interactions", 3, 2, 0, { "not-worked": 1 }],
      ["responses", 1, 1, 0, {}],
      ["listings", 4, 4, 0, {}],
    ]);
  });
});

it("LibreOffice prints the sheet for paper on one page in width, head repeated", { timeout: 120_000 }, async () => {
  const list = join(held.folder, "list.xlsx");
  await writeList(engine, list, { calls: Array.from({ length: 60 }, (_, at) => call(at + 1)) });
  const workbook = await openWorkbook(list);
  for (const sheet of workbook.worksheets.filter(({ name }) => name !== "On paper")) workbook.removeWorksheet(sheet.id);
  await workbook.xlsx.writeFile(list);
  const pdf = readFileSync(await saveWithLibreOffice(list, "pdf", held.folder), "latin1");
  // 60 rows of three lines each at least 43.5 points high, on A4 landscape of at most 560 points at a scale of 0.7 to 1.
  const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(3);
  expect(pages).toBeLessThanOrEqual(6);
});
