import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreLifecycle } from "../../../src/analyses/lifecycle/lifecycle.js";
import type { Stage } from "../../../src/analyses/lifecycle/stages.js";
import { ownGap } from "../../../src/analyses/lifecycle/turning-points.js";
import { openScorecard } from "../../../src/analyses/scorecard.js";
import { raw, sql } from "../../../src/engine/sql.js";
import type { History } from "../../../src/models/index.js";
import { rulesSchema } from "../../../src/rules/index.js";
import { type Purchase, rowsOf, smallBook, useEngine } from "../small-book.js";

const held = useEngine();
const FIRST = Date.UTC(2024, 0, 1);
const day = (number: number): string => new Date(FIRST + number * 86_400_000).toISOString().slice(0, 10);

interface Scored extends Record<string, string | number | boolean | null> {
  readonly customer_id: string;
  readonly stage: string;
  readonly since: string | null;
}

async function scored(
  purchases: readonly (readonly [string, number])[],
  { asOf, then, stages = {} }: { asOf: number; then?: number; stages?: Record<string, number> },
) {
  const rows = purchases.map(([customer, at]): Purchase => [customer, day(at), 10]);
  const book = await smallBook(held.engine, rows);
  const rules = rulesSchema.parse({ lifecycle: { stages } });
  const compareTo = then === undefined ? {} : { compareTo: day(then) };
  const card = openScorecard(book, {
    asOf: day(asOf),
    ...compareTo,
    rules,
    clv: () => {
      throw new Error("not asked for");
    },
    say: () => {},
  });
  const outcome = await scoreLifecycle(card, async () => null);
  const list = await held.engine.rows<Scored>(sql`FROM ${raw(outcome.table)} ORDER BY customer_id`);
  return { outcome, card, rules, list, of: (id: string) => list.find((row) => row.customer_id === id)! };
}

/** P(alive) decides nothing, so that days can be counted by hand. */
const RHYTHM_ALONE = { slippingAlive: 0, lapsedAlive: 0 };

/** Its one gap of 20 days is the median of the customers' mean gaps, whoever else has gaps of 20. */
const PACE: readonly (readonly [string, number])[] = [
  ["pace", 0],
  ["pace", 20],
];

describe("stages at their edges, the usual gap being 20 days", () => {
  it("new: from the first purchase to 3 × 20 days later; slipping on the 61st, lapsed on the 121st", async () => {
    const at = async (asOf: number) => {
      const { stage, since } = (await scored([...PACE, ["a", 30]], { asOf, stages: RHYTHM_ALONE })).of("a");
      return [stage, since];
    };
    expect(await at(30)).toEqual(["new", day(30)]);
    expect(await at(90)).toEqual(["new", day(30)]);
    expect(await at(91)).toEqual(["slipping", day(91)]);
    expect(await at(150)).toEqual(["slipping", day(91)]);
    expect(await at(151)).toEqual(["lapsed", day(151)]);
    expect(await at(999)).toEqual(["lapsed", day(151)]);
  });

  it("developing: from the second day of purchase; two purchases of one day are one", async () => {
    const twice = [...PACE, ["a", 30], ["a", 30], ["b", 30], ["b", 50]] as const;
    const { of } = await scored(twice, { asOf: 55, stages: RHYTHM_ALONE });
    expect(of("a")).toMatchObject({ stage: "new", purchase_days: 1, own_gap: 20, gap_now: 25, tenure_days: 25 });
    // (20 + 20) / 2
    expect(of("b")).toMatchObject({ stage: "developing", since: day(50), purchase_days: 2, own_gap: 20, gap_now: 5 });
  });

  it("mature: from the fourth day of purchase and a tenure of 3 × 20 days, whichever comes later", async () => {
    const slow = [0, 20, 40, 60].map((at) => ["slow", at] as const);
    const late = [0, 20, 40, 80].map((at) => ["late", at] as const);
    const quick = [0, 10, 20, 30, 40, 50].map((at) => ["quick", at] as const);
    const all = [...PACE, ...slow, ...late, ...quick];
    const on = async (asOf: number) => (await scored(all, { asOf, stages: { ...RHYTHM_ALONE, matureGaps: 3 } })).of;
    const day59 = await on(59);
    expect([day59("slow").stage, day59("quick").stage]).toEqual(["developing", "developing"]);
    const day60 = await on(60);
    expect(day60("slow")).toMatchObject({ stage: "mature", since: day(60) });
    expect(day60("quick")).toMatchObject({ stage: "mature", since: day(60), tenure_days: 60 });
    const day80 = await on(80);
    expect(day80("late")).toMatchObject({ stage: "mature", since: day(80) });
  });

  it("who comes back after having slipped is in its stage since that purchase", async () => {
    // Four days of purchase and tenure long since: only the return makes the difference.
    const regular = [0, 20, 40, 60, 80].flatMap((at) => [["stayed", at] as const, ["returned", at] as const]);
    const pacers = ["p", "q", "r"].flatMap((id) => [[id, 0] as const, [id, 20] as const]);
    const again = await scored([...PACE, ...pacers, ...regular, ["stayed", 141], ["returned", 142]], {
      asOf: 150,
      stages: RHYTHM_ALONE,
    });
    // Own gap (80 + 20) / 5 = 20, so slipping on day 80 + 61 = 141: who buys on it had not slipped on the day before.
    expect(again.of("stayed")).toMatchObject({ stage: "mature", since: day(60) });
    expect(again.of("returned")).toMatchObject({ stage: "mature", since: day(142) });
  });

  it("without anybody who bought on two days, the rules' gap is taken and P(alive) is unknown", async () => {
    const { of, outcome } = await scored([["a", 0]], { asOf: 271 });
    // 3 × 90 days are over.
    expect(of("a")).toMatchObject({ stage: "slipping", since: day(271), own_gap: 90, p_alive: null });
    expect(outcome.meta.usualGapIsKnown).toBe(false);
    expect((outcome.meta.unused as string[]).join("; ")).toContain("nobody has bought on two days");
  });
});

