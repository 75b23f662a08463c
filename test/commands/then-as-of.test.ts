import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeDemo } from "../../src/demo/write-demo.js";
import { useDemoFolders } from "../demo/sample-company.js";
import { useFolder } from "./run-in-process.js";

/*
 * What a run says of an earlier day is what a run as of that day says: only what was known then may speak. The oracle is the
 * program itself as of that day, on a small sample company; every customer is compared. CLV and loyalty weigh in the value, so
 * that theirs of that day have to be found too.
 */
const held = useFolder();
const folder = useDemoFolders();
const DAY = "2025-06-30";

type Row = Readonly<Record<string, unknown>>;
interface Json {
  readonly rows: readonly Row[];
  readonly tables: Readonly<Record<string, { readonly rows: readonly Row[] }>>;
}

let company = "";
beforeAll(async () => {
  company = folder();
  await writeDemo(company, { customers: 120, seed: 3, flavour: "b2b", lang: "en" });
});

async function run(command: string, ...args: readonly string[]): Promise<Json> {
  const inputs = ["*.csv", "*.xlsx"].map((glob) => join(company, glob));
  const { exitCode, stderr } = await held.crm(command, ...inputs, ...args, "-o", "out.json", "--force");
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as Json;
}

/** Columns of the earlier day, by the columns of a run as of it. */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lifecycle: { stage_then: "stage" },
  loyalty: { previous_class: "loyalty_class" },
  value: { previous_class: "class", previous_rating: "rating", previous_score: "score" },
  relationship: { contacts_then: "contacts", contact_cost_then: "contact_cost" },
  referrals: { referrals_then: "referrals", converted_then: "converted" },
};

/** Who had not been entered by then was not known then; a run as of the day lists it, as a prospect of no day. */
const isUnknown = (row: Row | undefined): boolean => row?.stage === "prospect" && row.since === null;

describe("the earlier day is as a run of that day says", () => {
  it.each(Object.entries(COLUMNS))("%s", async (command, columns) => {
    held.file(
      "crm.config.json",
      JSON.stringify({ rules: { value: { indicators: { clv: { weight: 0.2 }, loyalty_class: { weight: 0.2 } } } } }),
    );
    const compared = await run(command, "--compare-to", DAY);
    const asOf = await run(command, "--as-of", DAY);
    const then = new Map(asOf.rows.map((row) => [row.customer_id, row]));
    expect(compared.rows.length).toBeGreaterThan(100);
    for (const [earlier, column] of Object.entries(columns)) {
      const said = compared.rows.map((row) => [row.customer_id, row[earlier]]);
      const expected = compared.rows.map((row) => {
        const own = then.get(row.customer_id);
        return [row.customer_id, row[earlier] === null && isUnknown(own) ? null : (own?.[column] ?? null)];
      });
      expect(said.filter(([, value]) => value != null).length).toBeGreaterThan(10);
      expect(said, earlier).toEqual(expected);
    }
  });
});
