import fc from "fast-check";
import { expect, it } from "vitest";
import { useFolder } from "../../commands/run-in-process.js";

/*
 * The class began on the day `since`: on that day the customer was in it, on the day before in another or not a customer
 * yet. Held against --compare-to, which works a class out as of a day and knows nothing of `since`. With two customers no
 * model of P(alive) is fitted, so that every day is judged by the same rule.
 */
const held = useFolder();
const START = Date.UTC(2023, 0, 1);
const LAST = 800;
const dayOf = (day: number): string => new Date(START + day * 86_400_000).toISOString().slice(0, 10);
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const day = fc.nat(LAST);
const life = fc.record({
  begins: fc.nat(200),
  gaps: fc.array(
    fc.record({ days: fc.integer({ min: 5, max: 70 }), amount: fc.integer({ min: 1, max: 100 }), refund: fc.nat(9) }),
    {
      minLength: 4,
      maxLength: 25,
    },
  ),
  categories: fc.boolean(),
  categorySpend: fc.option(fc.integer({ min: 100, max: 1500 })),
  referrals: fc.array(day, { maxLength: 2 }),
  answers: fc.array(fc.record({ day, score: fc.integer({ min: 6, max: 10 }) }), { maxLength: 5 }),
  complaints: fc.array(day, { maxLength: 2 }),
});

it("a class holds on the day that it is said to begin, and not on the day before", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ begins, gaps, categories, categorySpend, referrals, answers, complaints }) => {
      let at = begins;
      const orders = [`B,${dayOf(0)},10,Tea`];
      for (const { days, amount, refund } of gaps) {
        at += days;
        if (at > LAST) break;
        orders.push(`A,${dayOf(at)},${amount},${categories && amount > 50 ? "Cups" : "Tea"}`);
        if (refund === 0) orders.push(`A,${dayOf(Math.min(LAST, at + 2))},-${amount},Tea`);
      }
      held.file("orders.csv", "Customer ID,Date,Amount,Category", ...orders);
      held.file("customers.csv", "Customer ID,Name,Category Spend", `A,Ann,${categorySpend ?? ""}`, "B,Bob,50");
      held.file(
        "referrals.csv",
        "Referrer,Referred,Date",
        "B,Z,2023-01-01",
        ...referrals.map((on, index) => `A,X${index},${dayOf(on)}`),
      );
      held.file(
        "answers.csv",
        "Customer ID,Question,Answer,Date",
        "B,NPS,3,2023-01-01",
        ...answers.map((one) => `A,NPS,${one.score},${dayOf(one.day)}`),
      );
      held.file(
        "calls.csv",
        "Customer ID,Date,Kind",
        "B,2023-01-01,visit",
        ...complaints.map((on) => `A,${dayOf(on)},complaint`),
      );
      const files = [
        "orders.csv",
        "--customers",
        "customers.csv",
        "--referrals",
        "referrals.csv",
        "--responses",
        "answers.csv",
      ];
      const ann = async (...args: readonly string[]): Promise<Record<string, string>> => {
        const said = await held.crm(
          "loyalty",
          ...files,
          "--interactions",
          "calls.csv",
          "--as-of",
          dayOf(LAST),
          "--json",
          ...args,
        );
        expect(said.stderr).toBe("");
        return JSON.parse(said.stdout).rows.find((row: { customer_id: string }) => row.customer_id === "A");
      };
      const now = await ann();
      const since = now.since!;
      if (since < dayOf(LAST)) expect((await ann("--compare-to", since)).previous_class).toBe(now.loyalty_class);
      expect((await ann("--compare-to", dayBefore(since))).previous_class).not.toBe(now.loyalty_class);
    }),
    { numRuns: 12 },
  );
});
