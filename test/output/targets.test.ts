import { describe, expect, it } from "vitest";
import { CrmError } from "../../src/errors/crm-error.js";
import { FORMATS } from "../../src/output/formats.js";
import { targetsFrom } from "../../src/output/targets.js";

const resolved = (outputs: string[], format?: string) =>
  targetsFrom(outputs, format).map((target) => [target.path, target.format.id]);

function failure(work: () => unknown): CrmError {
  try {
    work();
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
  throw new Error("no failure");
}

describe("targetsFrom", () => {
  it.each([
    ["a.csv", "csv"],
    ["dir.x/a.TSV", "tsv"],
    ["a.txt", "tsv"],
    ["a.xlsx", "xlsx"],
    ["a.json", "json"],
    ["a.jsonl", "jsonl"],
    ["a.ndjson", "jsonl"],
    ["a.parquet", "parquet"],
    ["a.md", "md"],
    ["a.html", "html"],
  ])("takes %s for %s", (path, id) => expect(resolved([path])).toEqual([[path, id]]));

  it("shows a table where nothing is said, and lets --format win", () => {
    expect(resolved([])).toEqual([[null, "table"]]);
    expect(resolved(["-"])).toEqual([[null, "table"]]);
    expect(resolved([], "json")).toEqual([[null, "json"]]);
    expect(resolved(["a.csv", "-"], "jsonl")).toEqual([
      ["a.csv", "jsonl"],
      [null, "jsonl"],
    ]);
    expect(resolved(["noending"], "Excel")).toEqual([["noending", "xlsx"]]);
  });

  it("names the nearest ending or format", () => {
    expect(failure(() => targetsFrom(["a.xls"]))).toMatchObject({
      code: "output-format",
      exitCode: 2,
      message: "a.xls: the ending .xls stands for no output format.",
      hint: "Did you mean .xlsx? Or name the format with --format.",
    });
    expect(failure(() => targetsFrom([], "jsn")).hint).toBe("Did you mean json?");
    expect(failure(() => targetsFrom([], "__proto__")).code).toBe("output-format");
    expect(failure(() => targetsFrom(["folder.d/result"])).message).toContain("no ending");
    expect(failure(() => targetsFrom([".csv"])).message).toContain("no ending");
    expect(failure(() => targetsFrom(["-", "-"])).code).toBe("output-twice");
  });

  it("has no ending and no name twice", () => {
    const words = FORMATS.flatMap((format) => [format.id, ...format.extensions]);
    expect(new Set(words).size).toBe(words.length);
  });
});
