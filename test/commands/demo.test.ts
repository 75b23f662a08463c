import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const B2C = ["customers.csv", "interactions.xlsx", "referrals.csv", "responses.csv", "transactions.csv", "truth.json"];

describe("crm demo", () => {
  const held = useFolder();
  const list = (...path: string[]): string[] => readdirSync(join(held.folder, ...path)).sort();
  const read = (...path: string[]): string => readFileSync(join(held.folder, ...path), "utf8");
  const demo = (...args: string[]) => held.crm("demo", ...args, "--customers", "60");

  it.each([
    ["b2c", "en"],
    ["b2c", "zh"],
    ["b2b", "en"],
    ["b2b", "zh"],
  ])("writes a folder of %s in %s in which every file is an input without a reject", async (flavour, lang) => {
    const made = await held.crm("demo", "firm", "--customers", "150", "--flavour", flavour, "--lang", lang);
    expect(made.exitCode, made.stderr).toBe(0);
    expect(list()).toEqual(["firm"]);
    const files = list("firm").filter((name) => /\.(csv|xlsx)$/.test(name));
    const check = await held.crm("check", ...files.map((name) => `firm/${name}`), "--json");
    expect(check.exitCode, check.stderr).toBe(0);
    const { tables, rows } = JSON.parse(check.stdout);
    expect(tables.files.rows.map((row: Record<string, unknown>) => [row.file, row.role, row.rejected])).toEqual(
      files.map((name) => [`firm/${name}`, name.replace(/\..*/, ""), 0]).sort(),
    );
    for (const file of tables.files.rows)
      expect(file.read, file.file).toBe(JSON.parse(read("firm", "truth.json")).rows[file.file.slice(5)]);
    expect(rows.filter((row: Record<string, unknown>) => row.severity !== "note")).toEqual([]);
  });

  it("says what it wrote, and with --json in a form for programs", async () => {
    const { stderr, stdout } = await demo("shop");
    expect(stdout).toBe("");
    expect(stderr).toContain("shop/customers.csv: 60 records");
    const machine = await demo("other", "--json", "--quiet");
    expect(machine.stderr).toBe("");
    const { folder, files } = JSON.parse(machine.stdout);
    expect(folder).toBe("other");
    expect(files.map((file: { name: string }) => file.name)).toEqual(B2C);
    expect(files[0]).toEqual({ name: "customers.csv", rows: 60 });
  });

  it("takes the folder crm-demo where none is named, and fills one that is there and empty", async () => {
    await demo();
    expect(list()).toEqual(["crm-demo"]);
    mkdirSync(join(held.folder, "empty"));
    expect((await demo("empty")).exitCode).toBe(0);
    expect(list("empty")).toEqual(B2C);
  });

  it("refuses a folder that is not empty, and leaves it as it is", async () => {
    mkdirSync(join(held.folder, "mine"));
    writeFileSync(join(held.folder, "mine", "customers.csv"), "mine\n");
    const { exitCode, stderr } = await demo("mine");
    expect(exitCode).toBe(4);
    expect(stderr).toContain("the folder is not empty");
    expect(list("mine")).toEqual(["customers.csv"]);
    expect(read("mine", "customers.csv")).toBe("mine\n");
    expect(list()).toEqual(["mine"]);
    const json = await demo("mine", "--json");
    expect(JSON.parse(json.stderr).error.code).toBe("output-refused");
  });

  it("with --force replaces an earlier company, of another flavour too, and nothing else", async () => {
    await demo("firm", "--flavour", "b2b");
    expect(list("firm")).toContain("contacts.xlsx");
    writeFileSync(join(held.folder, "firm", "notes.txt"), "kept");
    const { exitCode } = await demo("firm", "--force");
    expect(exitCode).toBe(0);
    expect(list("firm")).toEqual([...B2C, "notes.txt"].sort());
    expect(read("firm", "notes.txt")).toBe("kept");
    await demo("fresh");
    for (const name of B2C) expect(read("firm", name) === read("fresh", name), name).toBe(true);
  });

  it("writes through a link to the folder that it leads to", async () => {
    mkdirSync(join(held.folder, "real"));
    symlinkSync("real", join(held.folder, "link"));
    expect((await demo("link")).exitCode).toBe(0);
    expect(list("real")).toEqual(B2C);
  });

  it("refuses what is no folder, and a folder in a folder that is not there", async () => {
    held.file("taken", "x");
    for (const [path, words] of [
      ["taken", "it is a file, not a folder"],
      ["nowhere/shop", "does not exist"],
    ] as const) {
      const { exitCode, stderr } = await demo(path);
      expect(exitCode, path).toBe(4);
      expect(stderr, path).toContain(words);
    }
    mkdirSync(join(held.folder, "odd", "customers.csv"), { recursive: true });
    const odd = await demo("odd", "--force");
    expect([odd.exitCode, list("odd")]).toEqual([4, ["customers.csv"]]);
    expect(existsSync(join(held.folder, "nowhere"))).toBe(false);
    expect(list()).toEqual(["odd", "taken"]);
  });

  it.each([
    ["--customers", "49"],
    ["--customers", "many"],
    ["--flavour", "b2g"],
    ["--lang", "de"],
    ["--seed", "-1"],
  ])("refuses %s %s and writes nothing", async (...option) => {
    const { exitCode } = await held.crm("demo", "shop", ...option);
    expect(exitCode).toBe(2);
    expect(list()).toEqual([]);
  });

  it("writes one folder at a time", async () => {
    expect((await demo("one", "two")).exitCode).toBe(2);
    expect(list()).toEqual([]);
  });
});
