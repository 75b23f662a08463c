import { describe, expect, it } from "vitest";
import { attributeKind } from "../../src/analyses/groups/attribute-kind.js";
import { AGE_BANDS, quartileBands } from "../../src/analyses/groups/bands.js";
import { groupCustomers } from "../../src/analyses/groups/group-customers.js";
import { groupProfile } from "../../src/analyses/groups/group-profile.js";
import { indexGrid, indexTable, segmentIndex } from "../../src/analyses/groups/segment-index.js";
import { scoreRfm } from "../../src/analyses/rfm.js";
import { ELEVEN_SEGMENTS } from "../../src/analyses/segments/maps.js";
import { demandField } from "../../src/book/activity-summaries.js";
import type { Book } from "../../src/book/book.js";
import { join, literal, raw, sql } from "../../src/engine/sql.js";
import { type Customer, type Purchase, rowsOf, smallBook, useEngine } from "./small-book.js";

const held = useEngine();
const AS_OF = "2026-06-30";

async function grouped(book: Book, attribute: string) {
  const period = { asOf: AS_OF };
  const rfm = await scoreRfm(book, { period, bins: 5, monetary: "total", map: ELEVEN_SEGMENTS });
  const grouping = await groupCustomers(book, attribute, raw(rfm.table), AS_OF, "groups_1");
  const profile = groupProfile({
    grouping,
    kind: null,
    rfmTable: rfm.table,
    period,
    currency: "EUR",
    demand: demandField(book),
    market: null,
    tableName: "by_x",
  });
  return { rfm, grouping, rows: await rowsOf(held.engine, profile) };
}

/*
 * Hand calculation. Spend: A 500, B 300, C 100, D 60, E 40, in all 1000; the core is A and B (800 = 80 %). DE is A, C, P
 * (P never bought), fr is B and "FR" is D, E has no country.
 */
const PURCHASES: readonly Purchase[] = [
  ["A", "2026-01-01", 400, "Tea"],
  ["A", "2026-02-01", 120, "Cups"],
  ["A", "2026-02-02", -20, "Cups"],
  ["B", "2026-03-01", 300, "Tea"],
  ["C", "2026-03-02", 100, "Cups"],
  ["D", "2026-04-01", 60, "Cups"],
  ["E", "2026-05-01", 40, null],
];
const CUSTOMERS: readonly Customer[] = [
  { customer_id: "A", country: "DE", age: "24" },
  { customer_id: "B", country: "fr", age: "25" },
  { customer_id: "C", country: "DE", age: "17" },
  { customer_id: "D", country: "FR", age: "65" },
  { customer_id: "E", country: null, age: null },
  { customer_id: "P", country: "DE", age: "40" },
];

