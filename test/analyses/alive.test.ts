import { describe, expect, it } from "vitest";
import { createAlive } from "../../src/analyses/alive.js";
import { createPurchaseHistories } from "../../src/book/purchase-histories.js";
import { raw, sql } from "../../src/engine/sql.js";
import { type Purchase, smallBook, useEngine } from "./small-book.js";

const held = useEngine();

const day = (number: number): string => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10);

/** So many customers, each with a purchase every so many days up to a day, the last `gone` of them only in its first half. */
function buyers(customers: number, gone: number, days: number, least = 9): Purchase[] {
  return Array.from({ length: customers }, (_, customer) => {
    const gap = least + (customer % 17);
    const end = customer < customers - gone ? days : Math.floor((days * ((customer % 7) + 1)) / 14);
    const start = customer % 11;
    const count = Math.floor((end - start) / gap) + 1;
    return Array.from({ length: Math.max(1, count) }, (_, n): Purchase => [`C${customer}`, day(start + n * gap), 10]);
  }).flat();
}

const outcome = async (purchases: readonly Purchase[], asOf: string) => {
  const book = await smallBook(held.engine, purchases);
  await createPurchaseHistories(book, asOf, "alive_test_histories");
  const { refusal, chance, table } = await createAlive(book, "alive_test_histories", "alive_test");
  const { told } = await held.engine.row<{ told: number }>(sql`SELECT count(p_alive) AS told FROM ${raw(table)}`);
  return { refusal, isKnown: chance !== null, told };
};

/*
 * The limits are those below which `crm clv` has no model: 90 days, 100 customers, 30 who bought again. On less the fit of
 * four parameters is an accident, most often one in which nobody ever leaves.
 */
describe("P(alive)", () => {
  it("is known where the data reach every limit and customers leave", async () => {
    expect(await outcome(buyers(100, 60, 200), day(200))).toEqual({ refusal: null, isKnown: true, told: 100 });
  });

  it.each([
    ["99 customers", buyers(99, 60, 200), 200, "customers with a purchase: 99 found, 100 needed"],
    ["89 days", buyers(100, 60, 89), 89, "days of data: 89 found, 90 needed"],
    [
      "29 who bought again",
      [...buyers(29, 0, 200), ...Array.from({ length: 100 }, (_, n): Purchase => [`S${n}`, day(n), 10])],
      200,
      "customers who bought again: 29 found, 30 needed",
    ],
  ] as const)("is refused for %s", async (_, purchases, last, refusal) => {
    expect(await outcome(purchases, day(last))).toEqual({ refusal, isKnown: false, told: 0 });
  });

  it("is refused where nobody leaves, so that the fit runs to a bound and would call all alive", async () => {
    expect(await outcome(buyers(150, 0, 300), day(300))).toEqual({
      refusal: "the model ran to a bound, where nobody ever leaves",
      isKnown: false,
      told: 0,
    });
  });
});
