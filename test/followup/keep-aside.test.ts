import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptAside, type Listed } from "../../src/followup/keep-aside.js";

/** So many rows of a stratum, whose lots come in the order of their numbers. */
const rows = (stratum: string, many: number): Listed[] =>
  Array.from({ length: many }, (_, index) => {
    const id = `${stratum}${String(index).padStart(3, "0")}`;
    return { id, stratum, lot: id };
  });
const perStratum = (aside: ReadonlySet<string>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const id of aside) counts[id[0]!] = (counts[id[0]!] ?? 0) + 1;
  return counts;
};

describe("keptAside", () => {
  it("takes exactly the share, the first by lot", () => {
    expect([...keptAside(rows("a", 30), 0.1)]).toEqual(["a000", "a001", "a002"]);
    expect(keptAside(rows("a", 30), 0).size).toBe(0);
    expect(keptAside([], 0.5).size).toBe(0);
  });

  it("gives what is over to the largest remainders, one each", () => {
    // 10 % of 14, 17 and 19 are 1.4, 1.7 and 1.9: whole 3, of 5 in all; two further go to c (.9) and b (.7).
    expect(perStratum(keptAside([...rows("a", 14), ...rows("b", 17), ...rows("c", 19)], 0.1))).toEqual({
      a: 1,
      b: 2,
      c: 2,
    });
    // 4 strata of 5 at 10 %: 0.5 each, 2 in all, to those whose first lot is lowest.
    expect(
      perStratum(
        keptAside(
          ["d", "c", "b", "a"].flatMap((one) => rows(one, 5)),
          0.1,
        ),
      ),
    ).toEqual({ a: 1, b: 1 });
    // A stratum with whole rows gets nothing beyond them.
    expect(perStratum(keptAside([...rows("a", 10), ...rows("b", 6)], 0.1))).toEqual({ a: 1, b: 1 });
  });

  it("keeps the whole and each stratum within one row of the share, and is the same in any order", () => {
    const drawn = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.string({ maxLength: 6 })), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(drawn, fc.integer({ min: 0, max: 50 }), fc.infiniteStream(fc.nat(1000)), (list, percent, order) => {
        const share = percent / 100;
        const all = list.map(([stratum, lot], index) => ({ id: `${stratum}${index}`, stratum, lot: `${lot}${index}` }));
        const aside = keptAside(all, share);
        // A share in whole percents of whole rows, in whole numbers: halves are rounded up.
        expect(aside.size).toBe(Math.floor((all.length * percent + 50) / 100));
        const counts = perStratum(aside);
        for (const stratum of ["a", "b", "c", "d", "e"]) {
          const right = all.filter((one) => one.stratum === stratum).length * percent;
          expect(counts[stratum] ?? 0).toBeGreaterThanOrEqual(Math.floor(right / 100));
          expect(counts[stratum] ?? 0).toBeLessThanOrEqual(Math.ceil(right / 100));
        }
        const shuffled = all
          .map((one) => ({ one, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect([...keptAside(shuffled, share)].sort()).toEqual([...aside].sort());
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});
