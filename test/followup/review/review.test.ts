import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { raw, sql } from "../../../src/engine/sql.js";
import { liftBy } from "../../../src/followup/review/lift.js";
import { WINDOWS } from "../../../src/followup/review/windows.js";
import { createRandom } from "../../../src/math/random.js";
import { useEngine } from "../../analyses/small-book.js";
import { useFolder } from "../../commands/run-in-process.js";

const held = useFolder();

const LISTINGS = [
  "Call ID,List ID,Customer ID,Date,Arm,Play,Channel,Owner,Campaign,Phase,Uplift,Value at Stake,Expected Value,Cost",
  ...["A", "B", "C", "D"].map(
    (id) => `L1-${id},L1,${id},2026-09-01,listed,win_back,phone,Ann,Autumn,launch,0.03,100,5,6`,
  ),
  ...["E", "F"].map((id) => `L1-${id},L1,${id},2026-09-01,control,win_back,phone,Bob,Autumn,launch,0.03,100,5,6`),
  "L2-G,L2,G,2026-10-01,listed,quote,email,Bob,,,0.1,200,7,0.5",
];

/** Reviews the listings as of a day, to which the data go. */
async function review(asOf: string) {
  const [listings, orders, contacts] = [
    held.file("listings.csv", ...LISTINGS),
    held.file(
      "orders.csv",
      "Order ID,Customer ID,Order Date,Amount",
      // The window of L1: from the day after 2026-09-01, thirty days, so up to 2026-10-01.
      "1,A,2026-10-01,100",
      "2,B,2026-10-02,70",
      "3,C,2026-09-01,60",
      "4,D,2026-09-10,40",
      "5,D,2026-09-12,-10",
      "6,E,2026-09-02,20",
      "7,G,2026-10-03,500",
      `8,Z,${asOf},1`,
    ),
    held.file(
      "contacts.csv",
      "Interaction ID,Customer ID,Date,Kind,Outcome,Cost,Amount",
      "L1-A,A,2026-09-03,call,won,6,150",
      "L1-B,B,2026-09-03,call,no answer,4,",
      "L2-G,G,2026-10-02,email,talked,3,",
      "other,C,2026-09-04,call,won,9,999",
    ),
  ];
  held.file("crm.config.json", JSON.stringify({ rules: { relationship: { marginShare: 0.5 } } }));
  const { exitCode, stderr } = await held.crm(
    ...[
      "followup",
      ...["--listings", listings!, "--transactions", orders!, "--interactions", contacts!],
      "--review",
      "--as-of",
      asOf,
      "-o",
      "review.json",
      "--force",
    ],
  );
  expect(exitCode, stderr).toBe(0);
  // biome-ignore lint/suspicious/noExplicitAny: results are looked into from all sides
  return JSON.parse(readFileSync(join(held.folder, "review.json"), "utf8")) as any;
}

