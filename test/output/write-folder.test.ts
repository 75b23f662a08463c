import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { discardTemporaries } from "../../src/output/temporaries.js";
import { writeFolder } from "../../src/output/write-folder.js";
import { useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();
const NAMES = ["a.csv", "b.csv", "c.csv"];
const write = (fill: (folder: string) => Promise<void>, force = false) =>
  writeFolder("out", { names: NAMES, force, cwd: held.folder }, fill);
const put = (folder: string, name: string, text: string): void => writeFileSync(join(folder, name), text);
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

describe("writeFolder", () => {
  it("makes the folder with all files, and gives back what the work gave", async () => {
    const given = await writeFolder("out", { names: NAMES, cwd: held.folder }, async (folder) => {
      put(folder, "a.csv", "1");
      expect(existsSync(held.path("out"))).toBe(false);
      return 7;
    });
    expect(given).toBe(7);
    expect(contents(held.path("out"))).toEqual({ "a.csv": "1" });
    expect(readdirSync(held.folder)).toEqual(["out"]);
  });

  it("leaves nothing behind when the work fails", async () => {
    const failed = write(async (folder) => {
      put(folder, "a.csv", "half");
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    });
    await expect(failed).rejects.toMatchObject({ code: "disk-full", exitCode: 4 });
    expect(readdirSync(held.folder)).toEqual([]);
  });

  it("leaves a folder as it was when the work fails, also with force", async () => {
    mkdirSync(held.path("out"));
    put(held.path("out"), "a.csv", "old");
    const failed = write(async (folder) => {
      put(folder, "a.csv", "new");
      throw new Error("a fault");
    }, true);
    await expect(failed).rejects.toThrow("a fault");
    expect(contents(held.path("out"))).toEqual({ "a.csv": "old" });
  });

  it("puts everything back when a file cannot be put in place", async () => {
    mkdirSync(held.path("out/c.txt"), { recursive: true });
    for (const name of ["a.csv", "b.csv"]) put(held.path("out"), name, "old");
    // c.txt is no name of these files, so the folder of that name is in the way.
    const failed = write(async (folder) => {
      for (const name of ["a.csv", "c.csv", "c.txt"]) put(folder, name, "new");
    }, true);
    await expect(failed).rejects.toMatchObject({ exitCode: 4 });
    expect(readdirSync(held.path("out")).sort()).toEqual(["a.csv", "b.csv", "c.txt"]);
    for (const name of ["a.csv", "b.csv"]) expect(readFileSync(held.path(`out/${name}`), "utf8")).toBe("old");
  });

  it("removes files of its names that are not written anew, and keeps the others", async () => {
    mkdirSync(held.path("out"));
    for (const name of ["a.csv", "b.csv", "own.txt"]) put(held.path("out"), name, "old");
    await write(async (folder) => put(folder, "a.csv", "new"), true);
    expect(contents(held.path("out"))).toEqual({ "a.csv": "new", "own.txt": "old" });
  });

  it("is cleared away by the handler of signals", async () => {
    const failed = write(async (folder) => {
      put(folder, "a.csv", "half");
      discardTemporaries();
      expect(readdirSync(held.folder)).toEqual([]);
      throw new Error("interrupted");
    });
    await expect(failed).rejects.toThrow("interrupted");
  });
});