describe("groups", () => {
  it("have size, spend, value, core and demand (hand calculation)", async () => {
    const { rows } = await grouped(await smallBook(held.engine, PURCHASES, CUSTOMERS), "country");
    expect(
      rows.map((row) => [row.group, row.customers, row.buyers, row.orders, row.revenue, row.core_customers]),
    ).toEqual([
      ["DE", 3, 2, 3, 600, 1],
      ["FR", 2, 2, 2, 360, 1],
      ["(unknown)", 1, 1, 1, 40, 0],
    ]);
    const [de, fr, unknown] = rows;
    expect([de!.share, de!.share_of_revenue, de!.mean_value, de!.aov, de!.core_share]).toEqual([
      0.5, 0.6, 300, 200, 0.5,
    ]);
    // Whole: Tea 700, Cups 260 of 960. DE: Tea 400, Cups 200 of 600. |2/3 − 700/960| = 0.0625, the same for Cups.
    expect(de!.demand_difference).toBeCloseTo(0.0625, 10);
    expect(fr!.demand_difference).toBeCloseTo(300 / 360 - 700 / 960, 10);
    expect(unknown!.demand_difference).toBeNull();
  });

  it("add up to the whole, whatever the attribute and the order of the rows", async () => {
    for (const attribute of ["country", "age", "name"]) {
      const { rows } = await grouped(await smallBook(held.engine, PURCHASES, CUSTOMERS), attribute);
      const sum = (name: string): number => rows.reduce((total, row) => total + Number(row[name]), 0);
      expect([sum("customers"), sum("revenue"), sum("orders"), sum("core_customers")]).toEqual([6, 1000, 6, 2]);
      expect([sum("share"), sum("share_of_revenue"), sum("core_share")].map((one) => one.toFixed(9))).toEqual(
        Array(3).fill("1.000000000"),
      );
      const turned = await smallBook(held.engine, [...PURCHASES].reverse(), [...CUSTOMERS].reverse());
      expect((await grouped(turned, attribute)).rows).toEqual(rows);
    }
  });

  it("of ages are the usual bands; an attribute that nobody has is one group, said", async () => {
    const book = await smallBook(held.engine, PURCHASES, CUSTOMERS);
    const { rows } = await grouped(book, "age");
    expect(rows.map((row) => row.group)).toEqual(["under 18", "18-24", "25-34", "35-44", "65+", "(unknown)"]);
    const nobody = await grouped(book, "name");
    expect(nobody.rows.map((row) => [row.group, row.customers])).toEqual([["(unknown)", 6]]);
    expect(nobody.grouping.warnings).toEqual(["name: no customer has a value, so all are (unknown)"]);
  });

  it("of days of birth are ages at the as-of day, of other dates years, of many numbers quartiles", async () => {
    const customers = Array.from({ length: 20 }, (_, index) => ({
      customer_id: `C${index}`,
      birth_date: index === 0 ? "2008-06-30" : "2008-07-01",
      registered: `20${10 + (index % 2)}-05-05`,
      income: `€ ${index + 1},000`,
    }));
    const book = await smallBook(held.engine, [["C0", "2026-01-01", 1]], customers);
    const groupsOf = async (name: string) => (await grouped(book, name)).rows.map((row) => [row.group, row.customers]);
    expect(await groupsOf("birth_date")).toEqual([
      ["under 18", 19],
      ["18-24", 1],
    ]);
    expect(await groupsOf("registered")).toEqual([
      ["2010", 10],
      ["2011", 10],
    ]);
    // Type 7 quartiles of 1,000 … 20,000 are 5,750, 10,500 and 15,250.
    expect(await groupsOf("income")).toEqual([
      ["under 5,750", 5],
      ["5,750 to 10,500", 5],
      ["10,500 to 15,250", 5],
      ["15,250+", 5],
    ]);
  });

  it("beyond fifty are put together and said", async () => {
    const customers = Array.from({ length: 60 }, (_, index) => ({
      customer_id: `C${index}`,
      city: `Town ${index % 58}`,
    }));
    const { rows, grouping } = await grouped(
      await smallBook(held.engine, [["C0", "2026-01-01", 1]], customers),
      "city",
    );
    expect(rows).toHaveLength(51);
    expect(rows[0]).toMatchObject({ group: "Town 0", customers: 2 });
    expect(rows[50]).toMatchObject({ group: "(other)", customers: 8 });
    expect(grouping.warnings).toEqual([
      "city has 58 values; the 50 with most customers are shown, the rest is (other)",
    ]);
  });
});

