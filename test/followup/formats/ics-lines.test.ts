import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { icsLine, icsText } from "../../../src/followup/formats/ics-lines.js";

describe("icsText and icsLine", () => {
  /* Oracle: ical.js, and the octets of each line counted anew. */
  it("bring any text through in lines of at most 75 octets", () => {
    const any = fc.string({ unit: fc.constantFrom(..."ab ;,:\\\n\"'^ñ中🎉\u0301\u200d=<>"), maxLength: 200 });
    fc.assert(
      fc.property(any, (text) => {
        const line = icsLine(`DESCRIPTION:${icsText(text)}`);
        const parts = line.split("\r\n");
        expect(parts.pop()).toBe("");
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
          expect(part).not.toMatch(/\p{Cs}/u);
        }
        const component = new ICAL.Component(ICAL.parse(`BEGIN:VEVENT\r\n${line}END:VEVENT\r\n`));
        expect(component.getFirstPropertyValue("description")).toBe(text);
      }),
    );
  });

  it("write line ends as \\n and leave out other control characters", () => {
    expect(icsText("a\r\nb\rc\nd\u2028e\u0000f\u0007g\u0085h\ti")).toBe("a\\nb\\nc\\nd\\nefgh\ti");
    expect(icsText("a\\b;c,d")).toBe("a\\\\b\\;c\\,d");
  });

  it("fold at the 75th octet, the blank counted", () => {
    expect(icsLine("x".repeat(75))).toBe(`${"x".repeat(75)}\r\n`);
    expect(icsLine("x".repeat(76))).toBe(`${"x".repeat(75)}\r\n x\r\n`);
    expect(icsLine("x".repeat(150))).toBe(`${"x".repeat(75)}\r\n ${"x".repeat(74)}\r\n x\r\n`);
    expect(icsLine(`${"x".repeat(73)}中`)).toBe(`${"x".repeat(73)}\r\n 中\r\n`);
  });
});
