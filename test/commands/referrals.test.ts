import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

/*
 * Ann brings Bob and Cid, Bob brings Dan, Dan brings Eve, who buys nothing. Fay and Gus bring one another. Of Hal, Ann and
 * Ira say that they brought him: Ann was first.
 */
const CUSTOMERS = [
  "Customer ID,Name,Email,Marketing Cost",
  ...["Ann,10", "Bob,20", "Cid,30", "Dan,", "Eve,", "Fay,", "Gus,", "Hal,", "Ira,"].map((line) => {
    const [name, cost] = line.split(",");
    return `${name!.toUpperCase()},${name} Example,${name!.toLowerCase()}@example.com,${cost}`;
  }),
];
const ORDERS = [
  "Order ID,Customer ID,Date,Amount",
  "1,ANN,2025-01-01,100",
  "2,BOB,2025-02-01,50",
  "3,BOB,2025-06-01,50",
  "4,CID,2025-03-02,30",
  "5,DAN,2025-04-01,20",
  "6,FAY,2025-05-01,5",
  "7,GUS,2025-05-02,6",
  "8,HAL,2025-05-03,7",
  "9,IRA,2025-05-04,8",
];
const REFERRALS = [
  "Referrer,Referred,Date,Converted",
  "ann@example.com,BOB,2025-01-10,yes",
  "ANN,CID,2025-01-20,yes",
  "BOB,dan@example.com,2025-02-10,yes",
  "DAN,EVE,2025-04-10,no",
  "FAY,GUS,2025-05-01,yes",
  "GUS,FAY,2025-05-05,yes",
  "IRA,HAL,2025-03-01,yes",
  "ANN,HAL,2025-02-01,yes",
  "ANN,stranger@example.com,2025-02-02,no",
];

interface Row extends Record<string, string | number | null> {
  readonly customer_id: string;
}

