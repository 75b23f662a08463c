import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { checkTargets } from "../../src/output/check-targets.js";
import { discardTemporaries } from "../../src/output/temporaries.js";
import { type PlannedOutput, writeOutputs } from "../../src/output/write-outputs.js";
import { useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();

const output = (name: string, text = `new ${name}`): PlannedOutput => ({
  path: held.path(name),
  write: (temporary) => writeFile(temporary, text),
});
const failing = (name: string, cause: unknown): PlannedOutput => ({
  path: held.path(name),
  write: async (temporary) => {
    await writeFile(temporary, "half");
    throw cause;
  },
});
const put = (name: string, text = `old ${name}`): string => {
  writeFileSync(held.path(name), text);
  return held.path(name);
};
const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(held.folder).map((name) => [name, readFileSync(held.path(name), "utf8")]));
const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe("checkTargets", () => {
  it("refuses a file that is there, without force", async () => {
    const path = put("a.csv");
    await expect(checkTargets([path])).rejects.toMatchObject({
      code: "output-exists",
      exitCode: 4,
      place: { file: path },
    });
    await expect(checkTargets([path], { force: true })).resolves.toMatchObject([{ path }]);
  });

  it("refuses an input under any name, with force too", async () => {
    const input = put("in.csv");
    symlinkSync(input, held.path("soft.csv"));
    linkSync(input, held.path("hard.csv"));
    mkdirSync(held.path("dir"));
    symlinkSync(held.folder, held.path("dir/up"));
    for (const name of ["in.csv", "soft.csv", "hard.csv", "dir/../in.csv", "dir/up/in.csv"]) {
      const check = checkTargets([held.path(name)], {
        inputs: [held.path("soft.csv"), "-", "missing.csv"],
        force: true,
      });
      await expect(check, name).rejects.toMatchObject({ code: "output-is-input" });
    }
    await expect(checkTargets(["in.csv"], { inputs: [input], cwd: held.folder, force: true })).rejects.toMatchObject({
      code: "output-is-input",
    });
  });

  it("refuses the same file twice", async () => {
    put("old.csv");
    linkSync(held.path("old.csv"), held.path("hard.csv"));
    mkdirSync(held.path("dir"));
    for (const pair of [
      ["a.csv", "dir/../a.csv"],
      ["old.csv", "hard.csv"],
    ]) {
      await expect(checkTargets(pair.map(held.path), { force: true })).rejects.toMatchObject({ code: "output-twice" });
    }
  });

  it("refuses what is no file, or has no folder", async () => {
    mkdirSync(held.path("dir"));
    put("file");
    symlinkSync(held.path("nothing"), held.path("dangling"));
    execFileSync("mkfifo", [held.path("pipe")]);
    for (const [name, words] of [
      ["dir", "it is a folder"],
      ["dir/", "it names a folder"],
      ["no/such/a.csv", "does not exist"],
      ["file/a.csv", "not a folder"],
      ["dangling", "leads nowhere"],
      ["pipe", "a device or a pipe"],
      ["x".repeat(300), "too long"],
    ] as const) {
      const check = checkTargets([held.path(name)], { force: true });
      await expect(check, name).rejects.toMatchObject({
        code: "output-refused",
        message: expect.stringContaining(words),
      });
    }
    await expect(checkTargets(["/dev/null"], { force: true })).rejects.toMatchObject({ code: "output-refused" });
    await expect(checkTargets([""])).rejects.toMatchObject({ code: "output-refused" });
  });
});

describe("writeOutputs", () => {
  it("writes all, and leaves nothing else", async () => {
    put("b.csv");
    await writeOutputs([output("a.csv"), output("b.csv"), output("c.csv")], { force: true });
    expect(contents()).toEqual({ "a.csv": "new a.csv", "b.csv": "new b.csv", "c.csv": "new c.csv" });
  });

  it("leaves everything as it was when a write fails", async () => {
    put("a.csv");
    const plan = [output("a.csv"), output("b.csv"), failing("c.csv", systemError("ENOSPC"))];
    await expect(writeOutputs(plan, { force: true })).rejects.toMatchObject({
      code: "disk-full",
      exitCode: 4,
      place: { file: held.path("c.csv") },
    });
    expect(contents()).toEqual({ "a.csv": "old a.csv" });
  });

  it.each(["EACCES", "EROFS", "EPERM", "EFBIG"])("turns %s into a refusal that names the file", async (code) => {
    await expect(writeOutputs([failing("a.csv", systemError(code))])).rejects.toMatchObject({
      code: "output-refused",
      place: { file: held.path("a.csv") },
    });
  });

  it("lets a bug through as it is", async () => {
    const bug = new TypeError("a bug");
    await expect(writeOutputs([failing("a.csv", bug)])).rejects.toBe(bug);
    expect(contents()).toEqual({});
  });

  it("puts replaced files back when one cannot be moved into place", async () => {
    put("a.csv");
    put("b.csv");
    const obstructing: PlannedOutput = {
      path: held.path("d.csv"),
      write: async (temporary) => {
        await writeFile(temporary, "new");
        mkdirSync(held.path("d.csv")); // a folder appears where the file is to go
      },
    };
    await expect(
      writeOutputs([output("a.csv"), output("b.csv"), output("c.csv"), obstructing], { force: true }),
    ).rejects.toMatchObject({ code: "output-refused" });
    expect(readdirSync(held.folder).sort()).toEqual(["a.csv", "b.csv", "d.csv"]);
    expect(readFileSync(held.path("a.csv"), "utf8")).toBe("old a.csv");
    expect(readFileSync(held.path("b.csv"), "utf8")).toBe("old b.csv");
  });

  it("does not overwrite a file that appeared meanwhile", async () => {
    const racing: PlannedOutput = {
      path: held.path("b.csv"),
      write: async (temporary) => {
        await writeFile(temporary, "new");
        put("b.csv", "someone else's");
      },
    };
    await expect(writeOutputs([output("a.csv"), racing])).rejects.toMatchObject({ code: "output-exists" });
    expect(contents()).toEqual({ "b.csv": "someone else's" });
  });

  it("keeps the mode of a replaced file, and gives a new one what the umask leaves", async () => {
    chmodSync(put("a.csv"), 0o640);
    await writeOutputs([output("a.csv"), output("b.csv")], { force: true });
    expect(statSync(held.path("a.csv")).mode & 0o777).toBe(0o640);
    expect(statSync(held.path("b.csv")).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it("writes through a symbolic link, and keeps the link", async () => {
    put("real.csv");
    symlinkSync("real.csv", held.path("link.csv"));
    await writeOutputs([output("link.csv")], { force: true });
    expect(lstatSync(held.path("link.csv")).isSymbolicLink()).toBe(true);
    expect(readFileSync(held.path("real.csv"), "utf8")).toBe("new link.csv");
  });

  it("takes names as long as the file system does", async () => {
    const name = `${"ü".repeat(120)}.csv`;
    await writeOutputs([output(name)]);
    expect(readdirSync(held.folder)).toEqual([name]);
  });

  it("drops its temporary files on a signal", async () => {
    let seen = "";
    const interrupted: PlannedOutput = {
      path: held.path("a.csv"),
      write: async (temporary) => {
        seen = temporary;
        await writeFile(temporary, "half");
        expect(existsSync(temporary)).toBe(true);
        discardTemporaries();
        expect(existsSync(temporary)).toBe(false);
      },
    };
    await expect(writeOutputs([interrupted])).rejects.toBeDefined();
    expect(seen).toMatch(/\.a\.csv\.[0-9a-f]{12}\.tmp$/);
    expect(contents()).toEqual({});
  });
});
