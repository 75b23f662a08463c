import { describe, expect, it } from "vitest";
import { shrunkUplift } from "../../../src/followup/review/shrunk-uplift.js";

const shrunk = (measured: number, standardError: number) =>
  shrunkUplift({ assumed: 0.04, assumptionError: 0.05, measured, standardError });

describe("shrunkUplift", () => {
  it("is half of each where both are as sure, and weighs by precision otherwise", () => {
    expect(shrunk(0.1, 0.05)).toEqual({ uplift: expect.closeTo(0.07, 12), weight: expect.closeTo(0.5, 12) });
    // .05² / (.05² + .1²) = 1/5: 1/5 · .14 + 4/5 · .04 = .06.
    expect(shrunk(0.14, 0.1)).toEqual({ uplift: expect.closeTo(0.06, 12), weight: expect.closeTo(0.2, 12) });
  });
  it("is the assumption without a measurement, and the measurement where that is sure", () => {
    expect(shrunk(0.5, Number.POSITIVE_INFINITY)).toEqual({ uplift: 0.04, weight: 0 });
    expect(shrunk(0.5, 0)).toEqual({ uplift: 0.5, weight: 1 });
    expect(shrunk(0.5, 1e9).uplift).toBeCloseTo(0.04, 9);
  });
  it("is never below nothing", () => expect(shrunk(-0.3, 0.01).uplift).toBe(0));
});
