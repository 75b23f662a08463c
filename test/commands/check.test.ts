import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { displayWidth } from "../../src/output/display-width.js";
import { useFolder } from "./run-in-process.js";

const at = useFolder();

interface CheckJson {
  readonly asOf: string | null;
  readonly accounting: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly filtered: object;
  };
  readonly files: readonly {
    readonly file: string;
    readonly role: string | null;
    readonly isRead: boolean;
    readonly columns: readonly Record<string, unknown>[];
    readonly nearestFields: readonly object[];
    readonly error: { readonly code: string } | null;
  }[];
  readonly findings: readonly { readonly code: string; readonly count: number; readonly severity: string }[];
  readonly tables: { readonly rejects: { readonly rows: readonly object[] } };
}

async function checked(...args: readonly string[]): Promise<CheckJson & { readonly exitCode: number }> {
  const { exitCode, stdout } = await at.crm("check", ...args, "--json");
  return { ...(JSON.parse(stdout) as CheckJson), exitCode };
}

const CUSTOMERS = ["customer_id,name,email", "C1,Ann,ann@example.com", "C2,Bob,bob@example.com", "C3,Cid,"];
const ORDERS = [
  "order_id,customer_id,date,amount,note",
  "1,C1,2026-01-02,10.00,a",
  "2,C1,2026-03-01,-4.50,",
  "3,C9,2026-02-01,1200,c",
  "4,C2,not a day,5,d",
  "5,C2,2026-02-03,7",
];

