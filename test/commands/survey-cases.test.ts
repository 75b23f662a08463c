import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, words } from "../cli/run-crm.js";
import { asWritten, tableUnder } from "./hand-tables.js";
import { useFolder } from "./run-in-process.js";

/* The program is held against the tables that the READMEs of the cases work out by hand. */
const held = useFolder();

interface Output {
  readonly accounting: {
    readonly files: readonly Readonly<Record<"file" | "role" | "read" | "accepted" | "rejected", unknown>>[];
  };
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly tables: Readonly<Record<string, { readonly rows: readonly Readonly<Record<string, unknown>>[] }>>;
}

const HEADINGS: readonly (readonly [string, (output: Output) => readonly Readonly<Record<string, unknown>>[]])[] = [
  ["## Scores by hand", (output) => output.tables.scores!.rows],
  ["## Answers by hand", (output) => output.tables.answers!.rows],
  ["## Promises by hand", (output) => output.tables.promise!.rows],
  ["## Revenue at risk by hand", (output) => output.tables.revenue_at_risk!.rows],
  ["## Every customer by hand", (output) => output.rows],
];

describe.each(["survey-qualtrics", "survey-wenjuanxing"])("case %s", (name) => {
  const source = join(ROOT, "fixtures/cases", name);
  const readme = readFileSync(join(source, "README.md"), "utf8");
  const args = words(readFileSync(join(source, "args"), "utf8").trim());
  const run = async (): Promise<Output> => {
    cpSync(source, held.folder, { recursive: true });
    const { stdout, stderr } = await held.crm(...args.slice(0, args.indexOf("-o")), "--json");
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Output;
  };

  it("agrees with the accounting and every table by hand", async () => {
    const output = await run();
    const files = tableUnder(readme, "## Accounting")!;
    expect(output.accounting.files).toHaveLength(files.length);
    for (const [index, file] of files.entries()) {
      const counted = output.accounting.files[index] as Readonly<Record<string, unknown>>;
      for (const column of ["file", "role", "read", "accepted", "rejected"]) {
        expect(asWritten(counted[column]), `${file.file} ${column}`).toBe(file[column]);
      }
      const filtered = Object.entries(counted.filtered as Record<string, number>);
      const sum = filtered.reduce((total, [, count]) => total + count, 0);
      const named = filtered.length === 0 ? "" : ` (${filtered.map(([rule, count]) => `${rule} ${count}`).join(", ")})`;
      expect(`${sum}${named}`).toBe(file.filtered);
    }
    for (const [heading, rowsOf] of HEADINGS) {
      const expected = tableUnder(readme, heading);
      if (expected === null) continue;
      const columns = Object.keys(expected[0]!);
      const rows = rowsOf(output).slice(0, heading.includes("Answers") ? expected.length : undefined);
      const found = rows.map((row) => Object.fromEntries(columns.map((column) => [column, asWritten(row[column])])));
      expect(found, heading).toEqual(expected);
    }
  });
});