describe("crm referrals", () => {
  const held = useFolder();
  const run = async (...args: readonly string[]) => {
    held.file("customers.csv", ...CUSTOMERS);
    held.file("orders.csv", ...ORDERS);
    held.file("referrals.csv", ...REFERRALS);
    const said = await held.crm("referrals", "customers.csv", "orders.csv", "referrals.csv", "--json", ...args);
    expect(said.stderr).toBe("");
    const json = JSON.parse(said.stdout);
    const rows: readonly Row[] = json.rows;
    return { json, rows, of: (id: string) => rows.find((row) => row.customer_id === id)! };
  };

  it("counts direct and indirect customers with their revenue, by the tree", async () => {
    const { of } = await run();
    // Ann: Bob 100, Cid 30, Hal 7, and a stranger; Dan 20 comes through Bob.
    expect(of("ANN")).toMatchObject({
      referred_by: null,
      generation: 0,
      referrals: 4,
      converted: 3,
      indirect: 1,
      revenue_direct: 137,
      revenue_indirect: 20,
      first_referral: "2025-01-10",
      last_referral: "2025-02-02",
    });
    expect(of("BOB")).toMatchObject({
      referred_by: "ANN",
      generation: 1,
      referrals: 1,
      converted: 1,
      indirect: 0,
      revenue_direct: 20,
    });
    // Eve has no purchase and the file says no.
    expect(of("DAN")).toMatchObject({
      generation: 2,
      referrals: 1,
      converted: 0,
      revenue_direct: 0,
      referral_value: 0,
    });
    expect(of("EVE")).toMatchObject({ referred_by: "DAN", generation: 3, referral_group: null, clv: null });
    expect(of("IRA")).toMatchObject({ generation: null, referrals: 0 });
  });

  it("finds circles and second claims, and says them", async () => {
    const { json, of } = await run();
    expect(
      json.tables.not_counted.rows.map((row: Record<string, string>) => [row.referrer, row.referred, row.why]),
    ).toEqual([
      ["GUS", "FAY", "cycle"],
      ["IRA", "HAL", "second"],
    ]);
    expect(of("GUS")).toMatchObject({ referred_by: "FAY", generation: 1, referrals: 0 });
    expect(json.unused).toEqual(["2 referrals are not counted; table not_counted says why"]);
  });

  it("adds nothing twice: total value is CLV and the saved cost of winning", async () => {
    const { json, rows } = await run();
    const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);
    // All were won in the year; the mean marketing cost of the three of whom it is known; there are no contacts.
    expect(json.acquisitionCost).toBe(20);
    // Bob, Cid, Hal by Ann, Dan by Bob, Gus by Fay.
    expect(json.converted).toBe(5);
    expect(sum("total_value")).toBeCloseTo(sum("clv") + 5 * 20, 1);
    expect(sum("referral_value")).toBeGreaterThan(5 * 20 - 0.01);
  });

  it("measures generations and the days between them", async () => {
    const { json } = await run();
    // From Ann (1 January) to Bob 31 days, Cid 60, Hal 122; from Fay to Gus 1. Then Bob to Dan 59.
    expect(json.tables.generations.rows).toMatchObject([
      {
        generation: 0,
        people: 2,
        customers: 2,
        referrals: 5,
        mean_referrals: 2.5,
        converted: 4,
        mean_days: null,
        revenue: 105,
      },
      {
        generation: 1,
        people: 5,
        customers: 4,
        referrals: 1,
        mean_referrals: 0.2,
        converted: 1,
        mean_days: (31 + 60 + 122 + 1) / 4,
        revenue: 143,
      },
      {
        generation: 2,
        people: 1,
        customers: 1,
        referrals: 1,
        mean_referrals: 1,
        converted: 0,
        mean_days: 59,
        revenue: 20,
      },
      {
        generation: 3,
        people: 1,
        customers: 0,
        referrals: 0,
        mean_referrals: 0,
        converted: 0,
        mean_days: null,
        revenue: 0,
      },
    ]);
  });

  it("puts every customer into one group, and adds up", async () => {
    const { json, rows } = await run();
    const groups: readonly Row[] = json.tables.groups.rows;
    expect(groups.reduce((sum, row) => sum + Number(row.customers), 0)).toBe(rows.length);
    for (const { referral_group: group, customers } of groups) {
      expect(rows.filter((row) => (row.referral_group ?? "prospect") === group).length).toBe(customers);
    }
  });

  it("estimates word of mouth from those who say that they are satisfied, and from nobody else", async () => {
    held.file(
      "answers.csv",
      "Customer ID,Question,Answer,Date",
      "ANN,NPS,9,2025-05-01",
      "BOB,NPS,8,2025-05-01",
      "CID,How satisfied are you?,4,2025-05-01",
      "CID,NPS,10,2025-01-01",
    );
    const { json } = await run("--responses", "answers.csv");
    // Ann and Cid: the latest answer of each kind; Bob is passive.
    expect(
      json.tables.word_of_mouth.rows.map((row: Record<string, number | null>) => [row.estimate, row.seen]),
    ).toEqual([
      [2, 2],
      [50, null],
      [16, 7],
      [2, 5],
    ]);
    const without = await run();
    expect(without.json.tables.word_of_mouth.rows.map((row: Record<string, number | null>) => row.estimate)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("holds the referrals against those of an earlier day", async () => {
    const { of } = await run("--compare-to", "2025-02-15");
    // By then Ann had named Bob, Cid, Hal and a stranger, and Bob alone had bought; Bob had named Dan.
    expect(of("ANN")).toMatchObject({ referrals: 4, referrals_then: 4, converted: 3, converted_then: 1 });
    expect(of("BOB")).toMatchObject({ referrals_then: 1, converted_then: 0 });
    expect(of("DAN")).toMatchObject({ referrals: 1, referrals_then: 0 });
  });

  it("looks no further than the day", async () => {
    const { of } = await run("--as-of", "2025-02-15");
    expect(of("ANN")).toMatchObject({ referrals: 4, converted: 1, revenue_direct: 50, indirect: 0 });
  });

  it("runs with transactions alone, and says what it lacks", async () => {
    held.file("orders.csv", ...ORDERS);
    const said = await held.crm("referrals", "orders.csv");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("no file says who brought whom");
  });
});
