import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { referencePage } from "../../src/cli/reference.js";
import { COMMANDS } from "../../src/commands/index.js";
import { rulesPage } from "../../src/config/rules-page.js";
import { ROOT } from "../cli/run-crm.js";

const commands = await Promise.all(COMMANDS.map((registered) => registered.load()));

it("docs/reference.md is what the program declares (npm run docs writes it)", () => {
  expect(readFileSync(join(ROOT, "docs/reference.md"), "utf8")).toBe(referencePage(commands));
});

it("every command's registered name and summary are its own", () => {
  expect(COMMANDS.map(({ name, summary }) => ({ name, summary }))).toEqual(
    commands.map(({ name, summary }) => ({ name, summary })),
  );
});

it("every option and command has a description", () => {
  for (const command of commands) {
    expect(command.description, command.name).not.toBe("");
    expect(command.examples.length, command.name).toBeGreaterThan(0);
    for (const option of command.options) expect(option.description, option.flags).not.toBe("");
  }
});

it("docs/rules.md is what the schema of rules says (npm run docs writes it)", () => {
  expect(readFileSync(join(ROOT, "docs/rules.md"), "utf8")).toBe(rulesPage());
});
