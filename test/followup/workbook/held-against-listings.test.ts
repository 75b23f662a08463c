import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useRecordBook } from "../../ingest/record-book.js";
import { columnsOf, openWorkbook } from "./filled-list.js";
import { call, LIST_ID } from "./made-list.js";
import { GOOD, useWayBack } from "./way-back.js";

/* What came back is held against what was listed, and what is not whole is refused. Expectations by hand. */
const readFiles = useRecordBook();
const { held, base, filled, inBook, imported, rejects } = useWayBack();

/** Takes columns out of the sheet Call list, as a person would. */
async function withoutColumns(name: string, ...columns: readonly string[]): Promise<string> {
  const workbook = await openWorkbook(join(held.folder, name));
  const sheet = workbook.getWorksheet("Call list")!;
  for (const column of columns) {
    const at = columnsOf(sheet).get(column)!;
    // exceljs cannot take columns out of a sheet with validations: the head and the cells are emptied.
    for (let row = 1; row <= sheet.rowCount; row++) sheet.getRow(row).getCell(at).value = null;
  }
  await workbook.xlsx.writeFile(join(held.folder, name));
  return name;
}

describe("a call list that has lost a column", () => {
  it.each(["call_id", "outcome", "contacted_at", "play"])(
    "%s is refused, and nothing of it is imported",
    async (lost) => {
      const name = await withoutColumns(await filled("filled.xlsx", { 1: GOOD }), lost);
      const run = await held.crm("import", ...base(), name, "--book", "shop.crm");
      expect(run.exitCode).toBe(3);
      expect(run.stderr).toContain("filled.xlsx#Call list");
      expect(run.stderr).toMatch(new RegExp(`call list .* has lost its column ${lost}`));
      expect(run.stderr).toContain("fresh copy");
      const check = await held.crm("check", name);
      expect(check.exitCode).not.toBe(0);
    },
  );

  it("is refused as CSV too, with few columns left", async () => {
    const lines = [
      "customer_id,name,phone,play,contacted_at,outcome",
      "C0001,N1,+44 7700 900001,winback,2026-03-31,won",
    ];
    const run = await held.crm("import", ...base(), held.file("left.csv", ...lines), "--book", "shop.crm");
    expect([run.exitCode, run.stderr.includes("has lost its column call_id")]).toEqual([3, true]);
  });

  it("is no plain file of interactions, which may have plays and outcomes too", async () => {
    const lines = ["customer_id,contacted_at,kind,outcome,play", "C0001,2026-03-31,call,talked,winback"];
    const { exitCode, files } = await imported(...base(), held.file("calls.csv", ...lines));
    expect([exitCode, files[2]!.role, files[2]!.accepted]).toEqual([0, "interactions", 1]);
  });
});

describe("a row is held against its listing", () => {
  it("by its customer: of two rows with one call_id that of the right customer is read, wherever it stands", async () => {
    const name = await filled("filled.xlsx", {
      1: { ...GOOD, outcome: "won", call_id: "L1-2" },
      2: GOOD,
      3: GOOD,
      4: { ...GOOD, call_id: "L1-3" },
    });
    await imported(...base(), name);
    expect(await inBook("SELECT record_id, customer_id, outcome FROM interactions ORDER BY 1")).toEqual([
      { record_id: "L1-2", customer_id: "C0002", outcome: "talked" },
      { record_id: "L1-3", customer_id: "C0003", outcome: "talked" },
    ]);
    expect(rejects()).toEqual([
      ["filled.xlsx#Call list", 2, "customer_id", "other-customer"],
      ["filled.xlsx#Call list", 5, "customer_id", "other-customer"],
    ]);
  });

  it("by its cost, which is calculated: what was written over it does not count", async () => {
    await imported(...base(), await filled("filled.xlsx", { 1: { ...GOOD, cost: 99999 }, 2: GOOD }));
    expect(await inBook("SELECT cost::DOUBLE AS cost FROM interactions ORDER BY record_id")).toEqual([
      { cost: 6.5 },
      { cost: 6.5 },
    ]);
  });

  it("by the day as of which its list was made, where the list's name says it, and not by the day before its first", async () => {
    const calls = [1, 2, 3].map((rank) => call(rank, { list_id: LIST_ID, date: "2026-04-02" }));
    const rows = {
      1: { ...GOOD, contacted_at: "2026-03-29" },
      2: { ...GOOD, contacted_at: "2026-03-30" },
      3: { ...GOOD, contacted_at: "2026-04-01" },
    };
    await imported(...base(), await filled("filled.xlsx", rows, { calls }));
    expect(rejects()).toEqual([["filled.xlsx#Call list", 2, "contacted_at", "before-list"]]);
    expect(await inBook("SELECT day::VARCHAR AS day FROM interactions ORDER BY 1")).toEqual([
      { day: "2026-03-30" },
      { day: "2026-04-01" },
    ]);
    // A list whose name says no day: nothing is rejected for it.
    const unnamed = await filled("unnamed.xlsx", { 1: { ...GOOD, contacted_at: "2026-03-01" } });
    const { files } = await imported(unnamed);
    expect([files[0]!.accepted, files[0]!.rejected]).toEqual([1, 0]);
  });
});

