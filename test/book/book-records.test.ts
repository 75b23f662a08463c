import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readBook } from "../../src/book/read-book.js";
import { openEngine } from "../../src/engine/engine.js";
import { raw } from "../../src/engine/sql.js";
import { useFolder } from "../commands/run-in-process.js";

const TRANSACTIONS = ["Order ID,Customer ID,Date,Amount", "1,C1,2026-01-05,10", "2,C2,2026-02-05,20"];
const CUSTOMERS = [
  "Customer ID,Name,Email,Referred By",
  "C1,Ann,ann@example.com,",
  "C2,Bob,bob@example.com,ann@example.com",
];
const CALLS = [
  "Activity ID,Email,Date,Kind",
  "A1,ann@example.com,2026-01-10,call",
  "A2,bob@example.com,2026-01-11,visit",
];
const LATER_CALLS = ["Activity ID,Email,Date,Kind", "A2,bob@example.com,2026-01-12,meeting"];

describe("records in a book", () => {
  const held = useFolder();

  const inBook = async (query: string) => {
    const engine = await openEngine();
    try {
      const book = await readBook(engine, { name: "shop.crm", path: join(held.folder, "shop.crm") });
      return { rows: await engine.rows(raw(query)), files: book.files, roles: [...book.records.keys()] };
    } finally {
      engine.close();
    }
  };

  it("of a book that an earlier version made are read, and get the columns that are new", async () => {
    held.file("calls.csv", ...CALLS);
    held.file("transactions.csv", ...TRANSACTIONS);
    held.file("customers.csv", ...CUSTOMERS);
    await held.crm("import", "calls.csv", "transactions.csv", "customers.csv", "--book", "shop.crm", "--quiet");
    const engine = await openEngine();
    await engine.run(raw(`ATTACH '${join(held.folder, "shop.crm")}' AS old`));
    for (const column of ["list_id", "play", "phase", "contact", "amount", "next_contact"]) {
      await engine.run(raw(`ALTER TABLE old.interactions DROP COLUMN ${column}`));
    }
    await engine.run(raw("DETACH old"));
    engine.close();
    const query = "SELECT record_id, play, amount::DOUBLE AS amount FROM interactions ORDER BY record_id";
    expect((await inBook(query)).rows).toEqual([
      { record_id: "A1", play: null, amount: null },
      { record_id: "A2", play: null, amount: null },
    ]);
    held.file("more.csv", "Activity ID,Email,Date,Kind,Play", "A2,bob@example.com,2026-01-12,call,winback");
    expect((await held.crm("import", "more.csv", "--book", "shop.crm", "--quiet")).exitCode).toBe(0);
    expect((await inBook(query)).rows).toEqual([
      { record_id: "A1", play: null, amount: null },
      { record_id: "A2", play: "winback", amount: null },
    ]);
  });

  it("find their customers whichever file came first, and a later export replaces an earlier", async () => {
    held.file("calls.csv", ...CALLS);
    held.file("transactions.csv", ...TRANSACTIONS);
    held.file("customers.csv", ...CUSTOMERS);
    held.file("later.csv", ...LATER_CALLS);
    for (const name of ["calls.csv", "transactions.csv", "customers.csv", "later.csv"]) {
      expect((await held.crm("import", name, "--book", "shop.crm", "--quiet")).exitCode).toBe(0);
    }
    const calls = await inBook(
      "SELECT record_id, customer_id, day::VARCHAR AS day, kind, file_number FROM interactions ORDER BY record_id",
    );
    expect(calls.rows).toEqual([
      { record_id: "A1", customer_id: "C1", day: "2026-01-10", kind: "call", file_number: 1 },
      { record_id: "A2", customer_id: "C2", day: "2026-01-12", kind: "meeting", file_number: 4 },
    ]);
    expect(calls.files[0]).toMatchObject({
      role: "interactions",
      read: 2,
      accepted: 1,
      filtered: { "duplicate-record": 1 },
    });
    expect(calls.roles).toEqual(["interactions", "referrals"]);
    expect((await inBook("SELECT customer_id, referred FROM referrals")).rows).toEqual([
      { customer_id: "C1", referred: "C2" },
    ]);
  });

  it("change nothing when the same file is imported twice", async () => {
    held.file("transactions.csv", ...TRANSACTIONS);
    held.file("calls.csv", ...CALLS);
    const once = await held.crm("import", "transactions.csv", "calls.csv", "--book", "shop.crm", "--quiet");
    const twice = await held.crm("import", "calls.csv", "--book", "shop.crm", "--json");
    expect([once.exitCode, twice.exitCode]).toEqual([0, 0]);
    expect(JSON.parse(twice.stdout).rows).toMatchObject([{ outcome: "already imported", role: "interactions" }]);
    expect((await inBook("SELECT count(*) AS count FROM interactions")).rows).toEqual([{ count: 2 }]);
  });

  it("go with their file when it is read anew in another way", async () => {
    held.file("transactions.csv", ...TRANSACTIONS);
    held.file("calls.csv", "Activity ID,Customer ID,Date,Kind", "A1,C1,03/04/2026,call");
    await held.crm("import", "transactions.csv", "--book", "shop.crm", "--quiet");
    for (const order of ["dmy", "mdy"]) {
      await held.crm("import", "calls.csv", "--book", "shop.crm", "--date-order", order, "--quiet");
    }
    const read = await inBook("SELECT day::VARCHAR AS day FROM interactions");
    expect(read.rows).toEqual([{ day: "2026-03-04" }]);
  });
});

describe("customers of the business itself", () => {
  const held = useFolder();

  it("are counted and not ranked", async () => {
    held.file("customers.csv", "Customer ID,Name,Type", "C1,Ann,direct", "C2,Our Works,内部");
    held.file("transactions.csv", ...TRANSACTIONS);
    const said = await held.crm("segment", "customers.csv", "transactions.csv", "--json");
    const { rows, accounting } = JSON.parse(said.stdout);
    expect(rows.map((row: { customer_id: string }) => row.customer_id)).toEqual(["C1"]);
    expect(accounting).toMatchObject({ read: 4, accepted: 3, filtered: { internal: 1 } });
  });

  it("a list of rejects among the files is named and left alone", async () => {
    held.file("transactions.csv", ...TRANSACTIONS);
    held.file("x.rejects.csv", "file,line,column,code,message,text", "a.csv,2,,bad-date,the date cannot be read,x");
    const said = await held.crm("segment", "transactions.csv", "x.rejects.csv");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("x.rejects.csv: not used");
  });
});
