import { expect, it } from "vitest";
import { cohortTable } from "../../src/analyses/cohorts.js";
import { type Purchase, rowsOf, smallBook, useEngine } from "./small-book.js";

const held = useEngine();

/* Hand calculation. January: A and B; February: C. A comes back in March, B never, C in February and March. */
const PURCHASES: readonly Purchase[] = [
  ["A", "2026-01-10", 100],
  ["B", "2026-01-31", 50],
  ["C", "2026-02-01", 20],
  ["C", "2026-02-20", 30],
  ["A", "2026-03-05", 40],
  ["A", "2026-03-06", -10],
  ["C", "2026-03-15", 5],
  ["A", "2026-04-01", 999],
];

const grid = async (purchases: readonly Purchase[], asOf: string) => {
  await smallBook(held.engine, purchases);
  return (await rowsOf(held.engine, cohortTable(asOf, "EUR"))).map(Object.values);
};

it("cohorts are a complete grid of months, zeros included (hand calculation)", async () => {
  expect(await grid(PURCHASES, "2026-03-15")).toEqual([
    ["2026-01-01", 2, 0, "2026-01-01", 2, 1, 150, true],
    ["2026-01-01", 2, 1, "2026-02-01", 0, 0, 0, true],
    ["2026-01-01", 2, 2, "2026-03-01", 1, 0.5, 30, false],
    ["2026-02-01", 1, 0, "2026-02-01", 1, 1, 50, true],
    ["2026-02-01", 1, 1, "2026-03-01", 1, 1, 5, false],
  ]);
});

it("the month of the as-of date is complete on its last day", async () => {
  const rows = await grid(PURCHASES, "2026-03-31");
  expect(rows.every((row) => row[7] === true)).toBe(true);
  const [, , last] = await grid(PURCHASES, "2026-03-30");
  expect(last![7]).toBe(false);
});

it("revenue over the grid is the net spend of all who bought, refunds before the first purchase included", async () => {
  const rows = await grid([["A", "2026-01-01", -7], ...PURCHASES.slice(1), ["Z", "2026-01-01", -100]], "2026-04-30");
  // A's first purchase is in March now: -7 counts in its month 0; Z never bought and is in no cohort.
  const revenue = rows.reduce((sum, row) => sum + Number(row[6]), 0);
  expect(revenue).toBe(-7 + 50 + 20 + 30 + 40 - 10 + 5 + 999);
});

it("does not depend on the order of the rows, and leaves out months without new customers", async () => {
  const forward = await grid(PURCHASES, "2026-06-10");
  expect(await grid([...PURCHASES].reverse(), "2026-06-10")).toEqual(forward);
  expect(new Set(forward.map((row) => row[0]))).toEqual(new Set(["2026-01-01", "2026-02-01"]));
  expect(forward.filter((row) => row[0] === "2026-01-01")).toHaveLength(6);
});
