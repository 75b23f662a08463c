import { expect, it } from "vitest";
import { closest } from "../../src/errors/closest.js";

it.each([
  ["custmer", ["order", "customer"], "customer"],
  ["AMOUNT", ["amount"], "amount"],
  ["segmnet", ["segment", "segments"], "segment"],
  ["xyz", ["customer"], undefined],
  ["", ["a"], undefined],
  ["date", [], undefined],
])("%s among %j is %s", (word, candidates, expected) => {
  expect(closest(word, candidates)).toBe(expected);
});
