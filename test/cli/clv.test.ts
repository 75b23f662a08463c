import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT, runCrm, workFolder } from "./run-crm.js";

let folder: ReturnType<typeof workFolder>;
beforeEach(() => {
  folder = workFolder();
});
afterEach(() => folder.remove());

const clv = async (args: readonly string[]) => {
  const outcome = await runCrm(["clv", ...args, "--json"], folder.path);
  return { ...outcome, result: outcome.exitCode === 0 ? JSON.parse(outcome.stdout) : null };
};

const write = (lines: readonly string[]): void =>
  writeFileSync(join(folder.path, "orders.csv"), `customer_id,date,amount\n${lines.join("\n")}\n`);

const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);

describe("crm clv on data at the boundary", () => {
  it("answers with the historic average where the gates are not reached, and names each gate", async () => {
    write(["A,2026-01-01,10", "A,2026-02-01,20", "B,2026-01-15,30"]);
    const { exitCode, result } = await clv(["orders.csv"]);
    expect(exitCode).toBe(0);
    expect(result.fit.model).toBe("historic");
    expect(result.fit.refused.map((one: { reason: string }) => one.reason)).toEqual([
      "days of data: 31 found, 90 needed",
      "customers with a purchase: 2 found, 100 needed",
      "customers who bought again: 1 found, 30 needed",
    ]);
    expect(result.rows).toHaveLength(2);
    for (const row of result.rows) {
      expect(row.clv).toBeGreaterThan(0);
      expect(row.clv_low).toBeLessThanOrEqual(row.clv);
      expect(row.clv_high).toBeGreaterThanOrEqual(row.clv_low);
      expect(row.p_alive).toBeNull();
    }
  });

  it("answers for one customer with one purchase", async () => {
    write(["A,2026-01-01,10"]);
    const { exitCode, result } = await clv(["orders.csv"]);
    expect(exitCode).toBe(0);
    expect(result.rows).toMatchObject([{ customer_id: "A", repeat_purchases: 0, age: 0, rank: 1 }]);
  });

  it("exits 5 where a model that was asked for cannot be fitted, and says why", async () => {
    write(["A,2026-01-01,10", "B,2026-01-15,30"]);
    const { exitCode, stderr } = await clv(["orders.csv", "--model", "bg-nbd"]);
    expect(exitCode).toBe(5);
    expect(JSON.parse(stderr).error).toMatchObject({ code: "no-model", exitCode: 5 });
  });

  it("expects the one amount of everyone where all amounts are equal", async () => {
    const lines = Array.from({ length: 150 }, (_, customer) =>
      Array.from(
        { length: 1 + (customer % 4) },
        (_, order) => `C${customer},${day((customer % 90) + order * 31)},25.00`,
      ),
    ).flat();
    write(lines);
    const { result } = await clv(["orders.csv", "--model", "mbg-nbd"]);
    expect(result.spendFit.model).toBe("constant");
    expect(new Set(result.rows.map((row: { expected_spend: number }) => row.expected_spend))).toEqual(new Set([25]));
  });

  it("counts purchases of one day once, and takes refunds off the mean in proportion", async () => {
    // Net 90 of gross 100, repeat days 40 and 20: (60 / 2) · 90 / 100 = 27.
    write(["A,2026-01-01,40", "A,2026-02-01,30", "A,2026-02-01,10", "A,2026-03-01,20", "A,2026-03-05,-10"]);
    const { result } = await clv(["orders.csv", "--as-of", "2026-03-31"]);
    expect(result.rows).toMatchObject([
      { repeat_purchases: 2, recency_tx: 59, age: 89, mean_spend: 27, historic_value: 90 },
    ]);
  });

  it("lists a customer without a purchase with nulls", async () => {
    write(["A,2026-01-01,10"]);
    writeFileSync(join(folder.path, "customers.csv"), "customer_id,name\nA,Ada Example\nB,Ben Sample\n");
    const { result } = await clv(["customers.csv", "orders.csv"]);
    expect(result.rows[1]).toMatchObject({
      customer_id: "B",
      name: "Ben Sample",
      clv: null,
      p_alive: null,
      value_group: null,
    });
  });

  it("refuses a value of all time without a discount", async () => {
    write(["A,2026-01-01,10"]);
    expect((await clv(["orders.csv", "--infinite", "--discount", "0%"])).exitCode).toBe(2);
  });
});

/* The CDNOW sample of Fader, Hardie & Lee, where it is present; fits and holdout figures from shared reference files. */
const DATA = resolve(ROOT, "../shared/data/cdnow-sample.csv");
const FITS = resolve(ROOT, "../shared/reference/clv-fits.json");

