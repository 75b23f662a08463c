import { expect, it } from "vitest";
import { wrapText } from "../../src/output/wrap-text.js";

it("breaks at blanks", () => {
  expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
});

it("breaks inside a word only where it is wider by itself, and never inside a wide character", () => {
  expect(wrapText("a abcdefgh b", 4)).toEqual(["a", "abcd", "efgh", "b"]);
  expect(wrapText("客户编号", 5)).toEqual(["客户", "编号"]);
});

it("ends where no character fits", () => {
  expect(wrapText("客", 1)).toEqual(["客"]);
});
