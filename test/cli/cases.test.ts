import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type HandCalculation, readHandCalculation } from "./hand-calculation.js";
import { ROOT, runCrm, words, workFolder } from "./run-crm.js";

/*
 * Each folder of fixtures/cases holds inputs, the arguments, and a README with the hand calculation: counts for each
 * file and frequency, spend and days for each customer. The binary is held against the hand calculation, and its
 * outputs against the files in `expected/`. A missing expectation is written locally and fails in CI.
 */
const CASES = join(ROOT, "fixtures/cases");

let folder: ReturnType<typeof workFolder> | undefined;
afterEach(() => folder?.remove());

const names = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, "args")));

describe.each(names.sort())("case %s", (name) => {
  const source = join(CASES, name);
  const args = words(readFileSync(join(source, "args"), "utf8").trim());

  it("gives the expected outputs, messages and exit code", async () => {
    folder = workFolder(`cases/${name}`);
    const { exitCode, stdout, stderr } = await runCrm(args, folder.path);
    const inputs = new Set([...readdirSync(source)]);
    const outputs = readdirSync(folder.path).filter(
      (file) => !inputs.has(file) && statSync(join(folder!.path, file)).isFile(),
    );
    const files = new Map(outputs.sort().map((file) => [file, readFileSync(join(folder!.path, file), "utf8")]));
    files.set("stderr", stderr);
    files.set("exit", `${exitCode}\n`);
    if (stdout !== "") files.set("stdout", stdout);
    compareWithExpected(join(source, "expected"), files);
  });

  const calculated = readHandCalculation(readFileSync(join(source, "README.md"), "utf8"));
  // Cases that are refused have no figures to agree with.
  if (calculated !== null)
    it("agrees with the hand calculation", async () => {
      folder = workFolder(`cases/${name}`);
      const { stdout, stderr } = await runCrm([...withoutOutputs(args), "--json"], folder.path);
      expect(stderr).toBe("");
      checkAgainst(calculated, JSON.parse(stdout));
    });
});

function compareWithExpected(expected: string, files: ReadonlyMap<string, string>): void {
  if (!existsSync(expected)) {
    if (process.env.CI) expect.fail(`no expectation in ${expected}`);
    mkdirSync(expected);
    for (const [file, text] of files) writeFileSync(join(expected, file), text);
  }
  expect([...files.keys()].sort()).toEqual(readdirSync(expected).sort());
  for (const [file, text] of files) expect(text, file).toBe(readFileSync(join(expected, file), "utf8"));
}

function withoutOutputs(args: readonly string[]): string[] {
  return args.filter((word, index) => word !== "-o" && args[index - 1] !== "-o");
}

interface SegmentJson {
  readonly accounting: {
    readonly files: readonly {
      readonly file: string;
      readonly role: string;
      readonly read: number;
      readonly accepted: number;
      readonly rejected: number;
      readonly filtered: Readonly<Record<string, number>>;
    }[];
  };
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

function checkAgainst(calculated: HandCalculation, result: SegmentJson): void {
  expect(
    result.accounting.files.map(({ file, role, read, accepted, rejected, filtered }) => ({
      file,
      role,
      read,
      accepted,
      rejected,
      filtered,
    })),
  ).toEqual(calculated.files.map(({ rejectCodes: _, ...file }) => file));
  const bought = result.rows.filter((row) => row.first_purchase !== null);
  const named = bought.map(({ customer_id, frequency, monetary, first_purchase, last_purchase }) => ({
    customer: customer_id,
    frequency,
    spend: monetary,
    first: first_purchase,
    last: last_purchase,
  }));
  const byId = (one: { customer: unknown }, other: { customer: unknown }) =>
    String(one.customer) < String(other.customer) ? -1 : 1;
  expect(named.sort(byId)).toEqual([...calculated.customers].filter((customer) => customer.first !== null).sort(byId));
}
