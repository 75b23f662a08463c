import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, words } from "../cli/run-crm.js";
import { useFolder } from "./run-in-process.js";

const place = useFolder();

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Runs on these files and gives the customers by id, and everything else of the result. */
async function lifecycle(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await place.crm("lifecycle", ...args, "--json");
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
  const result = JSON.parse(stdout) as { rows: Row[]; tables: Record<string, { rows: Row[] }> } & Row;
  return { result, of: (id: string): Row => result.rows.find((row) => row.customer_id === id)! };
}

const ORDERS = ["customer_id,date,amount", "A,2026-01-01,10", "A,2026-01-11,10", "B,2026-01-05,10"];

describe("acquisition", () => {
  const acquisitions = async (...customers: readonly string[]) => {
    const files = [place.file("customers.csv", ...customers), place.file("orders.csv", ...ORDERS)];
    const { result } = await lifecycle(...files);
    return Object.fromEntries(result.rows.map((row) => [row.customer_id, row.acquisition]));
  };

  it("is by the member level where files have one; a word for none is none, and so is a blank", async () => {
    expect(await acquisitions("customer_id,member level", "A,Gold", "B,Non-Member", "C,Silver")).toEqual({
      A: "mature",
      B: "potential",
      C: "potential",
    });
    expect(await acquisitions("customer_id,member level", "A,", "B,guest", "C,Silver")).toEqual({
      A: "potential",
      B: "potential",
      C: "potential",
    });
  });

  it("is by the day of registration where there is no level, and it is up to the as-of day", async () => {
    // The last transaction is of 2026-01-11.
    const rows = ["A,2026-01-11", "B,2026-01-12", "C,2025-12-01"];
    expect(await acquisitions("customer_id,registered", ...rows)).toEqual({
      A: "mature",
      B: "potential",
      C: "potential",
    });
  });

  it("is by purchases where membership is not known, of a file or of a customer", async () => {
    expect(await acquisitions("customer_id,city", "A,Sampleton", "C,Sampleton")).toEqual({
      A: "mature",
      B: "mature",
      C: "potential",
    });
    expect(await acquisitions("customer_id,member level", "A,Gold", "C,Gold")).toEqual({
      A: "mature",
      B: "mature",
      C: "potential",
    });
  });

  it("a prospect's stage is since the day on which it was entered, and it was not known before", async () => {
    const customers = place.file(
      "customers.csv",
      "customer_id,registered",
      "A,2025-01-01",
      "C,2026-01-03",
      "D,2026-02-01",
    );
    const { of } = await lifecycle(customers, place.file("orders.csv", ...ORDERS), "--compare-to", "2026-01-02");
    expect(of("C")).toMatchObject({ stage: "prospect", since: "2026-01-03", stage_then: null });
    expect(of("D")).toMatchObject({ stage: "prospect", since: null });
    expect(of("A").stage_then).toBe("new");
  });
});

