import { describe, expect, it } from "vitest";
import { FINDING_KINDS } from "../../src/quality/findings/index.js";
import { useFolder } from "../commands/run-in-process.js";

const at = useFolder();

interface Found {
  readonly code: string;
  readonly file: string | null;
  readonly count: number;
  readonly message: string;
  readonly examples: readonly string[];
}

/** Findings of a check over some files, by code; `reading` and `currency` only when asked for. */
async function findings(...args: readonly string[]): Promise<Map<string, Found>> {
  const { stdout } = await at.crm("check", ...args, "--json");
  const { findings: found } = JSON.parse(stdout) as { findings: Found[] };
  return new Map(found.map((one) => [one.code, one]));
}

const day = (number: number): string => new Date(Date.UTC(2026, 0, number)).toISOString().slice(0, 10);
/** So many orders of customers C1, C2, … on the days of January 2026, of 10 each. */
const orders = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${index + 1},C${index + 1},${day((index % 28) + 1)},10`);
const HEAD = "order_id,customer_id,date,amount";

describe("findings", () => {
  it("have codes of their own and say what they mean", () => {
    expect(new Set(FINDING_KINDS.map(({ code }) => code)).size).toBe(FINDING_KINDS.length);
    for (const { meaning } of FINDING_KINDS) expect(meaning).toMatch(/\.$/);
  });

  it("are none but the currency in a clean file", async () => {
    expect([...(await findings(at.file("orders.csv", HEAD, ...orders(30)))).keys()]).toEqual(["currency"]);
  });

  it("duplicate-email, duplicate-phone: written differently, the same all the same", async () => {
    const lines = ["1,a@x.de,+49 30 1234567", "2, A@X.DE,", "3,c@x.de,0049-30-1234567", "4,d@x.de,12", "5,e@x.de,12"];
    const found = await findings(at.file("customers.csv", "customer_id,email,phone", ...lines));
    expect(found.get("duplicate-email")).toMatchObject({ count: 2, examples: ["a@x.de: 1, 2"] });
    expect(found.get("duplicate-phone")).toMatchObject({ count: 2, examples: ["49301234567: 1, 3"] });
  });

  it("repeated-customer and formula-names", async () => {
    const lines = ["1,Ann", "1,Anna", "2,=1+1", "3,+49 30 1234567 8", "4,-5"];
    const found = await findings(at.file("customers.csv", "customer_id,name", ...lines));
    expect(found.get("repeated-customer")).toMatchObject({ count: 1, examples: ["1"] });
    expect(found.get("formula-names")).toMatchObject({ count: 1, examples: ["=1+1"] });
  });

  it("duplicate-rows: equal in every column, of one file", async () => {
    const found = await findings(
      at.file("orders.csv", HEAD, "1,A,2026-01-01,5", "1,A,2026-01-01,5", "1,A,2026-01-01,6"),
    );
    expect(found.get("duplicate-rows")).toMatchObject({ count: 1, examples: ["1, A, 2026-01-01, 5 (2 times)"] });
  });

  it("repeated-order and shared-order", async () => {
    const first = at.file("first.csv", HEAD, "1,A,2026-01-01,5", "2,A,2026-01-02,5");
    const second = at.file("second.csv", HEAD, "2,A,2026-01-02,7", "3,B,2026-01-03,1", "3,C,2026-01-03,1");
    const found = await findings(first, second);
    expect(found.get("repeated-order")).toMatchObject({ file: "first.csv", count: 1, examples: ["2"] });
    expect(found.get("shared-order")).toMatchObject({ count: 1, examples: ["3"] });
  });

  it("unknown-customers and customers-without-purchase: orphans both ways", async () => {
    const customers = at.file("customers.csv", "customer_id,name", "A,Ann", "B,Bob", "D,Dan");
    const sales = at.file("orders.csv", HEAD, "1,A,2026-01-01,5", "2,C,2026-01-02,5", "3,D,2026-01-02,-5");
    const found = await findings(customers, sales);
    expect(found.get("unknown-customers")).toMatchObject({ count: 1, examples: ["C"] });
    expect(found.get("customers-without-purchase")).toMatchObject({ count: 2, examples: ["B", "D"] });
  });

  it("negative-amounts, zero-amounts, past-dates", async () => {
    const lines = ["1,A,2026-01-01,-5", "2,A,2026-01-02,0", "3,A,1900-01-01,5"];
    const found = await findings(at.file("orders.csv", HEAD, ...lines));
    expect(found.get("negative-amounts")).toMatchObject({ count: 1, examples: ["A on 2026-01-01: -5.00 (order 1)"] });
    expect(found.get("zero-amounts")).toMatchObject({ count: 1 });
    expect(found.get("past-dates")).toMatchObject({ count: 1, examples: ["A on 1900-01-01: 5.00 (order 3)"] });
  });

  it("future-dates: after --as-of, else more than a year after nearly all others", async () => {
    // The last of the others is 2026-01-28; a year later is 2027-01-28.
    const inTime = at.file("in-time.csv", HEAD, ...orders(30), "99,Z,2027-01-28,1");
    expect((await findings(inTime)).has("future-dates")).toBe(false);
    expect((await findings(inTime, "--as-of", "2027-01-27")).get("future-dates")).toMatchObject({ count: 1 });
    const late = at.file("late.csv", HEAD, ...orders(30), "99,Z,2027-01-29,1");
    expect((await findings(late)).get("future-dates")).toMatchObject({
      count: 1,
      examples: ["Z on 2027-01-29: 1.00 (order 99)"],
    });
  });

  it("outlier-amounts: beyond the fence and ten times the median", async () => {
    const sales = at.file("orders.csv", HEAD, ...orders(30), "98,Y,2026-01-03,99", "99,Z,2026-01-03,101");
    expect((await findings(sales)).get("outlier-amounts")).toMatchObject({
      count: 1,
      examples: ["Z on 2026-01-03: 101.00 (order 99)"],
    });
  });

  it("damaged-identifiers and rejected-records", async () => {
    const lines = [
      "1,1.23E+11,2026-01-01,5",
      "2,A,2026-01-01,5",
      "3,B,2026-01-01,much",
      "4,C,2026-01-02,more",
      "5,D,2026-01-03,1",
    ];
    const found = await findings(at.file("orders.csv", HEAD, ...lines));
    expect(found.get("damaged-identifiers")).toMatchObject({ count: 1, examples: ["1.23E+11"] });
    const { stdout } = await at.crm("check", "orders.csv", "--json");
    const rejected = (JSON.parse(stdout) as { findings: Found[] }).findings.filter(
      ({ code }) => code === "rejected-records",
    );
    expect(rejected.map(({ count, examples }) => [count, examples])).toEqual([
      [2, ["line 4", "line 5"]],
      [1, ["line 2"]],
    ]);
  });

  it("unknown-status, and the table of what each is taken for", async () => {
    const lines = ["1,A,2026-01-01,5,paid", "2,A,2026-01-02,5,cancelled", "3,B,2026-01-03,5,frobnicated"];
    at.file("orders.csv", `${HEAD},status`, ...lines);
    expect((await findings("orders.csv")).get("unknown-status")).toMatchObject({
      count: 1,
      examples: ['"frobnicated" (1)'],
    });
    const { stdout } = await at.crm("check", "orders.csv", "--json");
    expect((JSON.parse(stdout) as { tables: { statuses: { rows: object[] } } }).tables.statuses.rows).toEqual([
      { file: "orders.csv", status: "cancelled", taken_for: "cancelled", records: 1, known: true },
      { file: "orders.csv", status: "frobnicated", taken_for: "purchase", records: 1, known: false },
      { file: "orders.csv", status: "paid", taken_for: "purchase", records: 1, known: true },
    ]);
  });

  it("ambiguous-column and the problems of headers", async () => {
    const head = "customer_id,Order date,Ship date,amount,amount,";
    const found = await findings(
      at.file("orders.csv", head, "A,2026-01-01,2026-01-02,5,6,x", "B,2026-01-01,2026-01-02,5,6,x"),
    );
    expect(found.get("ambiguous-column")).toMatchObject({ count: 2, examples: ['"Order date"', '"Ship date"'] });
    expect(found.get("duplicate-header")).toMatchObject({ count: 1, examples: ['column 5 "amount"'] });
    expect(found.get("empty-header")).toMatchObject({ count: 1, examples: ["column 6"] });
  });
});
