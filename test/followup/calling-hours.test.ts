import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callingHours, minutesAhead } from "../../src/followup/calling-hours.js";

const rules = (work: string, quiet: string, timeZone: string | null) => {
  const parted = (text: string) => ({ from: text.slice(0, 5), to: text.slice(6) });
  return { workingHours: parted(work), quietHours: parted(quiet), timeZone };
};
const hours = (work: string, quiet: string, staff: string | null, day: string, zone: string | null): string | null => {
  const found = callingHours(rules(work, quiet, staff), day, zone);
  return found === null ? null : `${found.from}-${found.to}`;
};

describe("minutesAhead", () => {
  // Offsets by the tz database.
  it.each([
    ["Europe/Berlin", "2026-01-15", 60],
    ["Europe/Berlin", "2026-07-15", 120],
    ["America/New_York", "2026-01-15", -300],
    ["Asia/Kolkata", "2026-01-15", 330],
    ["Asia/Kathmandu", "2026-01-15", 345],
    ["Pacific/Chatham", "2026-01-15", 825],
    ["Pacific/Kiritimati", "2026-01-15", 840],
    ["Pacific/Pago_Pago", "2026-01-15", -660],
    ["America/St_Johns", "2026-07-15", -150],
    ["Australia/Lord_Howe", "2026-07-15", 630],
    ["Australia/Lord_Howe", "2026-01-15", 660],
  ])("%s on %s: %i", (zone, day, ahead) => expect(minutesAhead(zone, day)).toBe(ahead));

  it("has the new time on the day on which clocks change, and the old one the day before", () => {
    expect(minutesAhead("Europe/Berlin", "2026-03-28")).toBe(60);
    expect(minutesAhead("Europe/Berlin", "2026-03-29")).toBe(120);
    expect(minutesAhead("Europe/Berlin", "2026-10-25")).toBe(60);
    expect(minutesAhead("Pacific/Auckland", "2026-09-26")).toBe(720);
    expect(minutesAhead("Pacific/Auckland", "2026-09-27")).toBe(780);
  });
});

describe("callingHours", () => {
  it("are the staff's hours in the customer's zone, less the quiet ones", () => {
    // Berlin 09:00-17:00 is 03:00-11:00 in New York; quiet until 09:00.
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-11-02", "America/New_York")).toBe("09:00-11:00");
    // Berlin is 4 h 30 behind Kolkata in winter, 3 h 30 in summer.
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-11-02", "Asia/Kolkata")).toBe("13:30-20:00");
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-07-01", "Asia/Kolkata")).toBe("12:30-20:00");
  });

  it("follow clocks that change at different weeks", () => {
    // New York changes on 8 March, Berlin on 29 March 2026: in between the two are five hours apart, not six.
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-03-06", "America/New_York")).toBe("09:00-11:00");
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-03-09", "America/New_York")).toBe("09:00-12:00");
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-03-30", "America/New_York")).toBe("09:00-11:00");
  });

  it("are the staff's own where either zone is not known", () => {
    expect(hours("08:00-16:00", "20:00-09:00", null, "2026-11-02", "Asia/Tokyo")).toBe("09:00-16:00");
    expect(hours("08:00-16:00", "20:00-09:00", "Europe/Berlin", "2026-11-02", null)).toBe("09:00-16:00");
  });

  it("are the longer part where quiet hours lie within the day, and all where there are none", () => {
    expect(hours("08:00-18:00", "12:00-14:00", null, "2026-11-02", null)).toBe("08:00-12:00");
    expect(hours("08:00-19:00", "12:00-14:00", null, "2026-11-02", null)).toBe("14:00-19:00");
    expect(hours("08:00-18:00", "00:00-00:00", null, "2026-11-02", null)).toBe("08:00-18:00");
  });

  it("are none where less than a quarter of an hour is left", () => {
    expect(hours("08:00-09:15", "20:00-09:00", null, "2026-11-02", null)).toBe("09:00-09:15");
    expect(hours("08:00-09:14", "20:00-09:00", null, "2026-11-02", null)).toBe(null);
    // Berlin's day is 21:00-05:00 in Auckland in November (UTC+13 against UTC+1).
    expect(hours("09:00-17:00", "20:00-09:00", "Europe/Berlin", "2026-11-02", "Pacific/Auckland")).toBe(null);
  });

  it("never touch quiet hours or the staff's time off, minute by minute", () => {
    const clock = fc
      .integer({ min: 0, max: 47 })
      .map((half) => `${String(half >> 1).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
    const zone = fc.constantFrom(
      null,
      "Europe/Berlin",
      "Asia/Kolkata",
      "America/New_York",
      "Pacific/Chatham",
      "Pacific/Pago_Pago",
    );
    fc.assert(
      fc.property(
        clock,
        clock,
        clock,
        clock,
        zone,
        zone,
        fc.constantFrom("2026-03-30", "2026-11-02"),
        (a, b, from, to, staff, own, day) => {
          fc.pre(a < b);
          const found = callingHours(rules(`${a}-${b}`, `${from}-${to}`, staff), day, own);
          if (found === null) return;
          expect(found.from < found.to).toBe(true);
          // The customer's clock at a minute of the staff's day, asked of the platform.
          const at = (instant: number, where: string) =>
            new Intl.DateTimeFormat("en-GB", {
              timeZone: where,
              hour: "2-digit",
              minute: "2-digit",
              hourCycle: "h23",
            }).format(instant);
          const isQuiet = (time: string) =>
            from < to ? time >= from && time < to : from > to && (time >= from || time < to);
          const worked = new Set<string>();
          for (let minute = 0; minute < 1440; minute += 15) {
            const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
            if (time < a || time >= b) continue;
            if (staff === null || own === null) worked.add(time);
            else worked.add(at(Date.parse(`${day}T${time}:00Z`) - minutesAhead(staff, day) * 60_000, own));
          }
          for (let minute = 0; minute < 1440; minute += 15) {
            const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
            if (time < found.from || time >= found.to) continue;
            expect(isQuiet(time)).toBe(false);
            expect([...worked]).toContain(time);
          }
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });
});
