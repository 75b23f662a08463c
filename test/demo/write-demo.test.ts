import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { questionKindOf } from "../../src/analyses/survey/question-kind.js";
import type { DemoSettings, Flavour, Lang } from "../../src/demo/demo-settings.js";
import { QUESTIONS } from "../../src/demo/responses.js";
import { DEMO_FILES, writeDemo } from "../../src/demo/write-demo.js";
import type { Role } from "../../src/ingest/field.js";
import { matchColumns } from "../../src/ingest/match-columns.js";
import { columnsByRole, readTruth, useDemoFolders } from "./sample-company.js";

const newFolder = useDemoFolders();

async function bytes(settings: Partial<DemoSettings>): Promise<Record<string, Buffer>> {
  const folder = newFolder();
  // Modules anew: what one of them keeps from an earlier time zone would hide a difference.
  vi.resetModules();
  const fresh = await import("../../src/demo/write-demo.js");
  await fresh.writeDemo(folder, { customers: 120, seed: 1, flavour: "b2c", lang: "en", ...settings });
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
}

describe("writeDemo", () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it.each<Flavour>(["b2c", "b2b"])(
    "gives equal bytes for equal settings of %s, in every time zone",
    async (flavour) => {
      const first = await bytes({ flavour });
      for (const zone of ["Pacific/Kiritimati", "America/Anchorage"]) {
        process.env.TZ = zone;
        expect(new Date(0).getTimezoneOffset(), zone).not.toBe(0);
        expect(await bytes({ flavour }), zone).toEqual(first);
      }
    },
  );

  it("gives another company for another seed", async () => {
    const [first, second] = [await bytes({}), await bytes({ seed: 2 })];
    expect(Object.keys(second)).toEqual(Object.keys(first));
    for (const [name, content] of Object.entries(first)) expect(second[name]!.equals(content), name).toBe(false);
    // Seeds that share their lower half differ too.
    expect((await bytes({ seed: 1 + 2 ** 32 }))["transactions.csv"]!.equals(first["transactions.csv"]!)).toBe(false);
  });

  it("writes the files of its flavour, and names that --force knows", async () => {
    const b2c = [
      "customers.csv",
      "interactions.xlsx",
      "referrals.csv",
      "responses.csv",
      "transactions.csv",
      "truth.json",
    ];
    expect(Object.keys(await bytes({})).sort()).toEqual(b2c);
    const b2b = Object.keys(await bytes({ flavour: "b2b" })).sort();
    expect(b2b).toEqual([...b2c, "contacts.xlsx", "opportunities.csv"].sort());
    expect(b2b.filter((name) => !DEMO_FILES.includes(name))).toEqual([]);
  });

  it("has records of every kind in the smallest company that is allowed", async () => {
    for (const flavour of ["b2c", "b2b"] as const) {
      const folder = newFolder();
      await writeDemo(folder, { customers: 50, seed: 3, flavour, lang: "en" });
      const { rows } = readTruth(folder);
      expect(Math.min(...(Object.values(rows) as number[])), JSON.stringify(rows)).toBeGreaterThan(0);
      expect(rows["customers.csv"]).toBe(50);
    }
  });

  it("scales: ten times the customers make ten times the records, and a large company has no workbook", async () => {
    const small = newFolder();
    const large = newFolder();
    await writeDemo(small, { customers: 2000, seed: 1, flavour: "b2c", lang: "en" });
    await writeDemo(large, { customers: 20_000, seed: 1, flavour: "b2c", lang: "en" });
    expect(readdirSync(large)).toContain("interactions.csv");
    expect(readdirSync(large)).not.toContain("interactions.xlsx");
    const [few, many] = [readTruth(small).rows, readTruth(large).rows];
    for (const [name, rows] of Object.entries(few as Record<string, number>)) {
      const ratio = many[name.replace("xlsx", "csv")] / rows;
      expect(ratio, name).toBeGreaterThan(8.5);
      expect(ratio, name).toBeLessThan(11.5);
    }
  });

  it("does the same whatever the language", async () => {
    for (const flavour of ["b2c", "b2b"] as const) {
      const [en, zh] = [newFolder(), newFolder()];
      await writeDemo(en, { customers: 120, seed: 4, flavour, lang: "en" });
      await writeDemo(zh, { customers: 120, seed: 4, flavour, lang: "zh" });
      const { lang: _, clusters: __, ...english } = readTruth(en);
      expect(readTruth(zh)).toMatchObject(english);
    }
  });
});

describe("headers of the sample company", () => {
  it.each<[Flavour, Lang]>([
    ["b2c", "en"],
    ["b2c", "zh"],
    ["b2b", "en"],
    ["b2b", "zh"],
  ])("are known, of %s in %s: each leads to its field", (flavour, lang) => {
    for (const [role, columns] of Object.entries(columnsByRole(flavour))) {
      const headers = columns.map((column) => column.header[lang === "en" ? 0 : 1]);
      const found = matchColumns(headers, role as Role);
      expect(
        found.columns.map(({ field, why }) => [field, why]),
        role,
      ).toEqual(columns.map(({ field }) => [field, "header"]));
      expect(found.ambiguous, role).toEqual([]);
      expect(found.problems, role).toEqual([]);
    }
  });

  it("are of questions that are understood, in both languages", () => {
    for (const { kind, text } of QUESTIONS) expect(text.map(questionKindOf), text.join()).toEqual([kind, kind]);
    const asked = QUESTIONS.map((question) => question.kind);
    for (const kind of ["nps", "csat", "ces", "expected", "expected_minimum", "perceived", "price_level"]) {
      expect(asked).toContain(kind);
    }
    for (const kind of ["receive_information", "deal_with", "response_time"]) expect(asked).toContain(kind);
  });
});
