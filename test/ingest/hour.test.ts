import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../src/engine/engine.js";
import { literal, sql } from "../../src/engine/sql.js";
import { hourExpression, showsHours } from "../../src/ingest/formats/hour.js";

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

describe("the hour of a text", () => {
  it.each([
    ["2026-01-05 14:30:00", 14],
    ["2026-01-05T09:05:00Z", 9],
    ["05.01.2026, 7:15", 7],
    ["1/5/2026 2:30 PM", 14],
    ["1/5/2026 12:05 am", 0],
    ["1/5/2026 12:05 PM", 12],
    ["14h30", 14],
    ["23:59", 23],
    ["2026-01-05", null],
    ["25:00", null],
    ["", null],
  ])("%s is %s", async (text, hour) => {
    expect(await engine.row(sql`SELECT ${hourExpression(sql`${literal(text)}`)} AS hour`)).toEqual({ hour });
  });

  it("counts as recorded only where not every time is midnight", () => {
    expect(showsHours(["2026-01-05 00:00:00", "2026-01-06 00:00:00.000"])).toBe(false);
    expect(showsHours(["2026-01-05 00:00:00", "2026-01-06 00:01:00"])).toBe(true);
    expect(showsHours(["2026-01-05", ""])).toBe(false);
  });
});
