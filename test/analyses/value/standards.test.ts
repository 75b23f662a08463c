import { describe, expect, it } from "vitest";
import { INDICATORS } from "../../../src/analyses/value/indicators.js";
import { monthEndsUpTo } from "../../../src/analyses/value/month-ends.js";
import { pointsOf, settleStandards } from "../../../src/analyses/value/standards.js";
import { join, literal, raw, sql } from "../../../src/engine/sql.js";
import { type ValueIndicatorId, valueRules } from "../../../src/rules/value-rules.js";
import { useEngine } from "../small-book.js";

const held = useEngine();
const rules = valueRules.parse({});

/** The points of values, by the standard of an indicator among customers who have `among`. */
async function points(id: ValueIndicatorId, among: readonly (number | null)[], values: readonly (number | null)[]) {
  const list = (numbers: readonly (number | null)[]) =>
    join(numbers.map((value) => sql`(${raw(value === null ? "NULL" : literal(String(value)).text)}::DOUBLE)`));
  const indicator = INDICATORS.find((one) => one.id === id)!;
  const relation = sql`(SELECT 0 AS step, v AS ${raw(id)} FROM (VALUES ${list(among)}) t(v))`;
  const standards = await settleStandards(held.engine, relation, [0], [indicator], rules);
  const rows = await held.engine.rows<{ points: number | null }>(
    sql`SELECT ${pointsOf(raw("v"), standards.get(0)!.get(id)!)} AS points FROM (VALUES ${list(values)}) t(v)`,
  );
  return rows.map((row) => row.points);
}

describe("a standard by values", () => {
  // The defaults of docs/rules.md: a value gets the points of the last band that begins at or below it.
  it("gives a band from its edge on", async () => {
    expect(await points("cooperation_length", [], [0, 11 / 12, 1, 23 / 12, 2, 2.99, 3, 4.99, 5, 40])).toEqual([
      20, 20, 40, 40, 60, 60, 80, 80, 100, 100,
    ]);
    expect(await points("satisfaction", [], [0, 0.499999, 0.5, 0.7, 0.8, 0.899999, 0.9, 1])).toEqual([
      0, 0, 40, 60, 80, 80, 100, 100,
    ]);
    expect(await points("industry_status", [], [0, 24, 25, 50, 75, 89, 90, 100])).toEqual([
      20, 20, 40, 60, 80, 80, 100, 100,
    ]);
  });

  it("gives nothing below the first band, and nothing to what is not known", async () => {
    expect(await points("satisfaction", [], [-0.1, null])).toEqual([0, null]);
  });
});

describe("a standard by percentile", () => {
  // Ten customers with 1 to 10: 20 % have less than 3, 40 % less than 5, 60 % less than 7, 80 % less than 9.
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it("begins a band where that many per cent have less", async () => {
    expect(await points("gross_profit", ten, ten)).toEqual([20, 20, 40, 40, 60, 60, 80, 80, 100, 100]);
  });

  it("goes the other way for what counts against", async () => {
    expect(await points("marketing_cost", ten, ten)).toEqual([100, 100, 80, 80, 60, 60, 40, 40, 20, 20]);
  });

  it("puts equal values into one band: the lowest for, the best against", async () => {
    // Seven of ten have 1: nobody has less. 8, 9, 10 have 70, 80 and 90 % below them.
    const ties = [1, 1, 1, 1, 1, 1, 1, 8, 9, 10];
    expect(await points("sales_volume", ties, [1, 8, 9, 10])).toEqual([20, 80, 100, 100]);
    expect(await points("marketing_cost", ties, [1, 8, 9, 10])).toEqual([100, 40, 20, 20]);
  });

  it("counts only those of whom the value is known", async () => {
    expect(await points("gross_profit", [...ten, null, null], [10, null])).toEqual([100, null]);
  });

  it("has the first band alone where all are equal, or one is", async () => {
    expect(await points("gross_profit", [5], [5])).toEqual([20]);
    expect(await points("gross_profit", [5, 5, 5], [5])).toEqual([20]);
  });
});

describe("month ends", () => {
  it("are the last before the day, and the day", () => {
    expect(monthEndsUpTo("2024-03-15", 2)).toEqual(["2024-01-31", "2024-02-29", "2024-03-15"]);
    expect(monthEndsUpTo("2025-01-31", 2)).toEqual(["2024-11-30", "2024-12-31", "2025-01-31"]);
    expect(monthEndsUpTo("2025-01-31", 0)).toEqual(["2025-01-31"]);
  });
});
