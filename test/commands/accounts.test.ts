import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

/* The account view and the types of customers at their edges. */
const held = useFolder();

interface Table {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
type Json = Table & { readonly tables: Readonly<Record<string, Table>> };

const ORDERS = [
  "Order ID,Order Date,Customer ID,Amount",
  "1,2026-06-30,A,100",
  "2,2026-06-30,B,50",
  "3,2026-06-30,Z,25",
];

async function run(...args: readonly string[]): Promise<{ json: Json; stderr: string }> {
  held.file("orders.csv", ...ORDERS);
  const { exitCode, stderr } = await held.crm("relationship", "orders.csv", ...args, "-o", "out.json", "--force");
  expect(exitCode, stderr).toBe(0);
  return { json: JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as Json, stderr };
}

const contacts = (...lines: readonly string[]): string =>
  held.file("contacts.csv", "Customer ID,Contact Name,Role,Stance,Influence", ...lines);

it("net support weighs the people by influence, and has no value without any weight", async () => {
  contacts(
    ...["A,Ada,decider,supports,4", "A,Ben,user,opposes,1", "A,Cleo,user,neutral,3"], // (4 − 1 + 0) / 8
    ...["B,Dev,decider,supports,0", "B,Eve,user,opposes,0"],
    ...["Z,Fay,decider,supports,", "Z,Gus,user,opposes,2"], // (1 − 2) / 3
    "Q,Hal,decider,supports,5",
  );
  const { json, stderr } = await run("contacts.csv", "--accounts");
  expect(json.rows.map((row) => [row.customer_id, row.net_support])).toEqual([
    ["A", 0.375],
    ["B", null],
    ["Z", -1 / 3],
  ]);
  expect(stderr).toContain("1 contact of customers that no other file knows, such as Q");
});

it("a blocker has at least the influence of the rules; a role that is not known covers none", async () => {
  contacts(
    ...["A,Ada,decider,supports,5", "A,Ben,influencer,opposes,4.9"],
    ...["B,Dev,decider,supports,5", "B,Eve,,opposes,5", "B,Eve,,supports,1"],
  );
  const { json, stderr } = await run("contacts.csv", "--accounts");
  expect(json.rows.map((row) => [row.customer_id, row.flags, row.coverage, row.people, row.opponents])).toEqual([
    // Eve stands in two rows: once, with the greatest influence and the least favourable stance.
    ["B", "blocker with high influence", 0.2, 2, 1],
    ["A", null, 0.4, 2, 1],
  ]);
  expect(stderr).toContain("2 contacts have no known role and cover none");
});

it("--accounts without contacts is an empty list, and says so", async () => {
  const { json, stderr } = await run("--accounts");
  expect(json.rows).toEqual([]);
  expect(stderr).toContain("no contacts are known");
});

it("internal customers are counted with their revenue, and in no other table", async () => {
  held.file(
    "customers.csv",
    "Customer ID,Customer Type,Served By",
    "A,直接客户,",
    "B,Direktkunde,Somebody Else",
    "Z,internal,",
  );
  const { json } = await run("customers.csv");
  expect(json.tables.customer_types!.rows.map((row) => [row.type, row.customers, row.revenue])).toEqual([
    ["direct", 2, 150],
    ["internal", 1, 25],
  ]);
  expect(json.tables.served_through!.rows).toEqual([]);
  expect(json.rows.map((row) => row.customer_id)).toEqual(["A", "B"]);
});

it("an indirect customer may be served by nobody known", async () => {
  held.file("customers.csv", "Customer ID,Served By", "B,Far Dealer");
  const { json } = await run("customers.csv");
  expect(json.tables.served_through!.rows).toEqual([
    {
      ...{ served_by: "Far Dealer", name: null, is_customer: false, indirect_customers: 1 },
      ...{ own_revenue: 0, indirect_revenue: 50, revenue: 50 },
    },
  ]);
});

it("types that mean other things make no table", async () => {
  held.file("customers.csv", "Customer ID,Customer Type", "A,wholesale", "B,private");
  const { json } = await run("customers.csv");
  expect(json.tables.customer_types).toBeUndefined();
});
