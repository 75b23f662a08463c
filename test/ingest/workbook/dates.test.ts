import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtInKind, formatKind } from "../../../src/ingest/workbook/number-format.js";
import { serialText } from "../../../src/ingest/workbook/serial-date.js";
import { cellsOf } from "./make-workbook.js";

describe("number formats", () => {
  it.each([
    ["yyyy-mm-dd", "date"],
    ["[$-409]d/mmm/yy;@", "date"],
    ["[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "date"],
    ["mmm", "date"],
    ['yyyy"年"m"月"', "date"],
    ["h:mm AM/PM", "time"],
    ["mm:ss.000", "time"],
    ["[h]:mm:ss", "duration"],
    ["[mm]:ss", "duration"],
    ["[ss].00", "duration"],
    ["General", "number"],
    ["Standard", "number"],
    ["0.00E+00", "number"],
    ['0.0 "days"', "number"],
    ["0\\d\\a\\y", "number"],
    ["[Red]#,##0.00", "number"],
    ["#,##0.00 USD", "number"],
    ["_-* #,##0_d", "number"],
    ["@", "number"],
  ])("%s is a %s", (code, kind) => {
    expect(formatKind(code)).toBe(kind);
  });

  it("knows the built-in ids", () => {
    expect([0, 1, 13, 14, 18, 22, 23, 27, 36, 37, 45, 46, 47, 49, 50, 58, 59].map(builtInKind)).toEqual(
      "number number number date time date number date date number time duration time number date date number".split(
        " ",
      ),
    );
  });
});

// Serials as Excel shows them, read off by hand; the three zones have dates on both sides of UTC.
describe.each(["UTC", "Pacific/Auckland", "America/Los_Angeles"])("serials under TZ=%s", (zone) => {
  const before = process.env.TZ;
  beforeAll(() => {
    process.env.TZ = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it("really is in that zone", () => {
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
  });

  it.each([
    [1, "1900-01-01"],
    [59, "1900-02-28"],
    [60, "1900-02-29"],
    [61, "1900-03-01"],
    [25569, "1970-01-01"],
    [36585, "2000-02-29"],
    [45000, "2023-03-15"],
    [45000.5, "2023-03-15 12:00:00"],
    [45000.999_999_9, "2023-03-16"],
    [43831.00486111111, "2020-01-01 00:07:00"],
    [0.25, "06:00:00"],
    [0.999_999_9, "23:59:59"],
    [2_958_465, "9999-12-31"],
    [2_958_466, undefined],
    [-1, undefined],
  ])("%s is %s", (serial, text) => {
    expect(serialText(serial, "date", false)).toBe(text);
  });

  it("counts from 1904 where the workbook says so", async () => {
    expect(serialText(0, "date", true)).toBe("1904-01-01");
    expect(serialText(0.5, "time", true)).toBe("12:00:00");
    expect(serialText(43538, "date", true)).toBe("2023-03-15");
    const rows = '<row><c s="1"><v>43538</v></c></row>';
    expect(await cellsOf({ rows, formats: [0, 14], date1904: true })).toEqual([["2023-03-15"]]);
  });

  it("spells elapsed time in hours", () => {
    expect(serialText(1.104_166_666_666_67, "duration", false)).toBe("26:30:00");
    expect(serialText(-0.0625, "duration", false)).toBe("-01:30:00");
  });

  it("agrees with the calendar of JavaScript on every day", () => {
    const day = fc.integer({ min: 61, max: 2_958_465 });
    const clock = fc.integer({ min: 0, max: 86_399 });
    fc.assert(
      fc.property(day, clock, (serial, seconds) => {
        const iso = new Date((serial - 25_569) * 86_400_000 + seconds * 1000).toISOString();
        const expected = seconds === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
        expect(serialText(serial + seconds / 86_400, "date", false)).toBe(expected);
      }),
    );
  });
});

it("applies the style of each cell, custom codes before built-in ids, and warns by reading as a number", async () => {
  const cells = [0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>45000.5</v></c>`).join("");
  const rows = `<row>${cells}<c s="1"><v>99999999</v></c><c s="1" t="str"><v>x</v></c><c><v>45000</v></c></row>`;
  const codes = { 164: "[h]:mm", 165: '0.0 "dmy"', 22: "0.00" };
  expect(await cellsOf({ rows, formats: [14, 14, 164, 165, 22], codes })).toEqual([
    [
      "2023-03-15 12:00:00",
      "2023-03-15 12:00:00",
      "1080012:00:00",
      "45000.5",
      "45000.5",
      "99999999",
      "x",
      "2023-03-15",
    ],
  ]);
});
