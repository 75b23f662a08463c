import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, runCrm, words, workFolder } from "./run-crm.js";

/*
 * Each folder of fixtures/demo holds one invocation on a sample company of `crm demo`, and what it gives: what the README's
 * table of systems points to. The companies are small and made anew for each run. What the numbers should be is held
 * against the planted truth in test/demo/truth.test.ts, and by hand in the cases of each analysis.
 */
const CASES = join(ROOT, "fixtures/demo");
const COMPANIES = { shop: [], works: ["--flavour", "b2b"] } as const;

const folders = new Map<string, ReturnType<typeof workFolder>>();
beforeAll(async () => {
  for (const [name, flavour] of Object.entries(COMPANIES)) {
    const folder = workFolder();
    folders.set(name, folder);
    const made = await runCrm(["demo", "data", "--customers", "240", "--seed", "7", ...flavour], folder.path);
    expect(made.exitCode).toBe(0);
  }
});
afterAll(() => {
  for (const folder of folders.values()) folder.remove();
});

const names = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, "args")));

describe.each(names.sort())("demo case %s", (name) => {
  it("gives what it gave", async () => {
    const [company, ...args] = words(readFileSync(join(CASES, name, "args"), "utf8").trim());
    const folder = folders.get(company!)!;
    const inputs = readdirSync(join(folder.path, "data"))
      .filter((file) => /\.(csv|xlsx)$/.test(file))
      .map((file) => join("data", file))
      .sort();
    const [command, ...options] = args;
    const plan = join(CASES, name, "plan.json");
    if (existsSync(plan)) copyFileSync(plan, join(folder.path, "plan.json"));
    const output = "out.md";
    const said = await runCrm([command!, ...inputs, ...options, "-o", output, "--force"], folder.path);
    expect(said.stderr).not.toContain("fault in crm");
    expect(said.exitCode, said.stderr).toBe(0);
    const text = readFileSync(join(folder.path, output), "utf8");
    rmSync(join(folder.path, output));
    const expected = join(CASES, name, "expected.md");
    if (!existsSync(expected)) {
      if (process.env.CI) expect.fail(`no expectation in ${expected}`);
      mkdirSync(join(CASES, name), { recursive: true });
      writeFileSync(expected, text);
    }
    expect(text).toBe(readFileSync(expected, "utf8"));
  });
});