it("the next contact may be up to two years after this one; nothing won and nobody reached is no contradiction", async () => {
  const name = await filled("filled.xlsx", {
    1: { ...GOOD, next_at: "2028-03-31" },
    2: { ...GOOD, outcome: "no answer", amount: 0, note: "rang twice" },
  });
  const { files } = await imported(...base(), name);
  expect([files[2]!.accepted, files[2]!.rejected]).toEqual([2, 0]);
});

it("who asked to be called back but not when is named", async () => {
  const rows = { 1: { ...GOOD, outcome: "call back" }, 2: { ...GOOD, outcome: "call back", next_at: "2026-04-08" } };
  const run = await held.crm("import", ...base(), await filled("filled.xlsx", rows), "--book", "shop.crm");
  expect([run.exitCode, /call back without a day in next_at \(1\): L1-1;/.test(run.stderr)]).toEqual([0, true]);
});

describe("the number that was called", () => {
  const ROWS = { 1: { ...GOOD, outcome: "wrong number" }, 2: GOOD, 3: { ...GOOD, customer_id: "" } };
  // C0002 is contacted by e-mail; the number of C0001's row is by now that of C0005 alone.
  const CALLS = [call(1, { customer_id: "X1" }), call(2, { channel: "email" }), call(3)];
  const files = () => [
    held.file("c.csv", "customer_id,name,phone", "C0002,N2,", "C0005,N5,+44 7700 900001", "C0003,N3,+44 7700 900003"),
    held.file("o.csv", "order_id,customer_id,date,amount", "O1,X1,2026-01-05,10", "O2,C0002,2026-01-05,10"),
  ];
  const EXPECTED = [
    { record_id: "L1-1", customer_id: "X1", phone: "+44 7700 900001" },
    { record_id: "L1-2", customer_id: "C0002", phone: null },
  ];

  it("stands with the contact in a book, and says nothing of who the customer is", async () => {
    await imported(...files(), await filled("filled.xlsx", ROWS, { calls: CALLS }));
    expect(await inBook("SELECT record_id, customer_id, phone FROM interactions ORDER BY 1")).toEqual(EXPECTED);
    // What is mapped links when a book is read: the number is not.
    expect(
      await inBook(
        "SELECT mapped LIKE '%customer_id%' AS id, mapped LIKE '%phone%' AS phone FROM imports WHERE role = 'interactions'",
      ),
    ).toEqual([{ id: true, phone: false }]);
    // A row without its customer is not given to whoever has the number.
    expect(rejects()).toEqual([["filled.xlsx#Call list", 4, "customer_id", "no-customer"]]);
  });

  it("stands with the contact where files are read as they are", async () => {
    const { rows, files: read } = await readFiles({
      "c.csv": ["customer_id,name,phone", "C0002,N2,", "C0005,N5,+44 7700 900001"],
      "o.csv": ["order_id,customer_id,date,amount", "O1,X1,2026-01-05,10"],
      "list.csv": [
        "customer_id,phone,channel,play,contacted_at,outcome,call_id",
        "X1,+44 7700 900001,phone,winback,2026-03-31,wrong number,L1-1",
        "C0002,+44 7700 900002,email,winback,2026-03-31,talked,L1-2",
      ],
    });
    expect(read[2]!.accepted).toBe(2);
    expect(await rows("SELECT record_id, customer_id, phone FROM interactions ORDER BY 1")).toEqual(EXPECTED);
  });
});
