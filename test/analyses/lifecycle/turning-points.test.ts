import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownGap, turningPoints } from "../../../src/analyses/lifecycle/turning-points.js";
import { type History, mbgNbd } from "../../../src/models/index.js";
import { rulesSchema } from "../../../src/rules/index.js";

const RULES = rulesSchema.parse({}).lifecycle.stages;
/** Of CDNOW, in days, near Batislam, Denizel & Filiztekin 2007. */
const PARAMETERS = { r: 0.525, alpha: 43.3, a: 0.891, b: 1.614 };
const chance = (history: History): number => mbgNbd.probabilityAlive(PARAMETERS, history);

describe("own gap", () => {
  it("is the mean of the own gaps and one of the population's", () => {
    // Gaps of 10 and 20 and one of 60: 90 / 3.
    expect(ownGap(2, 30, 60, 1)).toBe(30);
  });
  it("is the population's for who bought on one day, whatever its weight", () => {
    expect(ownGap(0, 0, 60, 1)).toBe(60);
    expect(ownGap(0, 0, 60, 0)).toBe(60);
  });
  it("is the own mean where the population has no weight", () => {
    expect(ownGap(2, 30, 60, 0)).toBe(15);
  });
});

describe("turning points by the rhythm alone", () => {
  it("are the first whole day beyond so many gaps", () => {
    // Own gap 30: slipping beyond 3 × 30 = 90 days, so from 91 on; lapsed from 181 on.
    expect(turningPoints(2, 30, 60, RULES, null)).toEqual({ ownGap: 30, slipsAfter: 91, lapsesAfter: 181 });
    // Own gap (10 + 60) / 2 = 35; a third of a day counts: gap (20 + 60) / 3 = 26.67, × 3 = 80 exactly.
    expect(turningPoints(2, 20, 60, RULES, null).slipsAfter).toBe(81);
  });
  it("decide where P(alive) stays high, and wait for the late day where it is low from the beginning", () => {
    expect(turningPoints(2, 30, 60, RULES, () => 1)).toEqual({ ownGap: 30, slipsAfter: 91, lapsesAfter: 181 });
    // Late beyond 1.5 × 30 = 45 days: both from 46 on.
    expect(turningPoints(2, 30, 60, RULES, () => 0)).toEqual({ ownGap: 30, slipsAfter: 46, lapsesAfter: 46 });
  });
  it("a chance equal to the threshold is not below it", () => {
    const at = (value: number) => turningPoints(2, 30, 60, RULES, () => value);
    expect(at(0.5).slipsAfter).toBe(91);
    expect(at(0.4999).slipsAfter).toBe(46);
    expect(at(0.2).lapsesAfter).toBe(181);
  });
});

it("P(alive) falls below a threshold on the day that the closed form of MBG/NBD gives", () => {
  // P(alive) = 1 / (1 + a / (b + x) × ((α + T) / (α + t_x)) ^ (r + x)), solved for T − t_x.
  const days = (x: number, tx: number, threshold: number): number => {
    const { r, alpha, a, b } = PARAMETERS;
    return (alpha + tx) * ((((1 - threshold) / threshold) * (b + x)) / a) ** (1 / (r + x)) - alpha - tx;
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 1, max: 400 }),
      (x, extra, usualGap) => {
        const tx = x + extra;
        const points = turningPoints(x, tx, usualGap, RULES, chance);
        const within = (gap: number, gaps: number): number =>
          Math.min(
            Math.max(gap, Math.floor(points.ownGap * 1.5 + 1e-9) + 1),
            Math.floor(points.ownGap * gaps + 1e-9) + 1,
          );
        expect(points.slipsAfter).toBe(within(Math.floor(days(x, tx, 0.5)) + 1, 3));
        expect(points.lapsesAfter).toBe(within(Math.floor(days(x, tx, 0.2)) + 1, 6));
        expect(points.lapsesAfter).toBeGreaterThanOrEqual(points.slipsAfter);
      },
    ),
  );
});

describe("rules that contradict one another are refused", () => {
  it.each([
    [{ lapsedAlive: 0.6 }, "lapsedAlive has to be at most slippingAlive"],
    [{ slippingGaps: 7 }, "lateGaps, slippingGaps and lapsedGaps have to rise"],
    [{ developingDays: 5 }, "developingDays has to be at most matureDays"],
  ])("%j", (stages, message) => {
    const read = rulesSchema.safeParse({ lifecycle: { stages } });
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
  it("and so are attributes that follow from purchases", () => {
    const read = rulesSchema.safeParse({ lifecycle: { likelihood: { attributes: ["region", "Order_Count"] } } });
    expect(read.success).toBe(false);
  });
});
