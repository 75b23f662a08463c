import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/math/wilson-interval.js";

describe("wilsonInterval", () => {
  /* Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3 (score, no continuity correction). */
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i agrees with Newcombe's table", (count, total, low, high) => {
    const interval = wilsonInterval(count, total)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("is null without a total, and mirrors when successes and failures change places", () => {
    expect(wilsonInterval(0, 0)).toBeNull();
    const [one, other] = [wilsonInterval(7, 40)!, wilsonInterval(33, 40)!];
    expect(one.low).toBeCloseTo(1 - other.high, 14);
    expect(wilsonInterval(40, 40)!.high).toBe(1);
  });
});
