import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const HEADER = "Order ID,Customer ID,Date,Amount";
const day = (number: number): string => new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10);

/* Three planted groups: 20 bought 12 times up to the last days, 20 twice half a year ago, 20 once at the beginning. */
function planted(): string[] {
  const rows: string[] = [];
  const add = (customer: string, at: number, amount: number): number =>
    rows.push(`${rows.length + 1},${customer},${day(at)},${amount}`);
  for (let number = 0; number < 20; number += 1) {
    for (let order = 0; order < 12; order += 1) add(`A${number}`, 20 + 28 * order + (number % 5), 90 + number);
    for (let order = 0; order < 2; order += 1) add(`B${number}`, 150 + 20 * order + (number % 5), 30 + number);
    add(`C${number}`, number % 5, 4 + (number % 3));
  }
  return rows;
}

describe("segment --method kmeans", () => {
  const held = useFolder();
  const clusters = async (lines: readonly string[], ...args: readonly string[]) => {
    held.file("orders.csv", HEADER, ...lines);
    const said = await held.crm("segment", "orders.csv", "--method", "kmeans", "--json", ...args);
    return { ...said, json: said.exitCode === 0 ? JSON.parse(said.stdout) : JSON.parse(said.stderr) };
  };

  /* Logarithms of recency are near 0.9, 5.0 and 5.8: B lies half a deviation above their mean, hence its words. */
  it("finds planted groups, counts them by silhouette and puts them in words", async () => {
    const { json } = await clusters(planted());
    expect(json.clusters).toBe(3);
    expect(json.silhouette).toBeGreaterThan(0.7);
    expect(
      json.tables.clusters.rows.map((row: Record<string, unknown>) => [row.cluster, row.segment, row.customers]),
    ).toEqual([
      [1, "Recent, often, high spend", 20],
      [2, "Long ago", 20],
      [3, "Long ago, seldom, low spend", 20],
    ]);
    const groups = new Set(json.rows.map((row: Record<string, string>) => `${row.customer_id?.[0]} ${row.cluster}`));
    expect([...groups].sort()).toEqual(["A 1", "B 2", "C 3"]);
  });

  it("gives the same whatever the order of the rows, and each customer one cluster", async () => {
    const one = await clusters(planted());
    const other = await clusters(planted().toReversed());
    expect(other.json.rows).toEqual(one.json.rows);
    expect(one.json.rows).toHaveLength(60);
  });

  it("takes the number that is asked for", async () => {
    const { json } = await clusters(planted(), "--k", "2");
    expect([json.clusters, json.silhouette]).toEqual([2, null]);
  });

  it("is refused where no three customers differ, with exit 5", async () => {
    const { exitCode, json } = await clusters(["1,A,2025-01-01,5", "2,B,2025-01-01,5", "3,C,2025-01-01,5"]);
    expect([exitCode, json.error.code]).toEqual([5, "no-clusters"]);
  });

  it.each([
    [["--method", "kmeans", "--cuts", "recency:1 frequency:1 monetary:1"], "--cuts"],
    [["--method", "kmeans", "--compare-to", "2025-01-01"], "--compare-to"],
    [["--k", "3"], "--k"],
  ])("refuses %j, which does not go together", async (args, option) => {
    held.file("orders.csv", HEADER, ...planted());
    const said = await held.crm("segment", "orders.csv", ...args);
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain(option);
  });

  it("says so when the customers form one crowd", async () => {
    const lines = Array.from(
      { length: 400 },
      (_, number) => `${number},K${number},${day((number * 37) % 365)},${1 + ((number * 53) % 97)}`,
    );
    held.file("orders.csv", HEADER, ...lines);
    const said = await held.crm("segment", "orders.csv", "--method", "kmeans", "--k", "auto");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toMatch(/best silhouette of 2 to 8, 0\.\d\d/);
  });
});
