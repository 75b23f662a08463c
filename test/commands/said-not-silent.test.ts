import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

const ORDERS = [
  "Order ID,Customer ID,Order Date,Amount,Cost",
  "1,A,2026-01-01,100,60",
  "2,A,2026-01-02,100,",
  "3,A,2026-01-03,100,",
  "4,B,2026-01-03,100,",
];

describe("a cost column of which fewer than half of the rows say one", () => {
  it.each([["value"], ["clv"]])("is not used by crm %s, and said", async (command) => {
    const said = await held.crm(command, held.file("orders.csv", ...ORDERS), "--format", "json");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("the cost column is not used: fewer than half of the");
    if (command === "clv") return;
    // Revenue, not the 40 % of the one row that says its cost.
    const { rows } = JSON.parse(said.stdout) as { rows: readonly Record<string, unknown>[] };
    expect(rows.map((row) => [row.customer_id, row.gross_profit]).sort()).toEqual([
      ["A", 300],
      ["B", 100],
    ]);
  });

  it("is used by both where half of them do", async () => {
    const half = [...ORDERS.slice(0, 2), "2,A,2026-01-02,100,60", ...ORDERS.slice(3)];
    const orders = held.file("orders.csv", ...half);
    const value = await held.crm("value", orders, "--format", "json");
    expect(value.stderr).toContain("2 transactions do not say it: 40 % of their amount is taken");
    expect((await held.crm("clv", orders)).stderr).not.toContain("not used");
  });
});

describe("clusters of regions where no industry is known", () => {
  it.each([
    ["no column", "Customer ID,Name,Region", ""],
    ["a column without a value", "Customer ID,Name,Region,Industry", ","],
  ])("are not told: %s", async (_, header, end) => {
    const customers = held.file("customers.csv", header, `A,Ann,North${end}`, `B,Bob,South${end}`);
    const rules = JSON.stringify({ rules: { profile: { clusterCustomers: 1 } } });
    held.file("crm.config.json", rules);
    const said = await held.crm("profile", held.file("orders.csv", ...ORDERS), customers, "--format", "json");
    const { clusters } = (JSON.parse(said.stdout) as { tables: { clusters: { rows: readonly object[] } } }).tables;
    expect(clusters.rows).toMatchObject([
      { region: "North", customers: 1, location_quotient: 1, is_cluster: null },
      { region: "South", customers: 1, location_quotient: 1, is_cluster: null },
    ]);
    expect(said.stderr).toContain("no industry of customers is known");
  });
});

describe("an answer that is none of the choices of the template", () => {
  it("is counted as it is, and named", async () => {
    const asked = "How do you want to receive product information?";
    const answers = held.file(
      "answers.csv",
      "Response ID,Customer ID,Question,Answer,Date",
      `1,A,${asked},by email,2026-01-02`,
      `2,B,${asked},by pigeon,2026-01-02`,
    );
    const said = await held.crm("survey", held.file("orders.csv", ...ORDERS), answers);
    expect(said.stderr).toContain(
      `answers to "${asked}" that are none of its choices are counted as they are: "by pigeon" (1)`,
    );
  });
});