describe("spending level, household, attention to price and to quality", () => {
  it("come from the form before the survey, and from the survey before purchases", async () => {
    const files = [
      place.file(
        "customers.csv",
        "customer_id,Spending Level,Household,Price Attention,Quality Attention",
        "A,Hoch,2 adults,很关注,4",
        "B,,,,3",
        "C,whatever,,2,5",
        "D,,,,",
      ),
      place.file("orders.csv", ...ORDERS),
      place.file(
        "answers.csv",
        "customer_id,question,answer,when",
        "A,How much attention do you pay to the price?,1,2026-01-02",
        "B,How much attention do you pay to the price?,1,2026-01-02",
        "B,How much attention do you pay to the price?,5,2026-01-03",
        "D,Household,single,2026-01-03",
      ),
    ];
    const { of } = await lifecycle(...files, "--as-of", "2026-01-11");
    expect(of("A")).toMatchObject({
      spending_level: "high",
      household: "2 adults",
      price_attention: "high",
      quality_attention: "high",
      sources: "spending_level: form, household: form, price_attention: form, quality_attention: form",
    });
    // The later of two answers; 3 of 5 is in the middle. Both buyers spend 10 a day, so neither is below or above.
    expect(of("B")).toMatchObject({
      spending_level: "medium",
      price_attention: "high",
      quality_attention: "medium",
      sources: "spending_level: purchases, household: unknown, price_attention: survey, quality_attention: form",
    });
    expect(of("C")).toMatchObject({ spending_level: "whatever", price_attention: "low", quality_attention: "high" });
    expect(of("D")).toMatchObject({ household: "single", price_attention: null, spending_level: null });
    expect(of("D").sources).toContain("household: survey, price_attention: unknown");
  });

  it("come from discounts, prices, returns and complaints at their edges", async () => {
    const line = (id: string, day: number, amount: number, price: number, discount: number): string =>
      `${id},2026-01-${String(day).padStart(2, "0")},${amount},${price},${discount}`;
    const orders = place.file(
      "orders.csv",
      "customer_id,date,amount,unit price,discount",
      // Half of the spend at a discount: high. Prices 1 and 9 of 1 to 9: half in the upper third, high.
      line("half", 1, 50, 1, 5),
      line("half", 2, 50, 9, 0),
      // 10 of 100 at a discount: medium, no longer low. 15 of 100 in the upper third: medium.
      line("tenth", 1, 10, 1, 1),
      line("tenth", 1, 75, 1, 0),
      line("tenth", 2, 15, 9, 0),
      // 9 of 100, and 14 of 100: low.
      line("less", 1, 9, 1, 1),
      line("less", 1, 77, 1, 0),
      line("less", 2, 14, 9, 0),
      // One day of purchase says nothing.
      line("once", 1, 50, 9, 5),
      // A tenth of the spend given back, and less.
      line("gave back", 1, 50, 1, 0),
      line("gave back", 2, 50, 1, 0),
      line("gave back", 3, -10, 1, 0),
      line("kept", 1, 50, 1, 0),
      line("kept", 2, 51, 1, 0),
      line("kept", 3, -10, 1, 0),
      line("complains", 1, 50, 1, 0),
      line("complains", 2, 50, 1, 0),
      line("haggles", 1, 50, 1, 0),
      line("haggles", 2, 50, 1, 0),
    );
    const interactions = place.file(
      "interactions.csv",
      "customer_id,date,kind,topic",
      "complains,2026-01-03,complaint,",
      "haggles,2026-01-03,complaint,price",
    );
    const { of } = await lifecycle(orders, interactions);
    const both = (id: string) => [of(id).price_attention, of(id).quality_attention];
    expect(both("half")).toEqual(["high", "high"]);
    expect(both("tenth")).toEqual(["medium", "medium"]);
    expect(both("less")).toEqual(["low", "low"]);
    expect(both("once")).toEqual([null, null]);
    expect(both("gave back")).toEqual(["low", "high"]);
    expect(both("kept")).toEqual(["low", "low"]);
    expect(both("complains")).toEqual(["low", "high"]);
    expect(both("haggles")).toEqual(["low", "low"]);
  });
});

it("runs with a transactions file alone, and with every column in its place", async () => {
  const { exitCode } = await place.crm("lifecycle", place.file("orders.csv", ...ORDERS), "-o", "out.csv");
  expect(exitCode).toBe(0);
  expect(readFileSync(join(place.folder, "out.csv"), "utf8").split(/\r?\n/)[0]).toBe(
    "customer_id,stage,since,acquisition,p_alive,own_gap,gap_now,tenure_days,purchase_days,spending_level,household,price_attention,quality_attention,sources,likelihood_loyal,likelihood_reasons",
  );
});

it("says what could not be used, and keeps it in the result", async () => {
  const { result } = await lifecycle(place.file("orders.csv", ...ORDERS));
  expect(result.unused).toContain("membership is not known: acquisition tells who has bought");
  expect(result.unused).toContain("no discounts are known: attention to price cannot be told from purchases");
});

describe("the case lifecycle-shop", () => {
  const folder = join(ROOT, "fixtures/cases/lifecycle-shop");
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  /** The rows of the README's table with such a first column, numbers to four decimals. */
  const table = (first: string): Record<string, string>[] => {
    const lines = readme.split("\n");
    const from = lines.findIndex((line) => line.startsWith(`| ${first} |`));
    const cells = (line: string): string[] =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
    const names = cells(lines[from]!);
    const end = lines.findIndex((line, index) => index > from && !line.startsWith("|"));
    return lines
      .slice(from + 2, end < 0 ? undefined : end)
      .map((line) => Object.fromEntries(cells(line).map((cell, index) => [names[index]!, cell])));
  };
  const shown = (row: Row, like: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.keys(like).map((name) => {
        const value = row[name];
        return [name, typeof value === "number" ? String(Number(value.toFixed(4))) : String(value ?? "")];
      }),
    );

  it("is as its README works it out by hand", async () => {
    const args = words(readFileSync(join(folder, "args"), "utf8").trim()).slice(1);
    const inputs = args
      .filter((word, index) => word !== "-o" && args[index - 1] !== "-o")
      .map((word) => (word.endsWith(".csv") ? join(folder, word) : word));
    const { result } = await lifecycle(...inputs);
    const customers = table("customer_id");
    expect(result.rows.map((row, index) => shown(row, customers[index]!))).toEqual(customers);
    const moves = table("from_stage");
    expect(result.tables.migration!.rows.map((row, index) => shown(row, moves[index]!))).toEqual(moves);
  });
});
