import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

/*
 * Three customers are too few for a model of P(alive), so that a habit lasts two mean own gaps, which can be counted by
 * hand. Ann buys every 30 days, Bob twice, Cid three times and no more.
 */
const HEADER = "Order ID,Customer ID,Date,Category,Amount";
const ORDERS = [
  HEADER,
  "1,ANN,2024-12-01,Tea,10",
  "2,ANN,2024-12-31,Tea,10",
  "3,ANN,2025-01-30,Cups,10",
  "4,ANN,2025-12-26,Tea,10",
  "5,BOB,2025-12-01,Tea,20",
  "6,BOB,2025-12-26,Tea,20",
  "7,CID,2025-01-01,Tea,5",
  "8,CID,2025-01-11,Tea,5",
  "9,CID,2025-01-21,Tea,5",
];
/** Ann without the pause: on every thirtieth day up to 26 December 2025. */
const STEADY = [
  HEADER,
  ...Array.from({ length: 14 }, (_, index) => {
    const day = new Date(Date.UTC(2024, 11, 1) + index * 30 * 86_400_000).toISOString().slice(0, 10);
    return `A${index},ANN,${day},${index === 5 ? "Cups" : "Tea"},10`;
  }),
  ...ORDERS.slice(5),
];

interface Row extends Record<string, string | number | boolean | null> {
  readonly customer_id: string;
}

