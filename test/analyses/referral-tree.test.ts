import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Referral, referralTree, sumsBelow } from "../../src/analyses/referrals/referral-tree.js";

const referral = (referrer: string, referred: string, day: string | null = null): Referral => ({
  referrer,
  referred,
  day,
});

describe("referralTree", () => {
  it("counts generations from those whom nobody brought", () => {
    const tree = referralTree([referral("A", "B"), referral("B", "C"), referral("B", "D"), referral("X", "Y")]);
    expect(Object.fromEntries(tree.generationOf)).toEqual({ A: 0, B: 1, C: 2, D: 2, X: 0, Y: 1 });
    expect(Object.fromEntries(sumsBelow(tree, (id) => (id === "Y" ? 10 : 1)))).toEqual({ A: 3, B: 2, X: 10 });
    expect(tree.leftOut).toEqual([]);
  });

  it("gives a customer to the earliest who claims it, one without a day last, then to the smaller id", () => {
    const tree = referralTree([
      referral("A", "Z"),
      referral("B", "Z", "2026-02-01"),
      referral("C", "Z", "2026-01-01"),
      referral("E", "Y"),
      referral("D", "Y"),
    ]);
    expect(Object.fromEntries(tree.referrerOf)).toEqual({ Z: "C", Y: "D" });
    expect(tree.leftOut.map(({ referrer, referred, why }) => [referrer, referred, why])).toEqual([
      ["E", "Y", "second"],
      ["A", "Z", "second"],
      ["B", "Z", "second"],
    ]);
  });

  it("cuts a circle at its latest referral, and nobody brings themselves", () => {
    const tree = referralTree([
      referral("A", "B", "2026-01-01"),
      referral("B", "C", "2026-03-01"),
      referral("C", "A", "2026-02-01"),
      referral("C", "D", "2026-05-01"),
      referral("S", "S"),
    ]);
    expect(Object.fromEntries(tree.referrerOf)).toEqual({ A: "C", B: "A", D: "C" });
    expect(Object.fromEntries(tree.generationOf)).toEqual({ C: 0, A: 1, D: 1, B: 2 });
    expect(tree.leftOut).toEqual([
      { referrer: "B", referred: "C", day: "2026-03-01", why: "cycle", circle: ["A", "C", "B"] },
      { referrer: "S", referred: "S", day: null, why: "itself" },
    ]);
  });

  it("lets the next claim count where an earlier one closes a circle", () => {
    // A is claimed by B, whom A brought, then by X, whom B brought, and then by two who have no part in that.
    const tree = referralTree([
      referral("A", "B", "2026-01-01"),
      referral("B", "X", "2026-01-02"),
      referral("B", "A", "2026-01-03"),
      referral("X", "A", "2026-01-04"),
      referral("E", "A", "2026-01-06"),
      referral("D", "A", "2026-01-05"),
    ]);
    expect(Object.fromEntries(tree.referrerOf)).toEqual({ A: "D", B: "A", X: "B" });
    expect(tree.leftOut.map(({ referrer, why }) => [referrer, why])).toEqual([
      ["B", "cycle"],
      ["E", "second"],
      ["X", "cycle"],
    ]);
  });

  it("is a forest whatever the referrals, and the same in any order", () => {
    const id = fc.integer({ min: 0, max: 12 }).map((number) => `C${number}`);
    const day = fc.option(
      fc.integer({ min: 1, max: 28 }).map((number) => `2026-01-${String(number).padStart(2, "0")}`),
    );
    const pairs = fc.uniqueArray(fc.record({ referrer: id, referred: id, day }), {
      maxLength: 40,
      selector: ({ referrer, referred }) => `${referrer} ${referred}`,
    });
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (referrals, random) => {
        const tree = referralTree(referrals);
        expect(tree.referrerOf.size + tree.leftOut.length).toBe(referrals.length);
        for (const [referred, referrer] of tree.referrerOf) {
          expect(tree.generationOf.get(referred)).toBe(tree.generationOf.get(referrer)! + 1);
        }
        // Who has a claim left that was not cut has somebody who brought them.
        for (const { referred, why } of tree.leftOut) {
          if (why === "second") expect(tree.referrerOf.has(referred)).toBe(true);
        }
        const keys = new Map(referrals.map((one) => [one, random.next().value as number]));
        expect(referralTree(referrals.toSorted((one, other) => keys.get(one)! - keys.get(other)!))).toEqual(tree);
      }),
      { seed: 1 },
    );
  });
});
