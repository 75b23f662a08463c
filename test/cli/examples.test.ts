import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { COMMANDS } from "../../src/commands/index.js";
import { ROOT, runCrm, words, workFolder } from "./run-crm.js";

/* Every example in help, and every `crm …` line in the README's shell blocks, runs on the sample exports. */
const commands = await Promise.all(COMMANDS.map((registered) => registered.load()));
const fromHelp = commands.flatMap((command) => command.examples.map((example) => example.command));
const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const fromReadme = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block]) => block!.split("\n"))
  .filter((line) => line.startsWith("crm "))
  .map((line) => line.replace(/\s+#.*$/, ""));

let folder: ReturnType<typeof workFolder> | undefined;
afterEach(() => folder?.remove());

it.each([...new Set([...fromHelp, ...fromReadme])])("%s", async (line) => {
  folder = workFolder();
  cpSync(join(ROOT, "fixtures/sample/customers.xlsx"), join(folder.path, "customers.xlsx"));
  cpSync(join(ROOT, "fixtures/sample/transactions.csv"), join(folder.path, "orders.csv"));
  if (/--book shop\.crm/.test(line) && !line.startsWith("crm import")) {
    await runCrm(["import", "customers.xlsx", "orders.csv", "--book", "shop.crm"], folder.path);
  }
  if (/--cuts-from cuts\.json/.test(line)) {
    await runCrm(["segment", "orders.csv", "--as-of", "2026-09-30", "--save-cuts", "cuts.json"], folder.path);
  }
  if (/calls\.xlsx --book|--review/.test(line)) {
    await runCrm(["followup", "customers.xlsx", "orders.csv", "--control", "10%", "-o", "calls.xlsx"], folder.path);
  }
  if (line.includes("--review")) await runCrm(["import", "calls.xlsx", "--book", "shop.crm"], folder.path);
  const { exitCode, stderr } = await runCrm(words(line).slice(1), folder.path);
  expect(stderr).not.toContain("fault in crm");
  expect(exitCode, stderr).toBe(0);
});