describe("the index of segments", () => {
  /** Customers by group and segment, all with a purchase but those of Prospect. */
  const index = async (counts: readonly (readonly [string, string, number])[]) => {
    const rows = counts.flatMap(([group, segment, many], at) =>
      Array.from({ length: many }, (_, one) => ({ id: `${at}-${one}`, group, segment })),
    );
    const values = rows.map(
      ({ id, group, segment }) => sql`(${literal(id)}, ${literal(group)}, ${literal(segment)},
        ${raw(segment === "Prospect" ? "NULL" : "DATE '2026-01-01'")})`,
    );
    await held.engine.run(
      sql`CREATE OR REPLACE TABLE facts AS SELECT * FROM (VALUES ${join(values)}) v(customer_id, "group", segment, first_purchase)`,
    );
    await held.engine.run(sql`CREATE OR REPLACE TABLE parted AS SELECT customer_id, 1 AS position, "group" FROM facts`);
    const grouping = { attribute: "x", table: "parted", bands: null, warnings: [] };
    return segmentIndex(held.engine, "facts", grouping, ["Champions", "Loyal", "Lost", "Prospect"]);
  };
  const COUNTS = [
    ["DE", "Champions", 30],
    ["DE", "Lost", 30],
    ["FR", "Champions", 10],
    ["FR", "Lost", 30],
  ] as const;

  it("is share in the group over share in the whole, with Wilson's interval (hand calculation)", async () => {
    const { cells } = await index(COUNTS);
    const [champions] = cells;
    // 30/60 over 40/100; Wilson of 30/60 is 0.3773 to 0.6227.
    expect(champions).toMatchObject({
      group: "DE",
      segment: "Champions",
      customers: 30,
      index: 125,
      verdict: "as the whole",
    });
    expect(champions!.low).toBeCloseTo(94.34, 1);
    expect(champions!.high).toBeCloseTo(155.66, 1);
    expect(cells.find((cell) => cell.group === "FR" && cell.segment === "Champions")!.index).toBe(62.5);
    expect(cells.some((cell) => cell.segment === "Loyal")).toBe(false);
  });

  it("says over and under only where the interval leaves out 100", async () => {
    const { cells } = await index([
      ["DE", "Champions", 300],
      ["DE", "Lost", 300],
      ["FR", "Champions", 100],
      ["FR", "Lost", 300],
    ]);
    expect(cells.map((cell) => [cell.group, cell.segment, cell.verdict])).toEqual([
      ["DE", "Champions", "over"],
      ["DE", "Lost", "under"],
      ["FR", "Champions", "under"],
      ["FR", "Lost", "over"],
    ]);
  });

  it("is 100 where all customers are one group", async () => {
    const { cells } = await index([
      ["DE", "Champions", 20],
      ["DE", "Lost", 15],
      ["DE", "Prospect", 5],
    ]);
    for (const cell of cells) expect(cell.index).toBeCloseTo(100, 10);
  });

  it("is refused to groups of fewer than 30 customers with a purchase, whose counts stay", async () => {
    const outcome = await index([...COUNTS, ["IT", "Champions", 29], ["IT", "Prospect", 50]]);
    expect(outcome.tooSmall).toEqual([{ group: "IT", buyers: 29 }]);
    const rows = await rowsOf(held.engine, indexTable("t", "x", outcome));
    const italy = rows.filter((row) => row.group === "IT");
    expect(italy.map((row) => [row.segment, row.customers, row.index, row.index_low, row.verdict])).toEqual([
      ["Champions", 29, null, null, "too few"],
      ["Lost", 0, null, null, "too few"],
      ["Prospect", 50, null, null, "too few"],
    ]);
    expect(rows.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(179);
    const grid = await rowsOf(held.engine, indexGrid("g", "x", outcome));
    expect(Object.keys(grid[0]!)).toEqual(["segment", "DE", "FR"]);
  });
});

it("bands have no gap and no overlap", () => {
  for (const bands of [
    AGE_BANDS,
    quartileBands([1, 2, 3]),
    quartileBands([5, 5, 9]),
    quartileBands([0.004, 0.0041, 7]),
  ]) {
    expect(bands[0]!.from).toBe(Number.NEGATIVE_INFINITY);
    expect(bands.at(-1)!.below).toBe(Number.POSITIVE_INFINITY);
    for (const [index, band] of bands.slice(1).entries()) expect(band.from).toBe(bands[index]!.below);
    expect(new Set(bands.map((band) => band.label)).size).toBe(bands.length);
  }
  expect(quartileBands([])).toEqual([]);
});

it("attributes have the kind of the catalogue, or of the configuration, which wins", () => {
  expect(attributeKind("country", {})).toBe("geographic");
  expect(attributeKind("interests", {})).toBe("psychological");
  expect(attributeKind("Hobby club", {})).toBeNull();
  expect(attributeKind("Hobby club", { "hobby CLUB": "psychological" })).toBe("psychological");
  expect(attributeKind("country", { country: "situational" })).toBe("situational");
});