/** Days of purchase of a few customers. */
const books = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 8 }), {
  minLength: 3,
  maxLength: 12,
});

describe("held against the rules day by day", () => {
  it("stage and since are those of a walk over every day, and the stage then is of a walk that knows nothing later", async () => {
    await fc.assert(
      fc.asyncProperty(
        books,
        fc.integer({ min: 400, max: 700 }),
        fc.integer({ min: 0, max: 399 }),
        async (all, asOf, then) => {
          const purchases = all.flatMap((days, index) => days.map((at) => [`C${index}`, at] as const));
          const { list, card, rules, outcome } = await scored(purchases, { asOf, then });
          const { chance } = await card.alive(day(asOf));
          const usual = outcome.meta.usualGap as number;
          const known = all.map((days) => days.filter((at) => at <= then));
          const usualThen = medianOfMeanGaps(known) ?? rules.lifecycle.stages.unknownGapDays;
          const chanceThen = (await card.alive(day(then))).chance;
          for (const [index, days] of all.entries()) {
            const own = list.find((row) => row.customer_id === `C${index}`)!;
            const stageOn = (at: number) => walked(days, at, usual, rules.lifecycle.stages, chance);
            let since = asOf;
            while (stageOn(since - 1) === stageOn(asOf)) since -= 1;
            expect(own).toMatchObject({ stage: stageOn(asOf), since: day(since) });
            const before = walked(known[index]!, then, usualThen, rules.lifecycle.stages, chanceThen);
            expect(own.stage_then).toBe(before === "prospect" ? null : before);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it("every distribution adds up to all customers, then and now", async () => {
    await fc.assert(
      fc.asyncProperty(books, fc.integer({ min: 1, max: 399 }), async (all, then) => {
        const purchases = all.flatMap((days, index) => days.map((at) => [`C${index}`, at] as const));
        const { outcome } = await scored(purchases, { asOf: 420, then });
        const [stages, flows, migration] = await Promise.all(outcome.tables.map((table) => rowsOf(held.engine, table)));
        const sum = (rows: typeof stages, name: string) => rows!.reduce((total, row) => total + Number(row[name]), 0);
        const known = all.filter((days) => Math.min(...days) <= then).length;
        expect(sum(stages, "customers")).toBe(all.length);
        expect(sum(migration, "customers")).toBe(all.length);
        expect(sum(flows, "now")).toBe(all.length);
        expect(
          sum(
            flows!.filter((row) => row.stage !== "(none)"),
            "before",
          ),
        ).toBe(known);
        expect(sum(stages, "revenue")).toBe(10 * all.flat().length);
        expect(sum(migration, "revenue")).toBe(10 * all.flat().length);
        expect(sum(migration, "previous_revenue")).toBe(10 * all.flat().filter((at) => at <= then).length);
        for (const row of flows!) expect(Number(row.before) - Number(row.left) + Number(row.came)).toBe(row.now);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

/** The median over those with two days of purchase of their mean gap; null where there is none. */
function medianOfMeanGaps(all: readonly (readonly number[])[]): number | null {
  const gaps = all
    .filter((days) => days.length > 1)
    .map((days) => (Math.max(...days) - Math.min(...days)) / (days.length - 1))
    .sort((one, other) => one - other);
  const [low, high] = [gaps[Math.ceil(gaps.length / 2) - 1], gaps[Math.floor(gaps.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The rules as they are written down, for one day, with nothing remembered. */
function walked(
  purchases: readonly number[],
  at: number,
  usualGap: number,
  rules: ReturnType<typeof rulesSchema.parse>["lifecycle"]["stages"],
  chance: ((history: History) => number) | null,
): Stage {
  const days = purchases.filter((one) => one <= at).toSorted((one, other) => one - other);
  if (days.length === 0) return "prospect";
  const [first, last] = [days[0]!, days.at(-1)!];
  const own = ownGap(days.length - 1, last - first, usualGap, rules.populationWeight);
  const gap = at - last;
  const alive = chance?.({ frequency: days.length - 1, recency: last - first, age: at - first }) ?? null;
  const isBeyond = (gaps: number): boolean => gap > own * gaps + 1e-9;
  const has = (threshold: number): boolean => alive !== null && alive < threshold && isBeyond(rules.lateGaps);
  if (has(rules.lapsedAlive) || isBeyond(rules.lapsedGaps)) return "lapsed";
  if (has(rules.slippingAlive) || isBeyond(rules.slippingGaps)) return "slipping";
  if (days.length >= rules.matureDays && at - first >= rules.matureGaps * usualGap - 1e-9) return "mature";
  return days.length >= rules.developingDays ? "developing" : "new";
}
