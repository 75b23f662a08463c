import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bar } from "../../src/output/bar.js";
import { displayWidth, elide, neutralise } from "../../src/output/display-width.js";
import { breakHead } from "../../src/output/fit-columns.js";

describe("displayWidth", () => {
  it.each([
    ["abc", 3],
    ["李小龍", 6],
    ["ｆｕｌｌ", 8],
    ["ﾊﾝｶｸ", 4],
    ["한국", 4],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["🇩🇪", 2],
    ["✓", 1],
    ["©", 1],
  ])("of %s is %d", (text, width) => expect(displayWidth(text)).toBe(width));
});

describe("elide", () => {
  it("never exceeds the width, and leaves alone what fits", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const cut = elide(text, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(cut).toBe(text);
      }),
    );
  });

  it("does not cut a wide character in half", () => expect(elide("李小龍", 4)).toBe("李…"));
});

describe("neutralise", () => {
  it("leaves no control character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(neutralise(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e]/u);
      }),
    );
  });
});

describe("bar", () => {
  it.each([
    [0, "    "],
    [0.5, "██  "],
    [1, "████"],
    [0.001, "▏   "],
    [0.34, "█▍  "],
    [-1, "    "],
    [2, "████"],
    [Number.NaN, "    "],
  ])("of %d", (share, drawn) => expect(bar(share, 4)).toBe(drawn));

  it("has an ASCII form", () => expect(bar(0.5, 4, false)).toBe("##  "));
});

describe("breakHead", () => {
  it("breaks at underscores only", () => {
    expect(breakHead("first_purchase", 8)).toEqual(["first_", "purchase"]);
    expect(breakHead("a_b_c", 4)).toEqual(["a_b_", "c"]);
    expect(breakHead("description", 8)).toEqual(["descrip…"]);
  });
});