describe.runIf(existsSync(DATA))("crm clv on the CDNOW sample", () => {
  it.each([
    ["bg-nbd", "bg"],
    ["mbg-nbd", "mbg"],
    ["pareto-nbd", "pareto"],
  ])("fits %s as the published maximum likelihood", async (model, key) => {
    const known = JSON.parse(readFileSync(FITS, "utf8")).cdnow_sample;
    const { result } = await clv([DATA, "--as-of", "1997-09-30", "--unit", "week", "--model", model]);
    const { fit, spendFit } = result;
    expect(fit.converged).toBe(true);
    for (const [name, value] of Object.entries<number>(known[key].params)) {
      expect(Math.abs(fit.parameters[name] / value - 1), name).toBeLessThan(1e-4);
    }
    expect(Math.abs(fit.logLikelihood - known[key].LL)).toBeLessThan(1e-6);
    for (const name of ["p", "q", "gamma"]) {
      expect(Math.abs(spendFit.parameters[name] / known.gg.params[name] - 1), name).toBeLessThan(1e-4);
    }
    expect(Math.abs(spendFit.logLikelihood - known.gg.LL)).toBeLessThan(1e-6);
  });

  it("reproduces what the peers reach on 39 held-out weeks, and chooses within 2 % of the best", async () => {
    const { result } = await clv([DATA, "--unit", "week", "--holdout", "39w"]);
    const scores = new Map<string, { predicted: number; mae: number; actual: number; topDecileShare: number }>(
      result.fit.candidates.map((score: { model: string }) => [score.model, score]),
    );
    const reached = (model: string) => {
      const { predicted, mae, actual } = scores.get(model)!;
      return [predicted.toFixed(1), mae.toFixed(4), actual];
    };
    expect(reached("bg-nbd")).toEqual(["1653.4", "0.7855", 1882]);
    expect(reached("mbg-nbd")).toEqual(["1576.7", "0.7648", 1882]);
    expect(reached("pareto-nbd")).toEqual(["1665.5", "0.7545", 1882]);
    const chosen = scores.get(result.fit.model)!;
    // These data show no regularity, so mbg-cnbd-k is mbg-nbd, and no rival to it.
    expect([...scores.keys()]).toEqual(["mbg-nbd", "bg-nbd", "pareto-nbd", "historic"]);
    expect(result.fit.refused).toContainEqual({ model: "mbg-cnbd-k", reason: expect.stringContaining("k = 1") });
    const models = [...scores.values()];
    expect(chosen.mae).toBeLessThanOrEqual(1.02 * Math.min(...models.map((score) => score.mae)));
    expect(chosen.topDecileShare).toBeGreaterThanOrEqual(
      0.98 * Math.max(...models.map((score) => score.topDecileShare)),
    );
  });

  it("delivers as historic what was scored as historic", async () => {
    // The oracle is the other path: the backtest of 39 weeks, and what is delivered over 39 weeks as of its beginning.
    const tested = await clv([DATA, "--holdout", "39w", "--model", "historic", "--backtest"]);
    const delivered = await clv([DATA, "--as-of", "1997-09-30", "--horizon", "39w", "--model", "historic"]);
    const sum = delivered.result.rows.reduce(
      (total: number, row: { expected_purchases: number | null }) => total + (row.expected_purchases ?? 0),
      0,
    );
    const [score] = tested.result.rows;
    expect(score.model).toBe("historic");
    expect(score.predicted).toBeCloseTo(sum, 6);
    expect(score.actual).toBe(1882);
    expect(tested.result.rows.map((row: { model: string }) => row.model)).toEqual([
      "historic",
      "average × months × retention",
      "same as the time before",
    ]);
  });

  it("keeps the total spend and the customers of the file to the cent", async () => {
    const { result } = await clv([DATA, "--model", "historic"]);
    // Added up from the file's own lines in whole cents.
    const cents = readFileSync(DATA, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .reduce((sum, line) => sum + Math.round(Number(line.split(",")[4]) * 100), 0);
    const total = result.rows.reduce(
      (sum: number, row: { historic_value: number }) => sum + Math.round(row.historic_value * 100),
      0,
    );
    expect(total).toBe(cents);
    expect(result.rows).toHaveLength(2357);
  });
});

describe("crm clv --by", () => {
  it("gives totals that add up to the customers' values, in intervals far narrower than their bounds added up", async () => {
    const sample = join(ROOT, "fixtures/sample");
    const { result } = await clv([join(sample, "customers.xlsx"), join(sample, "transactions.csv"), "--by", "country"]);
    const groups: { clv_total: number; clv_total_low: number; clv_total_high: number; customers: number }[] =
      result.tables.by_country.rows;
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const column = (name: string): number[] => result.rows.map((row: Record<string, number | null>) => row[name] ?? 0);
    expect(sum(groups.map((group) => group.clv_total))).toBeCloseTo(sum(column("clv")), 0);
    expect(sum(groups.map((group) => group.customers))).toBe(result.rows.length);
    const boundsAddedUp = sum(column("clv_high")) - sum(column("clv_low"));
    const widths = sum(groups.map((group) => group.clv_total_high - group.clv_total_low));
    expect(widths).toBeLessThan(boundsAddedUp / 3);
    for (const group of groups) {
      expect(group.clv_total_low).toBeLessThan(group.clv_total);
      expect(group.clv_total_high).toBeGreaterThan(group.clv_total);
    }
  });
});
