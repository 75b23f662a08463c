import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDiary } from "../../../src/followup/formats/diary.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = (instant: number) => new Date(instant).toISOString().slice(11, 16);

describe("openDiary", () => {
  it("puts an owner's calls one after another, each owner's for itself", () => {
    const diary = openDiary(15);
    const begins = ["Ann", "Ann", "Bob", "Ann"].map((owner) => clock(diary(owner, 9 * HOUR, 17 * HOUR)));
    expect(begins).toEqual(["09:00", "09:15", "09:00", "09:30"]);
  });

  it("fits calls of other hours around those that are there", () => {
    const diary = openDiary(15);
    diary("Ann", 9 * HOUR, 10 * HOUR);
    expect(clock(diary("Ann", 8.75 * HOUR, 10 * HOUR))).toBe("08:45");
    // 09:05 would run into the first call, and then 09:15 and 09:30 into this one.
    expect(clock(diary("Ann", 9 * HOUR + 5 * MINUTE, 10 * HOUR))).toBe("09:20");
    expect(clock(diary("Ann", 9 * HOUR, 10 * HOUR))).toBe("09:45");
  });

  it("begins full hours again, and never leaves them", () => {
    const diary = openDiary(30);
    const begins = Array.from({ length: 5 }, () => clock(diary("Ann", 9 * HOUR, 10 * HOUR)));
    expect(begins).toEqual(["09:00", "09:30", "09:00", "09:30", "09:00"]);
    expect(clock(openDiary(60)("Ann", 9 * HOUR, 9.25 * HOUR))).toBe("09:00");
  });

  it("never lets two calls of an owner meet while its hours have room", () => {
    const hours = fc.tuple(fc.integer({ min: 0, max: 8 * 60 }), fc.integer({ min: 12 * 60, max: 23 * 60 }));
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 12 }), (asked) => {
        const diary = openDiary(10);
        const begins = asked.map(([from, to]) => diary("Ann", from * MINUTE, to * MINUTE) / MINUTE);
        begins.forEach((begin, index) => {
          expect(begin).toBeGreaterThanOrEqual(asked[index]![0]);
          expect(begin + 10).toBeLessThanOrEqual(asked[index]![1]);
          for (const other of begins.slice(0, index)) expect(Math.abs(begin - other)).toBeGreaterThanOrEqual(10);
        });
      }),
    );
  });
});
