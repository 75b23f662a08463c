import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { writeDemo } from "../../src/demo/write-demo.js";
import { useDemoFolders } from "../demo/sample-company.js";
import { useFolder } from "./run-in-process.js";

/* What a manager sees on a terminal of 80 columns: the class or verdict of every customer, and a few tables. */
const held = useFolder();
const folder = useDemoFolders();
let company = "";
beforeAll(async () => {
  company = folder();
  await writeDemo(company, { customers: 80, seed: 2, flavour: "b2b", lang: "en" });
});

const inputs = () => ["*.csv", "*.xlsx"].map((glob) => join(company, glob));
const show = async (command: string, ...args: readonly string[]): Promise<string> => {
  const { stdout, stderr, exitCode } = await held.crmAtTerminal(
    [],
    command,
    ...inputs(),
    "--top",
    "3",
    "--quiet",
    ...args,
  );
  expect(exitCode, stderr).toBe(0);
  return stripVTControlCharacters(stdout);
};

/** The heads of the list of customers, which comes last, with what was broken at underscores put together again. */
const headsOf = (text: string): string => {
  const list = text.slice(text.indexOf("\nCustomers\n"));
  const lines = list.split("\n").slice(1);
  const rule = lines.findIndex((line) => line.startsWith("─"));
  const starts = [...lines[rule]!.matchAll(/─+/g)].map((piece) => [piece.index, piece[0].length] as const);
  const heads = lines.slice(2, rule);
  return starts.map(([at, width]) => heads.map((line) => line.slice(at, at + width).trim()).join("")).join(" ");
};

const SHOWN: Readonly<Record<string, string>> = {
  lifecycle: "stage since p_alive",
  loyalty: "loyalty_class provisional evidence",
  value: "score rating class",
  relationship: "verdict reason",
  referrals: "referrals converted referral_value referral_group",
  profile: "reach_channel invested earned return_on_customer",
  survey: "nps nps_group",
};

describe("at 80 columns", () => {
  it.each(Object.entries(SHOWN))("%s shows what a customer is judged as", async (command, expected) => {
    const text = await show(command);
    const heads = headsOf(text).split(" ");
    expect(heads).toEqual(expect.arrayContaining(["customer_id", "name", ...expected.split(" ")]));
    expect(text.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  it("the verdicts are whole", async () => {
    expect((await show("relationship")).replaceAll(/\s+/g, " ")).not.toMatch(/costs more than…/);
  });
});

describe("tables of detail", () => {
  it("are named in a line on the terminal, and drawn when they are asked for", async () => {
    const text = await show("value");
    expect(text).toContain("Policy by class, and what was given");
    expect(text).not.toContain("Customers by rating");
    expect(text.replaceAll("\n", " ")).toMatch(
      /\d more tables: ratings, matrix, .*whale.* \(--all-tables, or -o file\.xlsx\)\./,
    );
    const all = await show("value", "--all-tables");
    expect(all).toContain("Customers by rating");
    expect(all).not.toContain("more tables:");
  });

  it("are about three beside the list, for every analysis", async () => {
    for (const command of Object.keys(SHOWN)) {
      const text = await show(command);
      expect(text.split("\n").filter((line) => line.startsWith("──")).length, command).toBeLessThanOrEqual(4);
    }
  });

  it("are in files like any other", async () => {
    const { exitCode } = await held.crm("value", ...inputs(), "-o", "value.md", "--quiet");
    expect(exitCode).toBe(0);
    const { stdout } = await held.crm("value", ...inputs(), "--json", "--quiet");
    expect(Object.keys(JSON.parse(stdout).tables)).toEqual(
      expect.arrayContaining(["pareto", "ratings", "matrix", "standards"]),
    );
  });

  it("leave the list of accounts in sight", async () => {
    const text = await show("relationship", "--accounts");
    expect(text.slice(0, 400)).toContain("net_");
    expect(text.replaceAll("\n", " ")).toContain("deciders");
  });
});
