import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCrm, workFolder } from "../cli/run-crm.js";

/* Scores, segments, totals and the accounting are the same whatever the order of the records. */
let folder: ReturnType<typeof workFolder>;
beforeAll(() => {
  folder = workFolder();
});
afterAll(() => folder.remove());

const HEADER = "order_id,customer_id,customer_name,date,amount,status";
const record = fc
  .tuple(fc.nat(40), fc.nat(12), fc.nat(27), fc.integer({ min: -3000, max: 30_000 }), fc.nat(9))
  .map(([order, customer, day, cents, kind]) => {
    const date = kind === 0 ? "soon" : `2024-02-${String(day + 1).padStart(2, "0")}`;
    const status = kind === 1 ? "cancelled" : kind === 2 ? "refunded" : "paid";
    return `O${order},C${customer},Name ${customer},${date},${(cents / 100).toFixed(2)},${status}`;
  });

async function segment(records: readonly string[]): Promise<string> {
  writeFileSync(join(folder.path, "orders.csv"), `${HEADER}\n${records.join("\n")}\n`);
  const { stdout, stderr } = await runCrm(["segment", "orders.csv", "--json"], folder.path);
  return stdout + stderr;
}

it("does not depend on the order of the records", { timeout: 60_000 }, async () => {
  const tables = fc.array(record, { minLength: 5, maxLength: 80 });
  const orders = tables.chain((records) =>
    fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
  );
  await fc.assert(
    fc.asyncProperty(orders, async ([records, shuffled]) => {
      expect(await segment(shuffled)).toBe(await segment(records));
    }),
    { numRuns: 5 },
  );
});
