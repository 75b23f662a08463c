import { spawn } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Outcome, ROOT, workFolder } from "./run-crm.js";

/* Closed pipes and full disks through the real binary: no stack, nothing half written, the right exit code. */
let folder: ReturnType<typeof workFolder>;
beforeEach(() => {
  folder = workFolder();
});
afterEach(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

describe("outputs that cannot be written", { timeout: 30_000 }, () => {
  const run = (command: string): Promise<Outcome> =>
    new Promise((done) => {
      const child = spawn("bash", ["--norc", "-o", "pipefail", "-c", command], {
        cwd: folder.path,
        env: { PATH: process.env.PATH ?? "", CRM: `${process.execPath} ${join(ROOT, "bin/crm.js")}` },
      });
      const said = { stdout: "", stderr: "" };
      child.stdout.on("data", (piece) => {
        said.stdout += piece;
      });
      child.stderr.on("data", (piece) => {
        said.stderr += piece;
      });
      child.on("close", (exitCode) => done({ exitCode: exitCode ?? -1, ...said }));
    });
  beforeEach(() => {
    const many = Array.from({ length: 30_000 }, (_, index) => `O${index},C${index},2024-01-1${index % 9},${index}.5\n`);
    writeFileSync(at("orders.csv"), `order_id,customer_id,date,amount\n${many.join("")}`);
  });

  it("a reader that has gone is no error", async () => {
    const { stdout, stderr, exitCode } = await run("$CRM segment orders.csv --quiet --format csv | head -1");
    expect([exitCode, stderr, stdout.split(",")[0]]).toEqual([0, "", "customer_id"]);
    expect((await run("$CRM help segment | head -1")).stderr).toBe("");
    expect((await run("$CRM segment orders.csv 2>&1 >/dev/null | true")).exitCode).toBe(0);
  });

  it("a full disk behind standard output", async () => {
    const { stderr, exitCode } = await run("$CRM segment orders.csv --quiet --format csv > /dev/full");
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/^crm: There is no room left on the disk: [^\n]+\n {2}in standard output\n {2}[^\n]+\n$/);
    expect((await run("$CRM --help > /dev/full")).exitCode).toBe(4);
  });

  it("a full disk behind an output", async () => {
    const mounted = await run("mkdir tiny && mount -t tmpfs -o size=64k tmpfs tiny && echo yes");
    // Where no file system can be mounted, the limit on the size of files stops the writing instead.
    const prefix = mounted.stdout === "yes\n" ? "" : "trap '' XFSZ; ulimit -f 8; ";
    try {
      for (const format of ["csv", "xlsx", "parquet"]) {
        const { stderr, exitCode } = await run(`${prefix}$CRM segment orders.csv --quiet -o tiny/out.${format}`);
        expect([exitCode, stderr.split("\n").length]).toEqual([4, 4]);
        expect(readdirSync(at("tiny"))).toEqual([]);
      }
    } finally {
      if (existsSync(at("tiny"))) await run("umount tiny");
    }
  });

  it("a full temporary folder", async () => {
    const mounted = await run("mkdir tiny && mount -t tmpfs -o size=64k tmpfs tiny && echo yes");
    if (mounted.stdout !== "yes\n") return;
    try {
      const { stderr, exitCode } = await run("cat orders.csv | TMPDIR=$PWD/tiny $CRM segment - -o out.csv");
      expect([exitCode, stderr.includes("no room left"), existsSync(at("out.csv"))]).toEqual([4, true, false]);
    } finally {
      await run("umount tiny");
    }
  });
});
