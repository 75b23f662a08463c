import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, words } from "../cli/run-crm.js";
import { asWritten, tableUnder } from "./hand-tables.js";
import { useFolder } from "./run-in-process.js";

type Rows = readonly Readonly<Record<string, unknown>>[];

/* The program is held against the tables that the README of the case works out by hand. */
const held = useFolder();

it("the case loyalty-shop is as its README works it out by hand", async () => {
  const source = join(ROOT, "fixtures/cases/loyalty-shop");
  const readme = readFileSync(join(source, "README.md"), "utf8");
  const args = words(readFileSync(join(source, "args"), "utf8").trim());
  cpSync(source, held.folder, { recursive: true });
  const { stdout, stderr } = await held.crm(...args.slice(0, args.indexOf("-o")), "--json");
  expect(stderr).toBe("");
  const output: { rows: Rows; tables: Record<string, { rows: Rows }>; accounting: { files: Rows } } =
    JSON.parse(stdout);
  const found: Record<string, Rows> = {
    "## Every customer by hand": output.rows,
    "## Classes by hand": output.tables.classes!.rows,
    "## Moves by hand": output.tables.migration!.rows,
    "## Tiers by hand": output.tables.tier_customers!.rows,
  };
  for (const [heading, rows] of Object.entries(found)) {
    const written = tableUnder(readme, heading)!;
    const names = Object.keys(written[0]!);
    const shown = rows.map((row) => Object.fromEntries(names.map((name) => [name, asWritten(row[name])])));
    expect(shown, heading).toEqual(written);
  }
  const files = tableUnder(readme, "## Accounting")!;
  expect(
    output.accounting.files.map(({ file, read, accepted }) => [file, asWritten(read), asWritten(accepted)]),
  ).toEqual(files.map(({ file, read, accepted }) => [file, read, accepted]));
});
