import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCrm, workFolder } from "../cli/run-crm.js";

/* The analyses find what `crm demo` planted; the truth is in truth.json, which no analysis reads. */
interface Truth {
  readonly overContacted: readonly { readonly customer: string; readonly why: string }[];
  readonly referrals: readonly { readonly referrer: string; readonly referred: string; readonly generation: number }[];
  readonly complaints: readonly { readonly customer: string; readonly workingDays: number | null }[];
  readonly clusters: readonly {
    readonly region: string;
    readonly industry: string;
    readonly customers: readonly string[];
  }[];
  readonly customers: Readonly<Record<string, CustomerTruth>>;
}

interface CustomerTruth {
  readonly kind: string;
  readonly loyaltyClass: string | null;
  readonly leftOn: string | null;
  readonly purchaseDays: number;
  readonly evidence: Readonly<Record<"advocacy" | "exclusivity" | "forgiveness", boolean>>;
  readonly referredBy: string | null;
  readonly generation: number | null;
  readonly referrals: number;
  readonly revenue: number;
  readonly grossProfit: number;
  readonly account: string | null;
}

type Row = Readonly<Record<string, string | number | boolean | null>> & { readonly customer_id: string };

const FILES = {
  b2c: ["customers.csv", "interactions.xlsx", "referrals.csv", "responses.csv", "transactions.csv"],
  b2b: [
    "contacts.xlsx",
    "customers.csv",
    "interactions.xlsx",
    "opportunities.csv",
    "referrals.csv",
    "responses.csv",
    "transactions.csv",
  ],
} as const;

describe.each(["b2c", "b2b"] as const)("the sample company %s", (flavour) => {
  let folder: ReturnType<typeof workFolder>;
  let truth: Truth;
  beforeAll(async () => {
    folder = workFolder();
    const made = await runCrm(
      ["demo", ".", "--force", "--customers", "600", "--seed", "3", "--flavour", flavour],
      folder.path,
    );
    expect(made.exitCode, made.stderr).toBe(0);
    truth = JSON.parse(readFileSync(join(folder.path, "truth.json"), "utf8"));
  });
  afterAll(() => folder.remove());

  const run = async (command: string, ...args: readonly string[]) => {
    const said = await runCrm([command, ...FILES[flavour], "--json", ...args], folder.path);
    expect(said.exitCode, said.stderr).toBe(0);
    const json = JSON.parse(said.stdout);
    return { json, rows: json.rows as readonly Row[], tables: json.tables as Record<string, { rows: readonly Row[] }> };
  };
  const of = (row: Row): CustomerTruth => truth.customers[row.customer_id]!;

  it("shows who is loyal: every loyalist is found, and hardly one too many", async () => {
    const { rows } = await run("loyalty");
    const loyal = rows.filter((row) => of(row).loyaltyClass === "loyalist");
    expect(loyal.length).toBeGreaterThan(20);
    const found = loyal.filter((row) => row.loyalty_class === "loyalist");
    expect(found.length / loyal.length).toBeGreaterThan(0.95);
    const called = rows.filter((row) => row.loyalty_class === "loyalist");
    expect(found.length / called.length).toBeGreaterThan(0.9);
    for (const row of rows.filter((one) => one.loyalty_class !== null)) {
      expect(row.purchase_days).toBe(of(row).purchaseDays);
      expect(row.forgave).toBe(of(row).evidence.forgiveness);
    }
  });

  it("shows who has left, by P(alive)", async () => {
    const { rows } = await run("loyalty");
    const buyers = rows.filter((row) => row.p_alive !== null);
    const [left, stayed] = [true, false].map((has) => buyers.filter((row) => (of(row).leftOn !== null) === has));
    let concordant = 0;
    for (const one of left!)
      for (const other of stayed!) concordant += Math.sign(Number(other.p_alive) - Number(one.p_alive)) / 2 + 0.5;
    // The area under the curve: how often one who left has the lower chance of two.
    expect(concordant / (left!.length * stayed!.length)).toBeGreaterThan(0.9);
  });

  it("shows the tree of referrals", async () => {
    const { rows, json } = await run("referrals");
    expect(json.referrals).toBe(truth.referrals.length);
    const referrers = new Map(truth.referrals.map(({ referrer, referred }) => [referred, referrer]));
    for (const row of rows) {
      expect(row.referred_by).toBe(referrers.get(row.customer_id) ?? null);
      expect(row.generation).toBe(of(row).generation);
      expect(row.referrals).toBe(of(row).referrals);
    }
  });

  it("shows who is contacted too much", async () => {
    const { rows, tables } = await run("relationship");
    const planted = new Set(truth.overContacted.map(({ customer }) => customer));
    const named = new Set((tables.over_contacted?.rows ?? []).map((row) => row.customer_id));
    for (const customer of planted) expect([customer, named.has(customer)]).toEqual([customer, true]);
    expect(rows.filter((row) => row.over_contacted === true).length).toBe(
      new Set([...named].filter((id) => rows.some((row) => row.customer_id === id))).size,
    );
  });

  it("makes the profit that was made, to the cent", async () => {
    const { rows } = await run("value");
    for (const row of rows.filter((one) => one.gross_profit !== null)) {
      expect(row.gross_profit).toBeCloseTo(of(row).grossProfit, 2);
    }
  });

  it("holds the promise against the days that complaints really took", async () => {
    const { rows } = await run("survey");
    const slowest = new Map<string, number>();
    for (const { customer, workingDays } of truth.complaints) {
      if (workingDays !== null) slowest.set(customer, Math.max(slowest.get(customer) ?? 0, workingDays));
    }
    const resolved = rows.filter((row) => row.resolved_days !== null && row.resolved_days !== undefined);
    expect(resolved.length).toBeGreaterThan(5);
    for (const row of resolved)
      expect(Number(row.resolved_days)).toBeLessThanOrEqual(slowest.get(row.customer_id) ?? 0);
  });
});
