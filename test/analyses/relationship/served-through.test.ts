import { describe, expect, it } from "vitest";
import { rootsOf } from "../../../src/analyses/accounts/served-through.js";

const roots = (pairs: readonly (readonly [string, string])[]) => {
  const { rootOf, circles } = rootsOf(new Map(pairs));
  return { rootOf: Object.fromEntries([...rootOf].sort()), circles };
};

describe("who an indirect customer belongs to", () => {
  it("is the end of the chain, in any order of its links", () => {
    const links = [
      ["A", "B"],
      ["B", "C"],
      ["D", "B"],
      ["E", "F"],
    ] as const;
    const expected = { rootOf: { A: "C", B: "C", D: "C", E: "F" }, circles: [] };
    expect(roots(links)).toEqual(expected);
    expect(roots([...links].reverse())).toEqual(expected);
  });

  it("is nobody within a circle, and the circle's first for who leads into it", () => {
    const links = [
      ["D", "C"],
      ["A", "B"],
      ["B", "C"],
      ["C", "A"],
      ["X", "X"],
      ["Y", "X"],
    ] as const;
    const expected = { rootOf: { D: "C", Y: "X" }, circles: [["A", "B", "C"], ["X"]] };
    expect(roots(links)).toEqual(expected);
    expect(roots([...links].reverse())).toEqual(expected);
  });

  it("takes a chain of a hundred thousand", () => {
    const links = Array.from({ length: 100_000 }, (_, index) => [String(index), String(index + 1)] as const);
    expect(rootsOf(new Map(links)).rootOf.get("0")).toBe("100000");
  });
});
