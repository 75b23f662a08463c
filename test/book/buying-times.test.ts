import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buyingTimes } from "../../src/book/buying-times.js";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { sql } from "../../src/engine/sql.js";

/**
 * Counted by hand from a calendar. 2026: 1 June is a Monday, so the 2nd and 9th are Tuesdays, the 5th and 12th Fridays, the
 * 7th and 14th Sundays.
 */
describe("buyingTimes", () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine();
    await engine.run(sql`CREATE TABLE lists AS SELECT customer_id, days::DATE[] AS days FROM (VALUES
      ('most', ['2026-06-01', '2026-06-05', '2026-06-12']),
      ('tie', ['2026-06-02', '2026-06-07', '2026-06-09', '2026-06-14']),
      ('sunday', ['2026-06-14'])) v(customer_id, days)`);
    await engine.run(sql`CREATE TABLE transactions AS
      SELECT customer_id, day::DATE AS day, hour, state FROM (VALUES
        ('most', '2026-06-01', '18', 0), ('most', '2026-06-05', '9', 0), ('most', '2026-06-12', '9', 0),
        ('most', '2026-06-12', '9', 0), ('most', '2026-06-20', '18', 0), ('most', '2026-06-02', '18', 1),
        ('tie', '2026-06-02', '20', 0), ('tie', '2026-06-07', '8', 0),
        ('sunday', '2026-06-14', 'noon', 0)) v(customer_id, day, hour, state)`);
  });
  afterAll(() => engine.close());

  it("takes the weekday on which most days of purchase are, of equal ones the first", async () => {
    const rows = await engine.rows(sql`${buyingTimes("2026-06-15", "lists", false)} ORDER BY customer_id`);
    expect(rows).toEqual([
      { customer_id: "most", weekday: 5, hour: null },
      { customer_id: "sunday", weekday: 7, hour: null },
      { customer_id: "tie", weekday: 2, hour: null },
    ]);
  });

  it("takes the hour likewise: once a day, up to the day, of purchases alone", async () => {
    const rows = await engine.rows(sql`${buyingTimes("2026-06-15", "lists", true)} ORDER BY customer_id`);
    expect(rows).toEqual([
      { customer_id: "most", weekday: 5, hour: 9 },
      { customer_id: "sunday", weekday: 7, hour: null },
      { customer_id: "tie", weekday: 2, hour: 8 },
    ]);
  });
});
