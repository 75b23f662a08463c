import { describe, expect, it } from "vitest";
import { CrmError } from "../../src/errors/crm-error.js";
import type { Format } from "../../src/output/format.js";
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

describe("formats of one command alone", () => {
  const made = (id: string, ...extensions: string[]): Format => ({
    ...{ id, extensions, title: `made ${id}`, binary: false, holds: "main" },
    write: async () => {},
  });
  const calendar = made("cal", ".cal");
  const workbook = made("xlsx", ".xlsx");
  const choice = { own: [calendar, workbook, made("dialler")] };
  const chosen = (outputs: string[], format?: string) =>
    targetsFrom(outputs, format, choice).map((target) => [target.path, target.format.title]);

  it("stand beside the common ones, and in their place", () => {
    expect(chosen(["a.cal", "a.XLSX", "a.csv"])).toEqual([
      ["a.cal", "made cal"],
      ["a.XLSX", "made xlsx"],
      ["a.csv", "comma-separated values, UTF-8"],
    ]);
    expect(chosen([], "excel")).toEqual([[null, "made xlsx"]]);
    expect(chosen([], "dialler")).toEqual([[null, "made dialler"]]);
    expect(failure(() => targetsFrom([], "dialer", choice)).hint).toBe("Did you mean dialler?");
    expect(resolved(["a.xlsx"])).toEqual([["a.xlsx", "xlsx"]]);
  });

  it("are told by other commands whose they are", () => {
    const elsewhere = { elsewhere: { followup: [calendar, workbook] } };
    for (const [outputs, format] of [
      [[], "cal"],
      [["a.cal"], undefined],
      [["cal:a.txt"], undefined],
    ] as const) {
      expect(failure(() => targetsFrom(outputs, format, elsewhere))).toMatchObject({
        code: "output-format",
        exitCode: 2,
      });
      expect(failure(() => targetsFrom(outputs, format, elsewhere)).message).toMatch(
        /cal is a format of crm followup alone\.$/,
      );
    }
    expect(targetsFrom(["a.xlsx"], undefined, elsewhere)[0]!.format.title).not.toBe("made xlsx");
  });
});

describe("FORMAT:FILE", () => {
  it.each([
    ["csv:list.dat", "list.dat", "csv"],
    ["JSON:out/list", "out/list", "json"],
    ["excel:list", "list", "xlsx"],
    ["csv:-", null, "csv"],
    ["csv:C:\\x.dat", "C:\\x.dat", "csv"],
    ["C:\\x.csv", "C:\\x.csv", "csv"],
    ["c:/x.md", "c:/x.md", "md"],
    ["./csv:x.md", "./csv:x.md", "md"],
    ["12:30.csv", "12:30.csv", "csv"],
    ["spring:summer.csv", "spring:summer.csv", "csv"],
  ])("%s", (output, path, id) => expect(resolved([output])).toEqual([[path, id]]));

  it("wins over --format, which is for the others", () => {
    expect(resolved(["tsv:a", "b", "md:-"], "json")).toEqual([
      ["a", "tsv"],
      ["b", "json"],
      [null, "md"],
    ]);
  });

  it("takes a slip of the pen for one, and names the way out", () => {
    expect(failure(() => targetsFrom(["jsn:list.csv"]))).toMatchObject({
      code: "output-format",
      hint: "Did you mean json:list.csv? A file of that very name is ./jsn:list.csv.",
    });
    expect(failure(() => targetsFrom(["csv:-", "-"])).code).toBe("output-twice");
    expect(failure(() => targetsFrom(["csv:"])).code).toBe("output-format");
  });
});
