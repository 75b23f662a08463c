import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Filled, openWorkbook } from "./filled-list.js";
import { call, LIST_ID } from "./made-list.js";
import { GOOD, useWayBack } from "./way-back.js";

const { held, filled, inBook, imported, rejects, base: BASE } = useWayBack();

describe("a filled call list", () => {
  it("comes back as interactions, answers and listings", async () => {
    const name = await filled("filled.xlsx", {
      1: {
        contacted_at: "2026-03-31",
        outcome: "won",
        amount: 99.5,
        note: "wants two",
        satisfied: 4,
        expectation_met: "partly",
        usage: "every day",
      },
      2: {
        contacted_at: "2026-04-01",
        outcome: "call back",
        next_at: "2026-04-10",
        suggestion: "a lid",
        defect: "leaks",
      },
      3: { contacted_at: "2026-04-01", outcome: "no answer" },
    });
    const { files } = await imported(...BASE(), name);
    // By hand: six rows, three of them worked; two with answers; six listed and one kept aside.
    expect(
      files
        .slice(2)
        .map(({ file, role, read, accepted, rejected, filtered }) => [file, role, read, accepted, rejected, filtered]),
    ).toEqual([
      ["filled.xlsx#Call list", "interactions", 6, 3, 0, { "not-worked": 3 }],
      ["filled.xlsx#Call list (answers)", "responses", 2, 2, 0, {}],
      ["filled.xlsx#Listings", "listings", 7, 7, 0, {}],
    ]);
    expect(
      await inBook(`SELECT record_id, customer_id, day::VARCHAR AS day, kind, direction, stage, outcome, "by", cost::DOUBLE AS cost,
        amount::DOUBLE AS amount, next_contact::VARCHAR AS next, topic, product, play, list_id, campaign, phase, note
        FROM interactions ORDER BY record_id`),
    ).toEqual([
      {
        ...{ record_id: "L1-1", customer_id: "C0001", day: "2026-03-31", kind: "call", direction: "outbound" },
        ...{ stage: "after_sales", outcome: "won", by: "Ada", cost: 6.5, amount: 99.5, next: null, topic: "use" },
        ...{ product: null, play: "post_sale", list_id: "L1", campaign: "spring", phase: "launch", note: "wants two" },
      },
      {
        ...{ record_id: "L1-2", customer_id: "C0002", day: "2026-04-01", kind: "call", direction: "outbound" },
        ...{ stage: "after_sales", outcome: "callback", by: "Ada", cost: 6.5, amount: null, next: "2026-04-10" },
        ...{ topic: "defect", product: null, play: "post_sale", list_id: "L1", campaign: "spring", phase: "launch" },
        note: null,
      },
      {
        ...{ record_id: "L1-3", customer_id: "C0003", day: "2026-04-01", kind: "call", direction: "outbound" },
        ...{ stage: "after_sales", outcome: "no_answer", by: "Ada", cost: 6.5, amount: null, next: null, topic: null },
        ...{ product: null, play: "post_sale", list_id: "L1", campaign: "spring", phase: "launch", note: null },
      },
    ]);
    expect(
      await inBook(
        "SELECT record_id, customer_id, stage, question, answer FROM responses ORDER BY record_id, question",
      ),
    ).toEqual(
      [
        ["L1-1", "C0001", "How do you use it?", "every day"],
        ["L1-1", "C0001", "How satisfied are you with your purchase? (1-5)", "4"],
        ["L1-1", "C0001", "Is it what you had hoped for?", "partly"],
        ["L1-2", "C0002", "Is anything broken or faulty?", "leaks"],
        ["L1-2", "C0002", "What could be better?", "a lid"],
      ].map(([record_id, customer_id, question, answer]) => ({
        ...{ record_id, customer_id, stage: "after_sales", question, answer },
      })),
    );
    expect(
      await inBook(`SELECT arm, count(*)::INTEGER AS n, min(day)::VARCHAR AS day, min(list_id) AS list, min(uplift) AS uplift,
        min(value_at_stake)::DOUBLE AS value, min(cost)::DOUBLE AS cost, min(phase) AS phase FROM listings GROUP BY arm ORDER BY arm`),
    ).toEqual([
      { arm: "control", n: 1, day: "2026-03-30", list: "L1", uplift: 0.05, value: 250, cost: 6.5, phase: "launch" },
      { arm: "listed", n: 6, day: "2026-03-30", list: "L1", uplift: 0.05, value: 250, cost: 6.5, phase: "launch" },
    ]);
  });

  it("says nothing of the sheets that are there to be read", async () => {
    const name = await filled(
      "filled.xlsx",
      { 1: { contacted_at: "2026-03-31", outcome: "won" } },
      { suppressed: [{ customer_id: "C0001", name: "N1", play: "winback", reason: "do not contact" }] },
    );
    const run = await held.crm("import", ...BASE(), name, "--book", "shop.crm");
    expect(run.exitCode).toBe(0);
    expect(run.stderr).not.toMatch(/Suppressed|Instructions|dictionary|paper|not used/);
    const check = await held.crm("check", name);
    expect(check.exitCode).toBe(0);
    expect(`${check.stdout}${check.stderr}`).not.toMatch(/Suppressed|Instructions|dictionary|On paper/);
  });

  it("changes nothing the second time, and replaces itself when more was filled in", async () => {
    const first = { 1: { contacted_at: "2026-03-31", outcome: "call back", satisfied: 3 } };
    await imported(...BASE(), await filled("first.xlsx", first));
    const query = `SELECT (SELECT count(*) FROM interactions)::INTEGER AS i, (SELECT count(*) FROM responses)::INTEGER AS r,
      (SELECT count(*) FROM listings)::INTEGER AS l, (SELECT count(*) FROM imports)::INTEGER AS files`;
    const before = await inBook(query);
    expect(before).toEqual([{ i: 1, r: 1, l: 7, files: 5 }]);
    await imported("first.xlsx");
    expect(await inBook(query)).toEqual(before);
    const more = {
      1: { contacted_at: "2026-04-02", outcome: "won", satisfied: 5 },
      2: { contacted_at: "2026-04-02", outcome: "talked" },
    };
    await imported(await filled("second.xlsx", more));
    expect(await inBook("SELECT record_id, outcome FROM interactions ORDER BY 1")).toEqual([
      { record_id: "L1-1", outcome: "won" },
      { record_id: "L1-2", outcome: "talked" },
    ]);
    expect(await inBook("SELECT answer FROM responses")).toEqual([{ answer: "5" }]);
    expect(await inBook("SELECT count(*)::INTEGER AS n FROM listings")).toEqual([{ n: 7 }]);
  });

  it("is read the same from the sheet saved as CSV, in words of other languages and with German days", async () => {
    const name = await filled("filled.xlsx", {
      1: { contacted_at: "31.03.2026", outcome: "Verkauft", amount: 99.5, expectation_met: "teilweise" },
      2: { contacted_at: "01.04.2026", outcome: "Rückruf", next_at: "10.04.2026" },
      3: { contacted_at: "13.04.2026", outcome: "无人接听" },
    });
    const sheet = (await openWorkbook(join(held.folder, name))).getWorksheet("Call list")!;
    const lines: string[] = [];
    sheet.eachRow((row) => {
      const cells = Array.from({ length: sheet.columnCount }, (_, at) => {
        const { value } = row.getCell(at + 1);
        const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? "");
        return `"${text.replaceAll('"', '""')}"`;
      });
      lines.push(cells.join(";"));
    });
    const { files } = await imported(...BASE(), held.file("back.csv", ...lines));
    expect(files.slice(2).map(({ file, role, read, accepted }) => [file, role, read, accepted])).toEqual([
      ["back.csv", "interactions", 6, 3],
      ["back.csv (answers)", "responses", 1, 1],
    ]);
    expect(
      await inBook(
        "SELECT outcome, day::VARCHAR AS day, next_contact::VARCHAR AS next, amount::DOUBLE AS amount FROM interactions ORDER BY record_id",
      ),
    ).toEqual([
      { outcome: "won", day: "2026-03-31", next: null, amount: 99.5 },
      { outcome: "callback", day: "2026-04-01", next: "2026-04-10", amount: null },
      { outcome: "no_answer", day: "2026-04-13", next: null, amount: null },
    ]);
    expect(await inBook("SELECT answer FROM responses")).toEqual([{ answer: "partly" }]);
  });

  it("is rejected where it cannot be, each row with its line, the column and the reason", async () => {
    const cases: readonly (readonly [string, string, Readonly<Record<string, Filled>>])[] = [
      ["unknown-outcome", "outcome", { contacted_at: "2026-03-31", outcome: "hmm" }],
      ["no-date", "contacted_at", { outcome: "won" }],
      ["no-outcome", "outcome", { contacted_at: "2026-03-31" }],
      ["no-outcome", "outcome", { note: "she was out" }],
      ["bad-date", "contacted_at", { contacted_at: "yesterday", outcome: "won" }],
      ["before-list", "contacted_at", { contacted_at: "2026-03-29", outcome: "won" }],
      ["bad-next-date", "next_at", { ...GOOD, next_at: "soon" }],
      ["far-next-date", "next_at", { ...GOOD, next_at: "2028-04-01" }],
      ["next-before-contact", "next_at", { ...GOOD, next_at: "2026-03-30" }],
      ["bad-satisfied", "satisfied", { ...GOOD, satisfied: 6 }],
      ["bad-satisfied", "satisfied", { ...GOOD, satisfied: 0 }],
      ["bad-satisfied", "satisfied", { ...GOOD, satisfied: 2.5 }],
      ["bad-satisfied", "satisfied", { ...GOOD, satisfied: "very" }],
      ["negative-amount", "amount", { ...GOOD, amount: -1 }],
      ["bad-amount", "amount", { ...GOOD, amount: "much" }],
      ["no-call-id", "call_id", { ...GOOD, call_id: "" }],
      ["unknown-call", "call_id", { ...GOOD, call_id: "L9-1" }],
      ["repeated-call", "call_id", { ...GOOD, customer_id: "C0001", call_id: "L1-1", satisfied: 5 }],
      ["other-customer", "customer_id", { ...GOOD, customer_id: "C0002" }],
      ["other-customer", "customer_id", { ...GOOD, call_id: "L1-2" }],
      ["amount-unreached", "amount", { ...GOOD, outcome: "wrong number", amount: 10 }],
      ["answer-unreached", "outcome", { ...GOOD, outcome: "no answer", satisfied: 4 }],
      ["answer-unreached", "outcome", { ...GOOD, outcome: "left message", expectation_met: "yes" }],
      ["answer-unreached", "outcome", { ...GOOD, outcome: "no answer", usage: "daily" }],
      ["answer-unreached", "outcome", { ...GOOD, outcome: "no answer", suggestion: "a lid" }],
      ["answer-unreached", "outcome", { ...GOOD, outcome: "wrong number", defect: "leaks" }],
      ["no-customer", "customer_id", { ...GOOD, customer_id: "" }],
    ];
    const calls = Array.from({ length: cases.length + 3 }, (_, at) => call(at + 1, { list_id: LIST_ID }));
    const rows = { 1: GOOD, 2: GOOD, ...Object.fromEntries(cases.map(([, , cells], at) => [at + 3, cells])) };
    const { files } = await imported(...BASE(), await filled("filled.xlsx", rows, { calls }));
    const [sheet] = files.slice(2);
    expect([sheet!.read, sheet!.accepted, sheet!.rejected, sheet!.filtered]).toEqual([
      ...[calls.length, 2, cases.length],
      { "not-worked": 1 },
    ]);
    // Rank 3 stands in row 4 of the sheet, below the head.
    expect(rejects()).toEqual(cases.map(([code, column], at) => ["filled.xlsx#Call list", at + 4, column, code]));
    // What was rejected as a contact brings no answers either.
    expect(await inBook("SELECT question FROM responses")).toEqual([]);
  });

  it("leaves contacts after the as-of day out, as other records", async () => {
    const name = await filled("filled.xlsx", { 1: GOOD, 2: { ...GOOD, contacted_at: "2026-04-15" } });
    const run = await held.crm("relationship", ...BASE(), name, "--as-of", "2026-04-01", "--json");
    const { accounting } = JSON.parse(run.stdout) as { accounting: { files: { file: string; filtered: object }[] } };
    expect(accounting.files[2]).toMatchObject({ filtered: { "not-worked": 4, "after-as-of": 1 } });
  });

  it("may lose its drop-down sheets and its listings, and hold sheets of the user", async () => {
    const name = await filled("filled.xlsx", { 1: GOOD });
    const path = join(held.folder, name);
    const workbook = await openWorkbook(path);
    for (const sheet of ["Listings", "Suppressed", "Instructions", "On paper"]) {
      workbook.removeWorksheet(workbook.getWorksheet(sheet)!.id);
    }
    const own = workbook.addWorksheet("New customers");
    own.addRows([
      ["customer_id", "name", "email"],
      ["C77", "New", "new@example.com"],
    ]);
    await workbook.xlsx.writeFile(path);
    const { files } = await imported(...BASE(), name);
    expect(files.slice(2).map(({ file, role, accepted }) => [file, role, accepted])).toEqual([
      ["filled.xlsx#Call list", "interactions", 1],
      ["filled.xlsx#New customers", "customers", 1],
    ]);
  });

  it("nobody has worked on is no error", async () => {
    const name = await filled("filled.xlsx", {});
    const { exitCode, files } = await imported(...BASE(), name);
    expect(exitCode).toBe(0);
    expect(files.slice(2).map(({ role, accepted }) => [role, accepted])).toEqual([
      ["interactions", 0],
      ["listings", 7],
    ]);
    const none = await filled("none.xlsx", {}, { calls: [], control: [] });
    expect((await imported(none)).exitCode).toBe(0);
  });
});
