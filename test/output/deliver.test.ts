import { readFileSync } from "node:fs";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { checkStdout, planOutputs, writeToStdout } from "../../src/output/deliver.js";
import { targetsFrom } from "../../src/output/targets.js";
import { writeOutputs } from "../../src/output/write-outputs.js";
import { CUSTOMERS, resultOf, SUMMARY, useEngineAndFolder } from "./sample.js";

const held = useEngineAndFolder();
const delivery = (result = resultOf(SUMMARY)) => ({ engine: held.engine, result });

async function piped(format: string): Promise<Buffer> {
  const stdout = new PassThrough();
  const chunks: Buffer[] = [];
  stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  await writeToStdout(targetsFrom([], format), delivery(), stdout);
  expect(stdout.writableEnded).toBe(false);
  return Buffer.concat(chunks);
}

describe("deliver", () => {
  it("writes several formats at once, and standard output beside", async () => {
    const names = ["a.csv", "a.xlsx", "a.json", "a.jsonl", "a.parquet", "a.md", "a.html", "a.tsv"];
    const targets = targetsFrom([...names.map(held.path), "-"]);
    await writeOutputs(planOutputs(targets, delivery(resultOf(CUSTOMERS, [SUMMARY]))));
    for (const name of names) expect(readFileSync(held.path(name)).length).toBeGreaterThan(0);
    expect(planOutputs(targets, delivery())).toHaveLength(names.length);
  });

  it("pipes every format to standard output, workbooks too", async () => {
    expect((await piped("csv")).toString()).toBe("segment,customers,share\nChampions,1200,0.4\nAt risk,1800,0.6\n");
    expect((await piped("table")).toString()).toContain("Champions      1,200  40.0%");
    expect((await piped("xlsx")).subarray(0, 2).toString()).toBe("PK");
    expect((await piped("parquet")).subarray(0, 4).toString()).toBe("PAR1");
  });

  it("refuses to show bytes on a terminal", () => {
    expect(() => checkStdout(targetsFrom([], "xlsx"), true)).toThrow("A terminal cannot show xlsx.");
    expect(() => checkStdout(targetsFrom([], "xlsx"), false)).not.toThrow();
    expect(() => checkStdout(targetsFrom([], "json"), true)).not.toThrow();
    expect(() => checkStdout(targetsFrom(["a.xlsx"]), true)).not.toThrow();
  });

  it("hands a closed pipe to the caller", async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
    });
    await expect(writeToStdout(targetsFrom([], "csv"), delivery(), closed)).rejects.toMatchObject({ code: "EPIPE" });
  });
});
