import { describe, expect, it } from "vitest";
import { clockAt, instantOf, isTimeZone } from "../../../src/followup/formats/zoned-time.js";

const utc = (day: string, clock: string, zone: string) => new Date(instantOf(day, clock, zone)).toISOString();

/* Oracle: the zones' published rules. The EU changes on the last Sundays of March and October at 01:00 UTC, the US on the
   second Sunday of March and the first of November, Lord Howe by half an hour; Kathmandu is UTC+5:45, Chatham in summer
   UTC+13:45. */
describe("instantOf", () => {
  it.each([
    ["2026-10-23", "09:00", "Europe/Berlin", "2026-10-23T07:00:00.000Z"],
    ["2026-10-26", "09:00", "Europe/Berlin", "2026-10-26T08:00:00.000Z"],
    ["2026-03-06", "09:00", "America/New_York", "2026-03-06T14:00:00.000Z"],
    ["2026-03-09", "09:00", "America/New_York", "2026-03-09T13:00:00.000Z"],
    ["2026-11-30", "09:00", "Asia/Kathmandu", "2026-11-30T03:15:00.000Z"],
    ["2026-12-01", "09:00", "Pacific/Chatham", "2026-11-30T19:15:00.000Z"],
    ["2026-11-30", "00:00", "UTC", "2026-11-30T00:00:00.000Z"],
    ["2026-03-29", "00:00", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-29", "23:00", "Europe/Berlin", "2026-03-29T21:00:00.000Z"],
  ])("%s %s in %s", (day, clock, zone, instant) => expect(utc(day, clock, zone)).toBe(instant));

  it("takes the first of a time that occurs twice, and the offset before a gap (RFC 5545, 3.3.5)", () => {
    expect(utc("2026-10-25", "02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
    expect(utc("2026-11-01", "01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000Z");
    expect(utc("2026-03-29", "02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(utc("2026-04-05", "01:45", "Australia/Lord_Howe")).toBe("2026-04-04T14:45:00.000Z");
  });

  it("comes back to the time of day it started from", () => {
    for (const zone of ["Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"]) {
      for (let month = 1; month <= 12; month++) {
        const day = `2026-${String(month).padStart(2, "0")}-15`;
        expect(clockAt(instantOf(day, "09:05", zone), zone)).toBe("09:05");
      }
    }
  });

  it("knows time zones from words", () => {
    expect(["Europe/Berlin", "UTC"].map(isTimeZone)).toEqual([true, true]);
    expect(["Mars/Olympus", "", "Berlin time"].map(isTimeZone)).toEqual([false, false, false]);
  });
});
