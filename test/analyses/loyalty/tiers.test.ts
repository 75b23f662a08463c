import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";

const HEADER = "Order ID,Customer ID,Date,Amount";
const LEVELS = [
  { name: "Silver", from: 100 },
  { name: "Gold", from: 500 },
];

/* Every expectation is counted by hand from the rule: an upgrade at once, a downgrade at the end of a period. */
describe("tiers of a programme", () => {
  const held = useFolder();
  const tiersOf = async (orders: readonly string[], asOf: string, rules: object, customers?: readonly string[]) => {
    held.file("orders.csv", HEADER, ...orders.map((order, index) => `${index},${order}`));
    held.file("crm.config.json", JSON.stringify({ rules: { tiers: { levels: LEVELS, ...rules } } }));
    const files = customers === undefined ? [] : ["--customers", held.file("customers.csv", ...customers)];
    const said = await held.crm("loyalty", "orders.csv", ...files, "--as-of", asOf, "--json");
    expect(said.stderr).toBe("");
    const { tables } = JSON.parse(said.stdout);
    const rows: readonly Record<string, unknown>[] = tables.tier_customers.rows;
    return { tables, of: (id: string) => rows.find((row) => row.customer_id === id)! };
  };

  describe("by calendar years", () => {
    // 600 in 2023, 150 in 2024, nothing in 2025, 100 on 1 March 2026.
    const orders = ["A,2023-05-01,600", "A,2024-05-01,150", "A,2026-03-01,100"];
    it.each([
      ["2023-04-30", null],
      ["2023-05-01", "Gold"], // at once
      ["2024-12-31", "Gold"], // through the next year
      ["2025-01-01", "Silver"], // 2024 deserved Silver
      ["2026-01-01", null], // 2025 deserved none
      ["2026-03-01", "Silver"],
    ])("on %s it is %s", async (asOf, tier) => {
      expect((await tiersOf(["B,2020-01-01,1", ...orders], asOf, {})).of("A")?.tier ?? null).toBe(tier);
    });

    it("keeps a tier within the grace, and not a day beyond", async () => {
      const rules = { graceDays: 31 };
      expect((await tiersOf(orders, "2025-01-31", rules)).of("A").tier).toBe("Gold");
      expect((await tiersOf(orders, "2025-02-01", rules)).of("A").tier).toBe("Silver");
      // What only the grace keeps has to be earned again before its end; what the last year earned, by the end of this one.
      expect((await tiersOf(orders, "2025-01-31", rules)).of("A")).toMatchObject({
        to_keep: 500,
        keep_by: "2025-01-31",
      });
      expect((await tiersOf(orders, "2025-02-01", rules)).of("A")).toMatchObject({
        to_keep: 100,
        keep_by: "2025-12-31",
      });
    });

    it("goes down one tier a year with a soft landing", async () => {
      const rules = { softLanding: true };
      const only = ["A,2023-05-01,600"];
      // Gold is earned in 2023 and held through 2024; then Silver through 2025, then none.
      for (const [asOf, tier] of [
        ["2024-12-31", "Gold"],
        ["2025-12-31", "Silver"],
        ["2026-01-01", null],
      ] as const) {
        expect((await tiersOf(only, asOf, rules)).of("A").tier).toBe(tier);
      }
    });

    it("says what is lacking for the next tier and to keep this one, and by when", async () => {
      const { of } = await tiersOf(orders, "2024-06-01", {});
      expect(of("A")).toMatchObject({
        tier: "Gold",
        earned_tier: "Silver",
        measure: 150,
        next_tier: null,
        to_next: null,
        to_keep: 350,
        keep_by: "2024-12-31",
        period_start: "2024-01-01",
      });
      const later = await tiersOf(orders, "2026-03-01", {});
      expect(later.of("A")).toMatchObject({ tier: "Silver", next_tier: "Gold", to_next: 400, to_keep: 0 });
    });
  });

  it("counts years from the registration, else from the first purchase", async () => {
    const customers = ["Customer ID,Name,Registered", "A,Ann,2024-06-15", "B,Bob,"];
    const orders = ["A,2024-07-01,100", "B,2024-08-01,100"];
    // Ann's first year ends on 14 June 2025, what it deserved holds through the second; then nothing.
    const end = await tiersOf(orders, "2026-06-14", { period: "anniversary" }, customers);
    expect(end.of("A")).toMatchObject({
      tier: "Silver",
      period_start: "2025-06-15",
      period_end: "2026-06-14",
      to_keep: 100,
    });
    const next = await tiersOf(orders, "2026-06-15", { period: "anniversary" }, customers);
    expect([next.of("A").tier, next.of("B").tier]).toEqual([null, "Silver"]);
    expect(next.of("B")).toMatchObject({ period_end: "2026-07-31" });
  });

  it("counts nothing from before the registration", async () => {
    const customers = ["Customer ID,Name,Registered", "A,Ann,2024-06-15"];
    const orders = ["A,2024-06-14,100", "A,2024-06-15,99"];
    const { of } = await tiersOf(orders, "2024-07-01", { period: "anniversary" }, customers);
    expect(of("A")).toMatchObject({ tier: null, measure: 99, to_next: 1 });
  });

  it("takes the anniversary of a leap day on 28 February in other years", async () => {
    const orders = ["A,2024-02-29,100"];
    const on = async (day: string) => (await tiersOf(orders, day, { period: "anniversary" })).of("A");
    expect(await on("2025-02-27")).toMatchObject({ period_start: "2024-02-29", period_end: "2025-02-27" });
    expect(await on("2025-02-28")).toMatchObject({ period_start: "2025-02-28", period_end: "2026-02-27", measure: 0 });
  });

  it("goes by the 365 days up to each day when it rolls, and holds for 365 days", async () => {
    // 60 and 40 within 365 days reach Silver on 1 November 2024.
    const orders = ["A,2024-01-01,60", "A,2024-11-01,40"];
    for (const [asOf, tier] of [
      ["2024-10-31", null],
      ["2024-11-01", "Silver"],
      ["2025-11-01", "Silver"],
      ["2025-11-02", null],
    ] as const) {
      expect((await tiersOf(["B,2020-01-01,1", ...orders], asOf, { period: "rolling" })).of("A").tier).toBe(tier);
    }
    // On 1 February 2025 only 40 of the year count; to keep it by 1 November another 100 has to be reached with what counts then.
    expect((await tiersOf(orders, "2025-02-01", { period: "rolling" })).of("A")).toMatchObject({
      measure: 40,
      to_keep: 100,
      keep_by: "2025-11-01",
      to_next: 460,
    });
    expect((await tiersOf(orders, "2025-11-02", { period: "rolling", graceDays: 1 })).of("A").tier).toBe("Silver");
  });

  it("goes down one tier for each 365 days when it rolls with a soft landing", async () => {
    const rules = { period: "rolling", softLanding: true };
    // Gold on 1 January 2023: Gold for 365 days, to 1 January 2024; Silver for 365 more, to 31 December 2024.
    for (const [asOf, tier, keepBy] of [
      ["2024-01-01", "Gold", "2024-01-01"],
      ["2024-01-02", "Silver", "2024-12-31"],
      ["2024-12-31", "Silver", "2024-12-31"],
      ["2025-01-01", null, null],
    ] as const) {
      expect((await tiersOf(["A,2023-01-01,600"], asOf, rules)).of("A")).toMatchObject({ tier, keep_by: keepBy });
    }
  });

  it("takes refunds off, and counts orders or points where the rules say so", async () => {
    const orders = ["A,2025-01-01,120", "A,2025-02-01,-30", "B,2025-01-01,60"];
    expect((await tiersOf(orders, "2025-03-01", {})).of("A").tier).toBe(null);
    expect((await tiersOf(orders, "2025-03-01", { by: "points", pointsPerUnit: 2 })).of("B")).toMatchObject({
      tier: "Silver",
      measure: 120,
    });
    const byOrders = await tiersOf(orders, "2025-03-01", { by: "orders", levels: [{ name: "Once", from: 1 }] });
    expect(byOrders.of("A")).toMatchObject({ tier: "Once", measure: 1 });
  });

  it("takes a tier set by hand up to its last day, with the reason", async () => {
    const rules = { overrides: [{ customer: "A", tier: "Gold", reason: "founding member", until: "2025-06-30" }] };
    expect((await tiersOf(["A,2025-01-01,1"], "2025-06-30", rules)).of("A")).toMatchObject({
      tier: "Gold",
      set_because: "founding member",
      to_keep: null,
    });
    expect((await tiersOf(["A,2025-01-01,1"], "2025-07-01", rules)).of("A")).toMatchObject({
      tier: null,
      set_because: null,
    });
  });

  it("names customers with a tier set by hand who are not there", async () => {
    held.file("orders.csv", HEADER, "1,A,2025-01-01,1");
    const overrides = [{ customer: "Z", tier: "Gold", reason: "a slip" }];
    held.file("crm.config.json", JSON.stringify({ rules: { tiers: { levels: LEVELS, overrides } } }));
    const { stderr } = await held.crm("loyalty", "orders.csv", "-o", "loyalty.csv");
    expect(stderr).toContain("tiers set by hand for customers that are not there: Z");
  });

  it("adds up to all customers, prospects too", async () => {
    const customers = ["Customer ID,Name", "A,Ann", "P,Pat"];
    const { tables } = await tiersOf(["A,2025-01-01,100", "B,2025-01-01,1"], "2025-02-01", {}, customers);
    expect(tables.tiers.rows.map((row: Record<string, unknown>) => [row.tier, row.customers])).toEqual([
      ["Gold", 0],
      ["Silver", 1],
      ["(none)", 2],
    ]);
  });

  it("refuses thresholds that do not rise and a tier that is not there", async () => {
    held.file("orders.csv", HEADER, "1,A,2025-01-01,1");
    for (const tiers of [
      { levels: LEVELS.toReversed() },
      { levels: LEVELS, overrides: [{ customer: "A", tier: "Platinum", reason: "x" }] },
    ]) {
      held.file("crm.config.json", JSON.stringify({ rules: { tiers } }));
      expect((await held.crm("loyalty", "orders.csv")).exitCode).toBe(2);
    }
  });
});
