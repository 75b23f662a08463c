import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, words } from "../cli/run-crm.js";
import { useFolder } from "./run-in-process.js";

/* `crm relationship` held against the calculations by hand in the READMEs of its cases, cell by cell. */
const held = useFolder();

interface Table {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
type Json = Table & { readonly tables: Readonly<Record<string, Table>>; readonly [key: string]: unknown };

const caseOf = async (name: string, ...further: readonly string[]): Promise<{ json: Json; stderr: string }> => {
  const source = join(ROOT, "fixtures/cases", name);
  cpSync(source, held.folder, { recursive: true });
  const args = words(readFileSync(join(source, "args"), "utf8").trim());
  const kept = args.filter((word, index) => word !== "-o" && args[index - 1] !== "-o");
  const { stdout, stderr, exitCode } = await held.crm(...kept, ...further, "-o", "out.json");
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toBe("");
  return { json: JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as Json, stderr };
};

const readme = (name: string): string => readFileSync(join(ROOT, "fixtures/cases", name, "README.md"), "utf8");

/** The tables below a heading, each row by its column names. */
function tablesUnder(text: string, heading: string): Record<string, string>[][] {
  const section = text.slice(text.indexOf(heading) + heading.length).split("\n## ")[0]!;
  const cells = (line: string): string[] =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  return section
    .split("\n\n")
    .filter((part) => part.trimStart().startsWith("|"))
    .map((part) => {
      const [head, , ...rows] = part.trim().split("\n").map(cells);
      return rows.map((row) => Object.fromEntries(row.map((cell, index) => [head![index]!, cell])));
    });
}

/** A value as the READMEs write it: four decimals at most, nothing for null. */
const written = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : typeof value === "number"
      ? String(Number(value.toFixed(4)))
      : String(value);

const sameColumns = (rows: Table["rows"], expected: readonly Record<string, string>[]) =>
  rows.map((row) => Object.fromEntries(Object.keys(expected[0]!).map((name) => [name, written(row[name])])));

describe("relationship-b2b", () => {
  const text = readme("relationship-b2b");
  const check = async (heading: string, ...names: readonly string[]) => {
    const { json } = await caseOf("relationship-b2b");
    tablesUnder(text, heading).forEach((expected, index) => {
      const table = names[index] === "customers" ? json : json.tables[names[index]!]!;
      expect(sameColumns(table.rows, expected)).toEqual(expected);
    });
  };

  it("chooses the level of each group", () => check("## Groups by hand", "groups"));
  it("judges and ranks every customer", () => check("## Every customer by hand", "customers"));
  it("names who is contacted too much", () => check("## Over-contacted by hand", "over_contacted"));
  it("sees who has a say in each account", () => check("## Accounts by hand", "accounts"));
  it("tells direct, indirect and internal customers apart", () =>
    check("## Types by hand", "customer_types", "served_through"));

  it("has exactly the columns of the issue, in order, then its own", async () => {
    const { json } = await caseOf("relationship-b2b");
    expect(json.columns.map((column) => column.name).slice(0, 11)).toEqual([
      ...["customer_id", "name", "level", "group", "margin", "contacts", "contact_cost", "affordable_contacts"],
      ...["verdict", "over_contacted", "reason"],
    ]);
  });

  it("adds up: levels to all customers, verdicts to those with a level", async () => {
    const { json } = await caseOf("relationship-b2b");
    const levels = json.tables.levels!.rows as readonly Record<string, number | string>[];
    const sum = (name: string): number => levels.reduce((total, row) => total + Number(row[name]), 0);
    expect(levels.map((row) => row.level)).toEqual([
      ...["basic", "reactive", "accountable", "proactive", "partnership", "(none)"],
    ]);
    expect(sum("customers")).toBe(10);
    expect(sum("share")).toBeCloseTo(1, 12);
    expect(sum("under_served") + sum("right") + sum("over_served") + sum("costs_more")).toBe(9);
    expect(sum("margin")).toBe(27_000 + 20_400 + 720 + 600 + 180 + 10 + 20 + 40);
    expect(levels.find((row) => row.level === "basic")!.level_verdict).toBe("costs more than it brings"); // 181 > 70
  });

  it("shows the final decider as a person, and says what was not known", async () => {
    const { json, stderr } = await caseOf("relationship-b2b");
    expect(json.tables.deciders!.rows.map((row) => [row.contact_name, row.age, row.hobbies])).toEqual([
      ["Ann Example", "52", "sailing"],
      ["Dan Sample", "61", null],
    ]);
    expect(stderr).toContain("1 of 6 people have no known stance and count as neutral");
    expect(stderr).toContain("served_by runs in a circle: C3 by C4 by C3");
  });

  it("lists the accounts alone with --accounts", async () => {
    const { json } = await caseOf("relationship-b2b", "--accounts");
    expect(json.rows.map((row) => row.customer_id)).toEqual(["M2", "P1", "M1"]);
    expect(Object.keys(json.tables)).toContain("customers");
  });

  it("gives the same bytes whatever the order of the rows", async () => {
    const { json } = await caseOf("relationship-b2b");
    for (const file of ["orders.csv", "interactions.csv", "customers.csv", "contacts.csv"]) {
      const [head, ...lines] = readFileSync(join(held.folder, file), "utf8").trim().split("\n");
      held.file(file, head!, ...lines.reverse());
    }
    const again = await held.crm(
      ...["relationship", "customers.csv", "orders.csv", "interactions.csv", "contacts.csv"],
      ...["--compare-to", "2025-12-31", "-o", "again.json"],
    );
    expect(again.exitCode, again.stderr).toBe(0);
    expect(JSON.parse(readFileSync(join(held.folder, "again.json"), "utf8"))).toEqual(json);
  });
});

describe("relationship-only-transactions", () => {
  it("makes one group at the share of the rules and judges nobody", async () => {
    const text = readme("relationship-only-transactions");
    const { json, stderr } = await caseOf("relationship-only-transactions");
    const [groups] = tablesUnder(text, "## Groups by hand");
    expect(sameColumns(json.tables.groups!.rows, groups!)).toEqual(groups);
    const [customers] = tablesUnder(text, "## Every customer by hand");
    expect(sameColumns(json.rows, customers!)).toEqual(customers);
    expect(stderr).toContain("30 % of net spend is taken for it");
    expect(stderr).toContain("no interactions are known: contacts are 0 and no verdict is given");
    expect(json.unused).toHaveLength(4);
  });
});

describe("options", () => {
  const shop = () => [
    held.file(
      "orders.csv",
      "Order ID,Order Date,Customer ID,Amount,Margin,Category",
      '1,2026-06-01,A,100,"1.234,50",Tea',
      '2,2026-06-02,B,100,"-10,00",tea',
      "3,2026-06-03,C,100,,Coffee",
    ),
    held.file("customers.csv", "Customer ID,Country", "A,DE", "B,DE", "C,AT", "D,AT"),
  ];
  const run = async (...args: readonly string[]): Promise<Json> => {
    const { exitCode, stderr } = await held.crm("relationship", ...shop(), ...args, "-o", "out.json", "--force");
    expect(exitCode, stderr).toBe(0);
    return JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as Json;
  };

  it("groups by another attribute, or none, and reads decimal commas", async () => {
    const byCategory = await run();
    expect(byCategory.tables.groups!.rows.map((row) => [row.group, row.customers])).toEqual([
      ["Tea", 2],
      ["Coffee", 1],
    ]);
    // C's record says no margin: it is taken as in the others, (1234.50 − 10) / 200 = 612.25 % of its amount.
    expect(byCategory.rows.map((row) => [row.customer_id, row.margin]).sort()).toEqual([
      ["A", 1234.5],
      ["B", -10],
      ["C", 612.25],
      ["D", null],
    ]);
    const byCountry = await run("--group-by", "country");
    expect(byCountry.tables.groups!.rows.map((row) => [row.group, row.customers])).toEqual([
      ["DE", 2],
      ["AT", 1],
    ]);
    expect((await run("--group-by", "none")).tables.groups!.rows.map((row) => row.customers)).toEqual([3]);
    expect((await run("--group-by", "segment")).tables.groups!.rows.length).toBeGreaterThan(0);
  });

  it("refuses an attribute that is not there", async () => {
    const { exitCode, stderr } = await held.crm("relationship", ...shop(), "--group-by", "contry");
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean "country"?');
  });
});
