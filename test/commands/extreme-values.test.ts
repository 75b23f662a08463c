import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const held = useFolder();

type Row = Readonly<Record<string, string | number | boolean | null>>;

const rowsOf = async (command: string, ...lines: readonly string[]): Promise<readonly Row[]> => {
  const { stdout, stderr, exitCode } = await held.crm(command, held.file("orders.csv", ...lines), "--json");
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  return (JSON.parse(stdout) as { rows: readonly Row[] }).rows;
};

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe("gaps of a century", () => {
  it.each([
    // The day that empty cells of a spreadsheet become, and the last day that there is.
    ["1899-12-30", "2026-11-20", "2026-12-20"],
    ["2026-11-20", "2026-12-20", "9999-12-31"],
  ])("are squared for the regularity: %s, %s, %s", async (...days) => {
    const [row] = await rowsOf(
      "loyalty",
      "Order ID,Customer ID,Order Date,Amount",
      ...days.map((day, index) => `${index},A,${day},10`),
    );
    // 1 / (1 + CV²) = (Σ gap)² / (n Σ gap²)
    const gaps = [daysBetween(days[0], days[1]), daysBetween(days[1], days[2])] as const;
    expect(row!.regularity).toBeCloseTo((gaps[0] + gaps[1]) ** 2 / (2 * (gaps[0] ** 2 + gaps[1] ** 2)), 12);
  });
});

describe("sums above 1e14", () => {
  it("are value's, also where rows have no cost", async () => {
    const rows = await rowsOf(
      "value",
      "Order ID,Customer ID,Order Date,Amount,Cost",
      "1,A,2026-01-01,90000000000000,45000000000000",
      "2,A,2026-01-02,90000000000000,45000000000000",
      "3,A,2026-01-03,90000000000000,",
    );
    // Half of each is profit, of the third by the share of the others.
    expect(rows[0]!.gross_profit).toBe(135_000_000_000_000);
  });
});
