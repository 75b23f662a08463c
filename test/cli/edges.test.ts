import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runCrm, workFolder } from "./run-crm.js";

let folder: ReturnType<typeof workFolder>;
beforeEach(() => {
  folder = workFolder();
});
afterEach(() => folder.remove());

const HEADER = "order_id,date,customer_id,amount";
const put = (name: string, lines: readonly string[]): Buffer => {
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  writeFileSync(join(folder.path, name), bytes);
  return bytes;
};
const segment = async (...args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await runCrm(["segment", ...args, "--json"], folder.path);
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout);
};

it("tells gzip by the bytes, whatever the name says", async () => {
  const lines = [HEADER, "1,2026-01-01,a,10", "2,2026-02-01,b,20"];
  const bytes = put("plain.csv.gz", lines);
  writeFileSync(join(folder.path, "packed.csv.gz"), gzipSync(bytes));
  put("plain.csv.zst", lines);
  const names = ["plain.csv.gz", "packed.csv.gz", "plain.csv.zst"];
  for (const name of names) expect((await segment(name)).accounting.accepted, name).toBe(2);
});

it("puts quantiles at exact places, so that a value on a cut point is not above it", async () => {
  // 91 customers, spend 10 + 3 i: the 70 % quantile is at place 90 · 7 / 10 = 63, which is spend 199 exactly.
  const lines = Array.from({ length: 91 }, (_, index) => {
    const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
    return `${index},${day},c${String(index).padStart(3, "0")},${10 + 3 * index}`;
  });
  put("orders.csv", [HEADER, ...lines]);
  const { cutPoints, rows } = await segment("orders.csv", "--bins", "10");
  expect(cutPoints.recency).toEqual([9, 18, 27, 36, 45, 54, 63, 72, 81]);
  expect(cutPoints.monetary[6]).toBe(199);
  expect(rows.find((row: { customer_id: string }) => row.customer_id === "c063").m_score).toBe(7);
});

it("takes an order that adds up to less than nothing for a refund as a whole", async () => {
  put("orders.csv", [HEADER, "3,2026-01-04,c,-5", "3,2026-01-04,c,0", "4,2026-01-05,d,1"]);
  const { rows } = await segment("orders.csv");
  expect(rows[1]).toMatchObject({ customer_id: "c", segment: "Prospect", frequency: 0, monetary: -5 });
});

it("lists a column that is asked for twice once", async () => {
  put("customers.csv", ["customer_id,name,country", "a,Ada Example,DE"]);
  put("orders.csv", [HEADER, "1,2026-01-01,a,10"]);
  const { columns } = await segment("customers.csv", "orders.csv", "--columns", "country,country");
  expect(columns.filter((column: { name: string }) => column.name === "country")).toHaveLength(1);
});

it("rejects a customer record with an empty id, though it has a name", async () => {
  put("customers.csv", ["customer_id,name,country", "a,Ada Example,DE", ",Nobody Example,FR"]);
  put("orders.csv", [HEADER, "1,2026-01-01,a,10"]);
  const { accounting, rows } = await segment("customers.csv", "orders.csv");
  expect(accounting.files[0]).toMatchObject({ read: 2, accepted: 1, rejected: 1 });
  expect(rows).toHaveLength(1);
});