describe("crm check", () => {
  it("accounts for every record and shows every reject with its line", async () => {
    const found = await checked(at.file("customers.csv", ...CUSTOMERS), at.file("orders.csv", ...ORDERS));
    expect(found.exitCode).toBe(0);
    expect(found.asOf).toBe("2026-03-01");
    expect(found.accounting).toMatchObject({ read: 8, accepted: 6, rejected: 2, filtered: {} });
    expect(found.files.map(({ file, role }) => [file, role])).toEqual([
      ["customers.csv", "customers"],
      ["orders.csv", "transactions"],
    ]);
    expect(found.tables.rejects.rows).toEqual([
      expect.objectContaining({
        file: "orders.csv",
        line: 5,
        column: "date",
        code: "bad-date",
        text: "4,C2,not a day,5,d",
      }),
      expect.objectContaining({
        file: "orders.csv",
        line: 6,
        column: null,
        code: "field-count",
        text: "5,C2,2026-02-03,7",
      }),
    ]);
  });

  it("profiles each column by hand-counted figures", async () => {
    const found = await checked(at.file("orders.csv", ...ORDERS));
    const column = (header: string) => found.files[0]!.columns.find((one) => one.header === header);
    // The record with too few fields is no row, so that there are four.
    expect(column("date")).toMatchObject({
      ...{ field: "date", type: "date", format: "year first", filled: 4, missing: 0, distinct: 4, unreadable: 1 },
      ...{ least: "2026-01-02", greatest: "2026-03-01" },
    });
    expect(column("amount")).toMatchObject({
      type: "money",
      least: "-4.50",
      greatest: "1200",
      format: "decimal point",
    });
    expect(column("note")).toMatchObject({ filled: 3, missing: 1, examples: ["a", "c", "d"] });
    expect(column("customer_id")).toMatchObject({ distinct: 3, type: "identifier" });
  });

  it("works on customers alone", async () => {
    const found = await checked(at.file("customers.csv", ...CUSTOMERS));
    expect(found).toMatchObject({ exitCode: 0, asOf: null, accounting: { read: 3, accepted: 3 } });
    expect(found.findings).toEqual([]);
  });

  it("reports mixed currencies instead of refusing", async () => {
    const file = at.file("orders.csv", "customer_id,date,amount,currency", "A,2026-01-01,1,EUR", "B,2026-01-02,2,USD");
    const found = await checked(file);
    expect(found.exitCode).toBe(0);
    expect(found.findings).toContainEqual(
      expect.objectContaining({ code: "mixed-currency", severity: "error", count: 2 }),
    );
    const kept = await checked(file, "--currency", "EUR");
    expect(kept.findings.map(({ code }) => code)).toEqual(["currency"]);
  });

  it("shows what was found out of a file that cannot be used, and ends with its exit code", async () => {
    const dates = at.file("dates.csv", "customer_id,date,amount", "A,01/02/2026,1", "B,03/04/2026,2");
    const found = await checked(dates, at.file("orders.csv", ...ORDERS));
    expect(found.exitCode).toBe(3);
    expect(found.files[0]).toMatchObject({
      role: "transactions",
      isRead: false,
      error: { code: "date-order-undecidable" },
    });
    expect(found.files[0]!.columns[1]).toMatchObject({ format: "day or month first: not to be told", least: null });
    expect(found.files[1]).toMatchObject({ isRead: true, error: null });
    expect(found.accounting.read).toBe(5);
  });

  it("touches no file when it fails, but shows the report", async () => {
    const { exitCode, stdout, stderr } = await at.crm("check", at.file("empty.csv", "a,b"), "-o", "out.html");
    expect(exitCode).toBe(3);
    expect(existsSync(join(at.folder, "out.html"))).toBe(false);
    expect(stdout).toContain("empty.csv");
    expect(stderr).toContain("out.html was not written");
  });

  it("proposes fields for a file of unknown kind", async () => {
    const found = await checked(at.file("what.csv", "Farbe,Kundenummer,Betrag EUR", "rot,1,2", "blau,2,3"));
    expect(found).toMatchObject({ exitCode: 3, files: [{ role: null, error: { code: "role-unknown" } }] });
    expect(found.files[0]!.nearestFields).toEqual([
      { header: "Kundenummer", field: "customer_id", role: "transactions" },
      { header: "Betrag EUR", field: "amount", role: "transactions" },
    ]);
  });

  it("gates with --max-rejects and writes all rejects", async () => {
    const { exitCode } = await at.crm("check", at.file("orders.csv", ...ORDERS), "--max-rejects", "1", "-o", "out.md");
    expect(exitCode).toBe(1);
    expect(readFileSync(join(at.folder, "out.rejects.csv"), "utf8").split("\n")).toHaveLength(4);
    expect(readFileSync(join(at.folder, "out.md"), "utf8")).toContain("bad-date");
  });

  it("keeps to the width of the terminal, and steers it with nothing from the file", async () => {
    const header = "\u001b[31mred";
    at.file("orders.csv", `customer_id,date,amount,"${header}"`, ...Array(40).fill("A,2026-01-01,1,some plain words"));
    const { stdout } = await at.crmAtTerminal([], "check", "orders.csv", "--no-color");
    expect(stdout).not.toContain(header);
    expect(stdout).toContain("[31mred");
    for (const line of stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });
});

describe("--map over several files", () => {
  const ONE = ["Wer,Wann,amount", "A,2026-01-01,1"];
  const OTHER = ["customer_id,date,amount", "B,2026-01-02,2"];

  it("is in order when one of the files has the column", async () => {
    const files = ["--transactions", at.file("one.csv", ...ONE), "--transactions", at.file("other.csv", ...OTHER)];
    const found = await checked(...files, "--map", "customer_id=Wer", "--map", "date=Wann");
    expect(found).toMatchObject({ exitCode: 0, accounting: { accepted: 2 } });
  });

  it("is refused when none has, with the nearest", async () => {
    const files = ["--transactions", at.file("one.csv", ...ONE), at.file("other.csv", ...OTHER)];
    const { exitCode, stderr } = await at.crm("check", ...files, "--map", "customer_id=Wver");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("There is no column Wver.");
    expect(stderr).toContain("Did you mean Wer?");
  });

  it("may stand by file in the configuration, where two files call one field differently", async () => {
    const config = {
      inputs: { transactions: ["one.csv", "other.csv"] },
      map: { "one.csv": { customer_id: "Wer", date: "Wann" }, "other.csv": { amount: "total" } },
    };
    at.file("one.csv", ...ONE);
    at.file("other.csv", "customer_id,date,amount,total", "B,2026-01-02,2,20");
    at.file("crm.config.json", JSON.stringify(config));
    const { stdout } = await at.crm("segment", "--format", "csv");
    expect(stdout).toMatch(/^B,.*,20\.00,/m);
    expect(stdout).toMatch(/^A,.*,1\.00,/m);
  });
});
