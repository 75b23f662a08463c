import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "../../src/cli/command.js";
import { buildProgram } from "../../src/cli/program.js";
import { referencePage } from "../../src/cli/reference.js";
import { runCommand } from "../../src/cli/run-command.js";
import { SHARED_OPTIONS } from "../../src/cli/shared-options.js";
import { COMMAND_FORMATS } from "../../src/commands/command-formats.js";
import { openDestination } from "../../src/commands/deliver.js";
import { CALL_LIST_FORMATS } from "../../src/followup/formats/index.js";
import { FORMATS } from "../../src/output/formats.js";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

const listing = command({
  name: "listing",
  summary: "a list",
  description: "Makes a list.",
  arguments: "",
  options: SHARED_OPTIONS,
  examples: [{ command: "crm listing", shows: "a list" }],
  formats: CALL_LIST_FORMATS,
  async run(context) {
    const { targets } = await openDestination(context);
    context.effects.stdout.write(targets.map(({ path, format }) => `${path}=${format.id}`).join(" "));
    return 0;
  },
});

/** Effects that catch what is written. */
function effectsOf(folder: string) {
  const said = { text: "" };
  const stdout = { write: (text: string) => (said.text += text) };
  const effects = { cwd: folder, env: {}, stdout, stderr: stdout, width: 100, stdoutIsTerminal: false };
  return { said, effects: effects as unknown as Parameters<typeof buildProgram>[2] };
}

describe("formats of one command alone", () => {
  it("are taken by a command that declares them, several in one run", async () => {
    const { said, effects } = effectsOf(held.folder);
    const output = ["vicidial:leads.csv", "hubspot-tasks:tasks.csv", "calls.ics", "list.csv"];
    await runCommand(listing, [], { output }, effects);
    expect(said.text).toBe("leads.csv=vicidial tasks.csv=hubspot-tasks calls.ics=ics list.csv=csv");
  });

  it("are refused by every other, which says whose they are", async () => {
    const orders = held.file("orders.csv", "customer_id,date,amount", "A,2026-01-01,10");
    for (const asked of [
      ["--format", "ics"],
      ["-o", "x.ics"],
      ["-o", "vicidial:x.csv"],
      ["-o", "salesforce:x.csv"],
    ]) {
      const { exitCode, stderr } = await held.crm("segment", orders, ...asked);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("is a format of crm followup alone");
    }
    expect((await held.crm("segment", orders, "-o", "csv:list.dat", "-o", "json:other.dat", "--quiet")).exitCode).toBe(
      0,
    );
    expect(readFileSync(join(held.folder, "list.dat"), "utf8")).toMatch(/^customer_id,/);
    expect(JSON.parse(readFileSync(join(held.folder, "other.dat"), "utf8"))).toMatchObject({ command: "segment" });
  });

  it("stand in the command's help and on the reference page", async () => {
    const { said, effects } = effectsOf(held.folder);
    const registered = { name: "listing", summary: "a list", load: async () => listing };
    const program = await buildProgram([registered], ["listing"], effects, () => {});
    program.commands[0]!.outputHelp();
    const page = referencePage([listing]);
    for (const { id, title } of CALL_LIST_FORMATS) {
      expect(said.text.replaceAll(/\s+/g, " ")).toContain(`${id} ${title}`);
      expect(page).toContain(`| \`${id}\` |`);
    }
  });

  it("have names and endings of their own, unless they take a common one's place", () => {
    for (const formats of Object.values(COMMAND_FORMATS)) {
      const words = formats.flatMap(({ id, extensions }) => [id, ...extensions]);
      expect(new Set(words).size).toBe(words.length);
      const common = new Set(FORMATS.flatMap(({ id, extensions }) => [id, ...extensions]));
      for (const { id, extensions } of formats) {
        if (!common.has(id)) expect(extensions.filter((end) => common.has(end))).toEqual([]);
      }
    }
  });
});
