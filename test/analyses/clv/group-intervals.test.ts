import { describe, expect, it } from "vitest";
import {
  type GroupCell,
  type GroupMember,
  groupIntervals,
  MEMBERS_DRAWN,
} from "../../../src/analyses/clv/group-intervals.js";
import type { Outlook } from "../../../src/analyses/clv/outlook.js";
import { modelPredictor } from "../../../src/analyses/clv/predictor.js";
import type { SpendModel } from "../../../src/analyses/clv/spend.js";
import { raw } from "../../../src/engine/sql.js";
import { createRandom, mbgNbd, purchaseModel } from "../../../src/models/index.js";

/*
 * The oracle is simulation: groups of customers and their futures drawn from known parameters by the models' samplers. The
 * amounts are those of the CDNOW sample (Fader & Hardie 2013), whose tail is heavy.
 */
const PARAMETERS = { r: 0.9, alpha: 20, a: 0.6, b: 3 };
const [P, Q, GAMMA] = [6.25, 3.74, 15.44];
const SPEND: SpendModel = {
  id: "gamma-gamma",
  shape: P,
  certainty: (repeats) => P * repeats + Q,
  expected: raw("NULL"),
  expectedOf: (repeats, mean) => (P * (GAMMA + repeats * (mean ?? 0))) / (P * repeats + Q - 1),
  warnings: [],
  fit: null,
};
const OUTLOOK: Outlook = { horizonDays: 365, discount: 0, infinite: false, unitDays: 7, tail: 0.1, seed: 1 };

/** Share of groups of so many customers whose total lies within the interval. */
function coverage(size: number, groups: number): number {
  const random = createRandom(size);
  const cells: GroupCell[] = [];
  const members: GroupMember[] = [];
  const totals = new Map<string, number>();
  for (let group = 0; group < groups; group += 1) {
    const ages = Array.from({ length: size }, () => 10 + Math.round(60 * random.uniform()));
    for (const { frequency, recency, age } of mbgNbd.simulateHistories(PARAMETERS, ages, random)) {
      const logSum = frequency === 0 ? 0 : random.logGamma(P * frequency) - random.logGamma(Q);
      const mean = frequency === 0 ? 0 : (GAMMA * Math.exp(logSum)) / frequency;
      const spend = SPEND.expectedOf(frequency, mean);
      const own = { clv_group: `g${group}`, x: frequency, recency, age };
      cells.push({
        ...own,
        customers: 1,
        spenders: frequency > 0 ? 1 : 0,
        mean_spends: mean,
        spend,
        squares: spend * spend,
      });
      if (size <= MEMBERS_DRAWN) members.push({ ...own, spend });
      const count = mbgNbd.drawFuture(PARAMETERS, { frequency, recency, age }, 365 / 7, random);
      const rate = random.gamma(P * frequency + Q) / (GAMMA + frequency * mean);
      const value = count === 0 ? 0 : random.gamma(P * count) / rate;
      totals.set(own.clv_group, (totals.get(own.clv_group) ?? 0) + value);
    }
  }
  const predictor = modelPredictor(purchaseModel("mbg-nbd")!, { ...PARAMETERS });
  const basis = { fitted: null, predictor, spend: SPEND, outlook: OUTLOOK };
  const intervals = groupIntervals(cells, members, basis, { margin: 1, seed: 1 });
  let inside = 0;
  for (const [group, total] of totals) {
    const [low, high] = intervals.get(group)!;
    if (total >= low && total <= high) inside += 1;
  }
  return inside / groups;
}

describe("intervals of groups' totals", () => {
  // With n groups the share has a standard error of √(0.16 / n): 0.014 for 800, so 0.04 is nearly three of them.
  it.each([
    [8, 1500],
    [50, 800],
    [51, 800],
    [150, 800],
  ])("of %d customers hold the total in 8 of 10 cases", (size, groups) => {
    const share = coverage(size, groups);
    expect(share).toBeGreaterThan(0.76);
    expect(share).toBeLessThan(0.84);
  });
});
