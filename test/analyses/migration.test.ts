import { expect, it } from "vitest";
import { movesTable } from "../../src/analyses/class-moves.js";
import { scoreRfm } from "../../src/analyses/rfm.js";
import { ELEVEN_SEGMENTS } from "../../src/analyses/segments/maps.js";
import { compareSegments, flowTable, migrationTable } from "../../src/analyses/segments/migration.js";
import { raw, sql } from "../../src/engine/sql.js";
import { type Purchase, rowsOf, smallBook, useEngine } from "./small-book.js";

const held = useEngine();
const PARAMETERS = { bins: 5, monetary: "total", map: ELEVEN_SEGMENTS } as const;
const [DAY, AS_OF] = ["2026-03-31", "2026-06-30"];

/** Ten customers with one purchase each in March; one buys again, one is new, one only cancelled. */
const PURCHASES: readonly Purchase[] = [
  ...Array.from(
    { length: 10 },
    (_, index): Purchase => [`C${index}`, `2026-03-${String(10 + index)}`, 10 * (index + 1)],
  ),
  ["C0", "2026-06-01", 500],
  ["N", "2026-06-02", 60],
];
const CUSTOMERS = [{ customer_id: "P" }, { customer_id: "C0" }];

const compared = async (purchases = PURCHASES) => {
  const book = await smallBook(held.engine, purchases, CUSTOMERS);
  const { now, before } = await compareSegments(book, { ...PARAMETERS, period: { asOf: AS_OF } }, { asOf: DAY });
  const of = [now.table, ELEVEN_SEGMENTS, "EUR", DAY] as const;
  return { book, now, before, migration: migrationTable(...of), flows: flowTable(...of) };
};

it("scores both days by the cut points of the earlier one", async () => {
  const { book, now, before } = await compared();
  expect(now.cutPoints).toEqual(before.cutPoints);
  const alone = await scoreRfm(book, { ...PARAMETERS, period: { asOf: DAY } }, "alone");
  expect(alone.cutPoints).toEqual(before.cutPoints);
  // Days since the purchase on 31 March: 12 to 21; type 7 quantile at 20 % is 12 + 0.2 × 9.
  expect(before.cutPoints.recency[0]).toBeCloseTo(13.8, 10);
});

it("previous_segment is what a run as of that day says", async () => {
  const { book, now } = await compared();
  await scoreRfm(book, { ...PARAMETERS, period: { asOf: DAY } }, "alone");
  const differing = await held.engine.rows(sql`
    SELECT customer_id FROM ${raw(now.table)} n LEFT JOIN alone a USING (customer_id)
    WHERE n.previous_segment IS DISTINCT FROM a.segment`);
  expect(differing).toEqual([]);
});

it("adds up to the customers; the new come from (none), prospects stay prospects", async () => {
  const { migration, flows } = await compared();
  const rows = await rowsOf(held.engine, migration);
  expect(rows.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(12);
  expect(rows.reduce((sum, row) => sum + Number(row.revenue), 0)).toBe(550 + 500 + 60);
  expect(rows.filter((row) => row.from_segment === "(none)").map((row) => row.customers)).toEqual([1]);
  expect(rows).toContainEqual(
    expect.objectContaining({ from_segment: "Prospect", to_segment: "Prospect", customers: 1, share: 1 }),
  );
  for (const flow of await rowsOf(held.engine, flows)) {
    expect(Number(flow.before) - Number(flow.left) + Number(flow.came)).toBe(flow.now);
    expect(flow.change).toBe(Number(flow.now) - Number(flow.before));
  }
  const moves = await rowsOf(held.engine, movesTable(migration));
  expect(moves.every((row) => row.from_segment !== row.to_segment)).toBe(true);
});

it("customers who did nothing move by their age alone, and nobody moves for others' sake", async () => {
  const { migration } = await compared();
  const forward = await rowsOf(held.engine, migration);
  const turned = await compared([...PURCHASES].reverse());
  expect(await rowsOf(held.engine, turned.migration)).toEqual(forward);
});

it("refuses a day before the first purchase", async () => {
  const book = await smallBook(held.engine, PURCHASES);
  await expect(
    compareSegments(book, { ...PARAMETERS, period: { asOf: AS_OF } }, { asOf: "2026-03-09" }),
  ).rejects.toMatchObject({ code: "bad-option", hint: "The first is on 2026-03-10; give a later day." });
});