describe("crm loyalty", () => {
  const held = useFolder();
  const run = async (orders: readonly string[], ...args: readonly string[]) => {
    held.file("orders.csv", ...orders);
    const said = await held.crm("loyalty", "orders.csv", "--json", ...args);
    expect(said.stderr).toBe("");
    const json = JSON.parse(said.stdout);
    const rows: readonly Row[] = json.rows;
    return { json, rows, of: (id: string) => rows.find((row) => row.customer_id === id)! };
  };

  it("has the columns of the paper's classes in their order", async () => {
    const { json } = await run(ORDERS);
    expect(json.columns.map((column: { name: string }) => column.name).slice(0, 11)).toEqual([
      ...["customer_id", "loyalty_class", "provisional", "evidence", "purchase_days", "regularity", "p_alive"],
      ...["referrals", "share_of_category", "forgave", "since"],
    ]);
  });

  it("calls a habit what has three days of purchase and a rhythm that goes on", async () => {
    const { of } = await run(ORDERS);
    // Ann's gaps are 30, 30 and 330 days: mean 130. Her last purchase is of the last day.
    expect(of("ANN")).toMatchObject({ loyalty_class: "habitual", purchase_days: 4, since: "2025-12-26" });
    // Two days of purchase are no habit.
    expect(of("BOB")).toMatchObject({
      loyalty_class: "ordinary",
      purchase_days: 2,
      regularity: null,
      since: "2025-12-01",
    });
    // Cid's mean gap is 10 days: the habit lasted 20, and broke on the 21st day after the last purchase.
    expect(of("CID")).toMatchObject({
      loyalty_class: "ordinary",
      purchase_days: 3,
      regularity: 1,
      since: "2025-02-11",
    });
  });

  it("says how regular somebody is by the own gaps", async () => {
    const { of } = await run(ORDERS);
    // Gaps 30, 30, 330: mean 130, variance (100² + 100² + 200²) / 3 = 20000, CV² = 20000 / 16900.
    expect(of("ANN").regularity).toBeCloseTo(1 / (1 + 20_000 / 16_900), 4);
  });

  it("holds at the edge of the rhythm and not a day beyond it", async () => {
    // Cid's habit holds for 20 days after 21 January.
    for (const [day, loyaltyClass] of [
      ["2025-02-10", "habitual"],
      ["2025-02-11", "ordinary"],
    ] as const) {
      const { of } = await run(ORDERS, "--as-of", day);
      expect(of("CID").loyalty_class).toBe(loyaltyClass);
    }
  });

  it("takes one kind of evidence where fewer than two can be known, and says that the class is provisional", async () => {
    const { of, json } = await run(STEADY);
    // From a file of transactions only exclusivity can be known: a year, never broken, two categories. A year was full on 1 December 2025.
    expect(of("ANN")).toMatchObject({
      loyalty_class: "loyalist",
      provisional: true,
      evidence: "exclusivity",
      regularity: 1,
      not_known: "advocacy, forgiveness",
      since: "2025-12-01",
    });
    expect(json.unused).toHaveLength(3);
  });

  it("needs two kinds where two can be known", async () => {
    held.file("calls.csv", "Customer ID,Date,Kind", "BOB,2025-12-02,complaint");
    const known = await run(STEADY, "--interactions", "calls.csv");
    // Exclusivity and forgiveness can be known; Ann never complained. Were advocacy known, she could be a loyalist.
    expect(known.of("ANN")).toMatchObject({
      loyalty_class: "habitual",
      provisional: true,
      evidence: "exclusivity",
      forgave: false,
    });
    // Bob complained and bought again, but has no habit.
    expect(known.of("BOB")).toMatchObject({ loyalty_class: "ordinary", forgave: true, evidence: "forgiveness" });
    held.file("referrals.csv", "Referrer,Referred,Date", "ANN,BOB,2025-11-01", "ANN,stranger,2025-11-05");
    const all = await run(STEADY, "--interactions", "calls.csv", "--referrals", "referrals.csv");
    expect(all.of("ANN")).toMatchObject({
      loyalty_class: "loyalist",
      provisional: false,
      evidence: "advocacy, exclusivity",
      referrals: 2,
      referrals_bought: 1,
      not_known: null,
      // Advocacy from 1 November, exclusivity from 1 December: the second kind made her a loyalist.
      since: "2025-12-01",
    });
  });

  it("takes a complaint for forgiveness once a purchase has come after it", async () => {
    held.file(
      "calls.csv",
      "Customer ID,Date,Kind,Topic",
      "ANN,2025-12-26,call,defect",
      "BOB,2025-12-25,call,defect",
      "CID,2025-01-21,call,price",
    );
    const { of } = await run(ORDERS, "--interactions", "calls.csv");
    expect([of("ANN").forgave, of("BOB").forgave, of("CID").forgave]).toEqual([false, true, false]);
  });

  it("goes by the share of category where it is known", async () => {
    for (const [spend, evidence] of [
      [175, "exclusivity"],
      [176, null],
    ] as const) {
      held.file("customers.csv", "Customer ID,Name,Category Spend", `ANN,Ann,${spend}`, "BOB,Bob,", "CID,Cid,");
      // Ann spent 140 in all, of that 130 on the 365 days up to 26 December 2025; with 10 more she spends 140 of 175: 80 %.
      const { of } = await run([...STEADY, "X,ANN,2025-12-26,Tea,10"], "--customers", "customers.csv");
      expect(of("ANN").evidence).toBe(evidence);
    }
  });

  it("takes nine of ten for a promoter, by the latest answer", async () => {
    held.file(
      "answers.csv",
      "Customer ID,Question,Answer,Date",
      "ANN,NPS,3,2025-01-01",
      "ANN,NPS,9,2025-06-01",
      "BOB,NPS,10,2025-01-01",
      "BOB,NPS,8,2025-06-01",
    );
    const { of } = await run(STEADY, "--responses", "answers.csv");
    expect(of("ANN")).toMatchObject({
      promoter: true,
      evidence: "advocacy, exclusivity",
      loyalty_class: "loyalist",
      provisional: false,
    });
    expect(of("BOB")).toMatchObject({ promoter: false, evidence: null });
    expect(of("CID").promoter).toBe(null);
  });

  it("compares the classes with those of a day, by the evidence up to then, and both matrices add up", async () => {
    const { of, json, rows } = await run(STEADY, "--compare-to", "2025-02-05");
    // Then Ann had bought three times (1 and 31 December, 30 January), Cid too, Bob not at all.
    expect([of("ANN").previous_class, of("CID").previous_class, of("BOB").previous_class]).toEqual([
      "habitual",
      "habitual",
      null,
    ]);
    const ways: readonly Row[] = json.tables.migration.rows;
    const sum = (column: string): number => ways.reduce((total, row) => total + Number(row[column]), 0);
    expect(sum("customers")).toBe(rows.length);
    expect(sum("revenue")).toBe(140 + 40 + 15);
    expect(sum("previous_revenue")).toBe(30 + 15);
  });

  it("adds up to all customers, prospects with nothing known of them", async () => {
    held.file("customers.csv", "Customer ID,Name", "ANN,Ann", "PAT,Pat");
    const { json, rows, of } = await run(ORDERS, "--customers", "customers.csv");
    expect(of("PAT")).toMatchObject({ loyalty_class: null, provisional: null, purchase_days: null, since: null });
    const classes: readonly Row[] = json.tables.classes.rows;
    expect(classes.reduce((total, row) => total + Number(row.customers), 0)).toBe(rows.length);
    expect(classes.map((row) => [row.loyalty_class, row.customers])).toEqual([
      ["loyalist", 0],
      ["habitual", 1],
      ["ordinary", 2],
      ["(no purchase)", 1],
    ]);
  });

  it("lends its columns to segment, but those that are there already, its own name before others that clash", async () => {
    const { of } = await run(STEADY);
    const said = await held.crm("segment", "orders.csv", "--with", "lifecycle,loyalty", "--json");
    const { columns, rows } = JSON.parse(said.stdout) as { columns: { name: string }[]; rows: Row[] };
    const names = columns.map((column) => column.name);
    expect(new Set(names).size).toBe(names.length);
    const ann = rows.find((row) => row.customer_id === "ANN")!;
    const { loyalty_class, evidence, regularity, since } = of("ANN");
    // Both have a `since`: that of lifecycle came first. P(alive) is the same of both.
    expect(ann).toMatchObject({ loyalty_class, evidence, regularity, loyalty_since: since });
    expect(names.filter((name) => name.endsWith("since") || name.endsWith("p_alive"))).toEqual([
      ...["since", "p_alive", "loyalty_since"],
    ]);
  });

  it("gives the same whatever the order of the rows", async () => {
    const one = await run(STEADY);
    const other = await run([HEADER, ...STEADY.slice(1).toReversed()]);
    expect(other.rows).toEqual(one.rows);
  });
});