describe("a review worked out by hand", () => {
  it("has every column of the whole", async () => {
    const { rows, windowsOpen, lists, listings, proposedRules } = await review("2026-10-30");
    expect([listings, lists, windowsOpen, proposedRules]).toEqual([7, 2, 1, null]);
    const [all] = rows;
    // L2's window is open until the 31st: its call counts as made and paid, its purchase not at all.
    expect(all).toMatchObject({ listed: 5, contacted: 3, reached: 2, won: 1, amount_won: 150, contact_cost: 13 });
    expect(all.expected_value).toBe(4 * 5 + 7);
    // A and D of the four listed bought, E of the two kept aside; B bought a day late, C on the day of the list.
    expect(all).toMatchObject({ control: 2, listed_rate: 0.5, control_rate: 0.5, lift: 0 });
    expect(all.lift_low).toBeLessThan(0);
    expect(all.lift_high).toBeGreaterThan(0);
    // (100 + 0 + 0 + 30) / 4 less (20 + 0) / 2, of four listed; half is margin, and the calls of L1 cost 10.
    expect(all.revenue_lift).toBeCloseTo(22.5, 6);
    expect(all.added_revenue).toBeCloseTo(90, 6);
    expect(all.return_on_cost).toBeCloseTo((90 * 0.5 - 10) / 10, 6);
    expect(all.revenue_low).toBeLessThanOrEqual(22.5);
    expect(all.revenue_high).toBeGreaterThanOrEqual(22.5);
  });

  it("has them by play, owner, channel, list and phase", async () => {
    const { tables } = await review("2026-10-30");
    const of = (name: string) => tables[name].rows;
    expect(
      of("plays").map((row: { play: string; listed: number; control: number }) => [row.play, row.listed, row.control]),
    ).toEqual([
      ["quote", 1, 0],
      ["win_back", 4, 2],
    ]);
    expect(
      of("owners").map((row: { owner: string; listed: number; contacted: number }) => [
        row.owner,
        row.listed,
        row.contacted,
      ]),
    ).toEqual([
      ["Ann", 4, 2],
      ["Bob", 1, 1],
    ]);
    expect(of("channels").map((row: { channel: string; won: number }) => [row.channel, row.won])).toEqual([
      ["email", 0],
      ["phone", 1],
    ]);
    expect(of("lists").map((row: { list: string; listed: number }) => [row.list, row.listed])).toEqual([
      ["L1", 4],
      ["L2", 1],
    ]);
    expect(
      of("phases").map((row: { phase: string; listed: number; control: number }) => [
        row.phase,
        row.listed,
        row.control,
      ]),
    ).toEqual([["Autumn: launch", 4, 2]]);
    // Ann's listed had nobody kept aside from hers: no lift, and no return.
    expect(of("owners")[0]).toMatchObject({ lift: null, added_revenue: null, return_on_cost: null, listed_rate: 0.5 });
    expect(of("uplifts")).toMatchObject([
      { play: "win_back", listed: 4, control: 2, assumed: 0.03, measured: 0, is_used: false },
    ]);
    expect(of("uplifts")[0].proposed).toBeLessThan(0.03);
    expect(of("uplifts")[0].proposed).toBeGreaterThan(0);
  });

  it("counts the second list when its window is over", async () => {
    const { rows, windowsOpen } = await review("2026-10-31");
    expect(windowsOpen).toBe(0);
    expect(rows[0].listed_rate).toBeCloseTo(3 / 5, 12);
  });
});

describe("a lift that is planted", () => {
  const engine = useEngine();

  /** Rates differ by play, and so does the share kept aside, as they do in life; each buyer spends 100. */
  const PLAYS = [
    { play: "win_back", listed: 240, control: 60, rate: 0.1 },
    { play: "quote", listed: 100, control: 100, rate: 0.4 },
  ] as const;

  async function liftOf(planted: number, seed: number) {
    const random = createRandom(seed);
    const rows = PLAYS.flatMap(({ play, listed, control, rate }) =>
      (["listed", "control"] as const).map((arm) => {
        const many = arm === "listed" ? listed : control;
        let bought = 0;
        for (let index = 0; index < many; index += 1)
          if (random.uniform() < rate + (arm === "listed" ? planted : 0)) bought += 1;
        return `SELECT 'L1' AS list_id, '${play}' AS play, '${arm}' AS arm, i < ${bought} AS bought, true AS is_over,
          CASE WHEN i < ${bought} THEN 100 ELSE 0 END AS revenue FROM range(${many}) r(i)`;
      }),
    );
    await engine.engine.run(sql`CREATE OR REPLACE TABLE ${raw(WINDOWS)} AS ${raw(rows.join(" UNION ALL "))}`);
    const [lift] = await liftBy(engine.engine, sql`'all'`, seed, 400);
    return { rate: lift!.rate!, revenue: lift!.revenue! };
  }

  it.each([0.2, 0])("of %f is covered in about 95 of 100 draws, by the rate and by the revenue", async (planted) => {
    const covered = { rate: 0, revenue: 0, away: 0 };
    for (let seed = 1; seed <= 60; seed += 1) {
      const { rate, revenue } = await liftOf(planted, seed);
      if (rate.low <= planted && planted <= rate.high) covered.rate += 1;
      if (revenue.low <= 100 * planted && 100 * planted <= revenue.high) covered.revenue += 1;
      if (rate.low > 0 || rate.high < 0) covered.away += 1;
    }
    // Of 60 draws at 95 %, 51 or fewer cover with a chance below 1 in 1,000.
    expect(covered.rate).toBeGreaterThan(51);
    expect(covered.revenue).toBeGreaterThan(51);
    if (planted > 0) expect(covered.away).toBeGreaterThan(56);
    else expect(covered.away).toBeLessThan(9);
  });
});
