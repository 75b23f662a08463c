import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Weekday, workingDaysCounter, workingDaysLater } from "../../src/math/working-days.js";

const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe("workingDaysCounter", () => {
  const count = workingDaysCounter();

  it("counts the last day and not the first", () => {
    // 2026-11-23 is a Monday.
    expect(count("2026-11-23", "2026-11-23")).toBe(0);
    expect(count("2026-11-23", "2026-11-24")).toBe(1);
    expect(count("2026-11-27", "2026-11-30")).toBe(1);
    expect(count("2026-11-27", "2026-11-28")).toBe(0);
    expect(count("2026-11-28", "2026-11-30")).toBe(1);
    expect(count("2026-11-23", "2026-11-30")).toBe(5);
    expect(count("2026-11-30", "2026-11-23")).toBe(-5);
  });

  it("knows holidays and other weekends", () => {
    const closed = workingDaysCounter({ holidays: ["2026-12-25", "2026-12-26", "2026-12-25"] });
    expect(closed("2026-12-24", "2026-12-28")).toBe(1);
    const gulf = workingDaysCounter({ weekend: [5, 6] });
    expect(gulf("2026-11-26", "2026-11-29")).toBe(1);
    expect(workingDaysCounter({ weekend: [] })("2026-01-01", "2027-01-01")).toBe(365);
  });

  it("agrees with going day by day through the calendar", () => {
    const day = fc.integer({ min: -20_000, max: 40_000 });
    fc.assert(
      fc.property(
        day,
        fc.nat(400),
        fc.array(fc.nat(400), { maxLength: 30 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
        (from, length, closed, weekend) => {
          const holidays = closed.map((offset) => iso(from + offset));
          let expected = 0;
          for (let offset = 1; offset <= length; offset += 1) {
            const weekday = new Date((from + offset) * 86_400_000).getUTCDay() || 7;
            if (!weekend.includes(weekday) && !holidays.includes(iso(from + offset))) expected += 1;
          }
          const counter = workingDaysCounter({ weekend: weekend as Weekday[], holidays });
          expect(counter(iso(from), iso(from + length))).toBe(expected);
          expect(counter(iso(from + length), iso(from))).toBe(expected === 0 ? 0 : -expected);
        },
      ),
      { seed: 1 },
    );
  });

  it.each(["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-01-01T00:00", ""])(
    "refuses %s",
    (day) => {
      expect(() => count(day, "2026-01-01")).toThrow(RangeError);
    },
  );

  it("accepts the leap days there are", () => {
    expect(count("2024-02-28", "2024-02-29")).toBe(1);
    expect(() => count("1900-02-29", "2024-02-29")).toThrow("not a calendar day: 1900-02-29");
  });
});

describe("workingDaysLater", () => {
  it("goes over weekends, holidays and the ends of months and years", () => {
    // 2026-10-30 is a Friday.
    expect(workingDaysLater({}, "2026-10-30", 2)).toEqual(["2026-11-02", "2026-11-03"]);
    expect(workingDaysLater({ holidays: ["2026-12-25", "2027-01-01"] }, "2026-12-24", 6)).toEqual([
      ...["2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04", "2027-01-05"],
    ]);
    expect(workingDaysLater({ weekend: [5, 6] }, "2026-10-29", 2)).toEqual(["2026-11-01", "2026-11-02"]);
    expect(workingDaysLater({ weekend: [] }, "2028-02-28", 2)).toEqual(["2028-02-29", "2028-03-01"]);
    expect(workingDaysLater({}, "2026-10-30", 0)).toEqual([]);
  });

  it("is the inverse of the count", () => {
    const day = fc.integer({ min: -20_000, max: 40_000 });
    const weekend = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.nat(60), { maxLength: 20 }),
        weekend,
        (from, many, closed, off) => {
          const calendar = { weekend: off as Weekday[], holidays: closed.map((offset) => iso(from + offset)) };
          const count = workingDaysCounter(calendar);
          const days = workingDaysLater(calendar, iso(from), many);
          expect(days.map((one) => count(iso(from), one))).toEqual(
            Array.from({ length: many }, (_, index) => index + 1),
          );
        },
      ),
      { seed: 2 },
    );
  });

  it("refuses a week without a working day", () => {
    expect(() => workingDaysLater({ weekend: [1, 2, 3, 4, 5, 6, 7] }, "2026-10-30", 1)).toThrow(RangeError);
  });
});
