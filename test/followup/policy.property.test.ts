import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useFolder } from "../commands/run-in-process.js";
import { filesOf, type NastyShop, nastyShop } from "./nasty-shop.js";
import { broken, type ListRow } from "./policy-reading.js";

/* Whatever the data: no list breaks the policy, as read anew from the inputs by policy-reading.ts. */

const held = useFolder();

interface List {
  readonly rows: readonly ListRow[];
  readonly days: readonly string[];
  readonly counts: Readonly<Record<"candidates" | "listed" | "control" | "leftOver" | "leftAlone", number>>;
  readonly tables: Readonly<Record<string, { readonly rows: readonly Readonly<Record<string, unknown>>[] }>>;
}

const INPUTS = ["customers.csv", "orders.csv", "contacts.csv"] as const;

/** Builds the list of a shop; `backwards` with the rows of its files in the opposite order. */
async function listOf(shop: NastyShop, backwards = false): Promise<{ list: List; bytes: string }> {
  for (const [name, lines] of Object.entries(filesOf(shop))) {
    const [head, ...rows] = lines;
    held.file(name, head!, ...(backwards && name.endsWith("s.csv") ? rows.toReversed() : rows));
  }
  const { exitCode, stderr } = await held.crm(
    ...["followup", ...(backwards ? INPUTS.toReversed() : INPUTS), "--do-not-contact", "never.txt"],
    ...[
      "--capacity",
      String(shop.capacity),
      "--days",
      String(shop.days),
      "--control",
      `${shop.control}%`,
      "--max-rejects",
      "100%",
    ],
    ...["-o", "list.json", "-o", "list.csv", "--force"],
  );
  expect(exitCode, stderr).toBe(0);
  const text = readFileSync(join(held.folder, "list.json"), "utf8");
  return { list: JSON.parse(text) as List, bytes: text + readFileSync(join(held.folder, "list.csv"), "utf8") };
}

const idsOf = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map((row) => String(row.customer_id));

describe("a list of whatever data", () => {
  it("keeps the policy and capacity, has nobody twice, and accounts for every candidate", async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(nastyShop, async (shop) => {
        const { list } = await listOf(shop);
        listed += list.rows.length;
        expect(list.rows.flatMap((row) => broken(row, shop))).toEqual([]);

        const load = new Map<string, number>();
        for (const { owner, due } of list.rows) load.set(`${owner} ${due}`, (load.get(`${owner} ${due}`) ?? 0) + 1);
        expect(Math.max(0, ...load.values())).toBeLessThanOrEqual(shop.capacity);
        // Saturday to Monday, and the holiday on Tuesday the 3rd.
        expect(list.days).toEqual(["2026-11-02", "2026-11-04", "2026-11-05", "2026-11-06"].slice(0, shop.days));
        for (const { due } of list.rows) expect(list.days).toContain(due);

        const { counts, tables } = list;
        const [suppressed, listings] = [idsOf(tables.suppressed?.rows ?? []), tables.listings?.rows ?? []];
        const control = idsOf(listings.filter(({ arm }) => arm === "control"));
        expect(counts.candidates).toBe(counts.listed + counts.control + counts.leftOver + counts.leftAlone);
        expect([counts.listed, counts.control, counts.leftAlone]).toEqual([
          list.rows.length,
          control.length,
          suppressed.length,
        ]);
        expect(idsOf(listings.filter(({ arm }) => arm === "listed")).toSorted()).toEqual(
          idsOf(list.rows.map((row) => ({ ...row }))).toSorted(),
        );
        const named = [...list.rows.map(({ customer_id }) => customer_id), ...control, ...suppressed];
        expect(new Set(named).size).toBe(named.length);
        const service = ["open_complaint", "promised_contact", "post_sale_check", "detractor"];
        for (const { arm, play } of listings) expect(arm === "control" && service.includes(String(play))).toBe(false);
      }),
      { seed: 11, numRuns: 12, endOnFailure: true },
    );
    // The shops are not so nasty that nothing was looked at.
    expect(listed).toBeGreaterThan(80);
  }, 240_000);

  it("does not depend on the order of the inputs, nor bytes on the time zone of the machine", async () => {
    await fc.assert(
      fc.asyncProperty(nastyShop, async (shop) => {
        const zone = process.env.TZ;
        try {
          process.env.TZ = "Pacific/Auckland";
          const one = await listOf(shop);
          process.env.TZ = "America/Los_Angeles";
          const other = await listOf(shop);
          expect(other.bytes).toBe(one.bytes);
          const { list } = await listOf(shop, true);
          expect([list.rows, list.tables, list.counts]).toEqual([one.list.rows, one.list.tables, one.list.counts]);
        } finally {
          if (zone === undefined) delete process.env.TZ;
          else process.env.TZ = zone;
        }
      }),
      { seed: 12, numRuns: 2, endOnFailure: true },
    );
  }, 240_000);
});
