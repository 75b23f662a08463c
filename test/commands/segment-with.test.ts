import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeDemo } from "../../src/demo/write-demo.js";
import { useDemoFolders } from "../demo/sample-company.js";
import { useFolder } from "./run-in-process.js";

/* `crm segment --with` of several analyses: the same quantity stands once, told by the values of a sample company. */
const held = useFolder();
const folder = useDemoFolders();
const companies: Record<string, string> = {};
beforeAll(async () => {
  for (const flavour of ["b2c", "b2b"] as const) {
    companies[flavour] = folder();
    await writeDemo(companies[flavour], { customers: 120, seed: 5, flavour, lang: "en" });
  }
});

interface Json {
  readonly columns: readonly { readonly name: string }[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

async function listed(flavour: string, command: string, ...args: readonly string[]): Promise<Json> {
  const inputs = ["*.csv", "*.xlsx"].map((glob) => join(companies[flavour]!, glob));
  const { exitCode, stderr } = await held.crm(command, ...inputs, ...args, "-o", "out.json", "--force");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as Json;
}

/** The values of a column, customer by customer. */
const valuesOf = ({ rows }: Json, name: string): string =>
  JSON.stringify(
    rows
      .map((row) => [row.customer_id, row[name] ?? null])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  );

const ANALYSES = "lifecycle,loyalty,value,relationship,survey,referrals,profile";

describe.each(["b2c", "b2b"])("all analyses of a %s company", (flavour) => {
  it.each([`clv,${ANALYSES}`, `${ANALYSES},clv`])("no two columns hold the same with %s", async (lenders) => {
    const json = await listed(flavour, "segment", "--with", lenders);
    const names = json.columns.map((column) => column.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => /_(clv|value_group)$|^(earned|perceived|gap_now)$/.test(name))).toEqual([]);
    const groups = new Map<string, string[]>();
    for (const name of names) {
      // Of a few values, such as all empty, two columns can agree by chance.
      if (new Set(json.rows.map((row) => row[name])).size < 5) continue;
      const values = valuesOf(json, name);
      groups.set(values, [...(groups.get(values) ?? []), name]);
    }
    expect([...groups.values()].filter((group) => group.length > 1)).toEqual([]);
  });

  it("what is left out is what is there", async () => {
    const value = await listed(flavour, "value");
    const survey = await listed(flavour, "survey");
    expect(valuesOf(await listed(flavour, "profile"), "earned")).toBe(valuesOf(value, "gross_profit"));
    expect(valuesOf(survey, "clv")).toBe(valuesOf(await listed(flavour, "clv"), "clv"));
    expect(valuesOf(survey, "perceived")).toBe(valuesOf(value, "received_actual"));
    expect(valuesOf(survey, "expected")).toBe(valuesOf(value, "received_expected"));
  });
});
