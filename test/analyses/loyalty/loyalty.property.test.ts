import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";

interface Row extends Record<string, string | number | boolean | null> {
  readonly customer_id: string;
}
interface Purchase {
  readonly customer: number;
  readonly day: number;
  readonly cents: number;
}

const START = Date.UTC(2024, 0, 1);
const dayOf = (day: number): string => new Date(START + day * 86_400_000).toISOString().slice(0, 10);
const LAST = dayOf(500);
const THEN = dayOf(300);

const purchase = fc.record({
  customer: fc.nat(14),
  day: fc.nat(500),
  cents: fc.integer({ min: 1, max: 20_000 }),
});

describe("loyalty on any purchases", () => {
  const held = useFolder();
  const run = async (purchases: readonly Purchase[], rules: object = {}, ...args: readonly string[]) => {
    held.file("crm.config.json", JSON.stringify({ rules: { loyalty: rules } }));
    held.file(
      "orders.csv",
      "Customer ID,Date,Amount",
      ...purchases.map(({ customer, day, cents }) => `C${customer},${dayOf(day)},${(cents / 100).toFixed(2)}`),
    );
    const said = await held.crm("loyalty", "orders.csv", "--as-of", LAST, "--json", ...args);
    expect(said.stderr).toBe("");
    const json = JSON.parse(said.stdout);
    return { stdout: said.stdout, rows: json.rows as readonly Row[], tables: json.tables };
  };
  const cents = (rows: readonly Row[], column: string): number =>
    rows.reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0);
  const sum = (rows: readonly Row[], column: string): number =>
    rows.reduce((total, row) => total + Number(row[column]), 0);

  it("adds up, follows from its own columns, and does not depend on the order of the rows", {
    timeout: 120_000,
  }, async () => {
    const purchases = fc
      .array(purchase, { minLength: 20, maxLength: 150 })
      .filter((list) => list.some((one) => one.day <= 300));
    const shuffled = purchases.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, other]) => {
        const { stdout, rows, tables } = await run(list, {}, "--compare-to", THEN);
        expect((await run(other, {}, "--compare-to", THEN)).stdout).toBe(stdout);

        const revenue = list.reduce((total, one) => total + one.cents, 0);
        const customers = new Set(list.map((one) => one.customer)).size;
        expect(rows).toHaveLength(customers);
        expect(sum(tables.classes.rows, "customers")).toBe(customers);
        expect(cents(tables.classes.rows, "revenue")).toBe(revenue);
        expect(sum(tables.migration.rows, "customers")).toBe(customers);
        expect(cents(tables.migration.rows, "revenue")).toBe(revenue);
        const before = list.filter((one) => one.day <= 300).reduce((total, one) => total + one.cents, 0);
        expect(cents(tables.migration.rows, "previous_revenue")).toBe(before);
        for (const flow of tables.flows.rows) expect(flow.before - flow.left + flow.came).toBe(flow.now);

        for (const row of rows) {
          const days = [...new Set(list.filter((one) => `C${one.customer}` === row.customer_id).map((one) => one.day))];
          expect(row.purchase_days).toBe(days.length);
          if (days.length < 3) expect(row.loyalty_class).toBe("ordinary");
          else if (row.p_alive !== null) expect(row.loyalty_class === "ordinary").toBe(Number(row.p_alive) < 0.5);
          expect(String(row.since) >= dayOf(Math.min(...days)) && String(row.since) <= LAST).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });

  it("goes by P(alive) where a model can be fitted: at the threshold a habit, below it none", async () => {
    // A hundred and twenty customers, enough for a model, whose purchases stop on different days.
    const purchases = Array.from({ length: 120 }, (_, customer) =>
      Array.from({ length: 1 + (customer % 7) }, (_, index) => ({
        customer,
        day: Math.min(500, ((customer * 37) % 200) + index * (11 + (customer % 5) * 13)),
        cents: 1000,
      })),
    ).flat();
    const { rows } = await run(purchases);
    const habits = rows.filter((row) => Number(row.purchase_days) >= 3 && row.p_alive !== null);
    expect(habits.some((row) => row.loyalty_class === "ordinary")).toBe(true);
    expect(habits.some((row) => row.loyalty_class !== "ordinary")).toBe(true);
    const one = habits.find((row) => Number(row.p_alive) > 0.1 && Number(row.p_alive) < 0.9)!;
    // p_alive is written with six digits: a millionth to either side is beyond its rounding.
    for (const [alive, isHabit] of [
      [Number(one.p_alive) - 1e-6, true],
      [Number(one.p_alive) + 1e-6, false],
    ] as const) {
      const again = await run(purchases, { habit: { alive } });
      const row = again.rows.find(({ customer_id }) => customer_id === one.customer_id)!;
      expect(row.loyalty_class !== "ordinary").toBe(isHabit);
    }
  });
});
