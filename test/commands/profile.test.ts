import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

const CUSTOMERS = [
  "Customer ID,Name,Email,Phone,Region,Industry,Marketing Cost,First Contact Date,Opt Out",
  "A,Ann Example,ann@example.com,+1 555 0101,North,Tools,40,2025-01-01,",
  "B,Bob Example,bob@example.com,,North,Tools,,,",
  "C,Cid Example,,+1 555 0103,South,Food,,2025-03-01,",
  "D,Dan Example,dan@example.com,+1 555 0104,South,Tools,20,,phone",
  "P,Pat Example,pat@example.com,,North,Food,,,",
];
const ORDERS = [
  "Order ID,Customer ID,Date,Category,Brand,Channel,Quantity,Unit Price,Amount,Cost",
  // 6 January 2025 is a Monday, 14 January a Tuesday, 20 January a Monday.
  "1,A,2025-01-06 09:10:00,Drills,Acme,shop,1,10,10,6",
  "2,A,2025-01-14 09:50:00,Drills,Acme,web,1,30,30,15",
  "3,A,2026-01-19 17:00:00,Saws,Best,web,2,50,100,60",
  "4,B,2025-06-02 10:00:00,Drills,Best,shop,1,20,20,10",
  "5,C,2025-03-11 10:00:00,Saws,Best,shop,1,90,90,30",
  "6,C,2026-02-02 10:00:00,Saws,Acme,shop,1,70,70,40",
  "7,D,2025-12-01 08:00:00,Drills,Acme,shop,1,30,30,30",
];
const CALLS = [
  "Activity ID,Customer ID,Date,Kind,Direction,Cost",
  "1,A,2025-01-03,visit,outbound,50",
  "2,A,2026-01-10,call,outbound,10",
  "3,B,2025-05-01,email,outbound,1",
  "4,B,2025-07-01,email,inbound,2",
  "5,D,2025-11-20,call,outbound,5",
  "6,P,2025-12-20,call,outbound,7",
];

describe("crm profile", () => {
  const held = useFolder();
  const run = async (...args: readonly string[]) => {
    held.file("customers.csv", ...CUSTOMERS);
    held.file("orders.csv", ...ORDERS);
    held.file("calls.csv", ...CALLS);
    const said = await held.crm("profile", "customers.csv", "orders.csv", "calls.csv", "--json", ...args);
    expect(said.stderr).toBe("");
    const json = JSON.parse(said.stdout);
    return { json, of: (id: string) => json.rows.find((row: { customer_id: string }) => row.customer_id === id) };
  };

  it("says what, where, at which price and when each customer likes to buy", async () => {
    const { of } = await run();
    // Spend: Drills 40, Saws 100; Acme 40, Best 100; shop 10, web 130. Two Mondays and one Tuesday; twice at nine.
    expect(of("A")).toMatchObject({
      preferred_category: "Saws",
      preferred_brand: "Best",
      preferred_channel: "web",
      preferred_weekday: "Monday",
      preferred_hour: 9,
    });
    // Prices of drills: 10, 20, 30, 30: thirds at 20 and 30. Of saws: 50, 70, 90: at 63.33 and 76.67. Ann: low 10 + 100, middle 30.
    expect(of("A")).toMatchObject({ price_band: "low", premium_share: 0 });
    expect(of("B")).toMatchObject({ price_band: "low" });
    // 90 of 160 in the upper third.
    expect(of("C")).toMatchObject({ price_band: "high", premium_share: 0.5625 });
    expect(of("P")).toMatchObject({ preferred_category: null, price_band: null, spend_now: null, earned: null });
  });

  it("reaches each customer by what it did, and never by what it refused", async () => {
    const { of } = await run();
    expect(of("B")).toMatchObject({ reach_channel: "email", reach_source: "turned to us" });
    // One call each is fewer than the two that count, so that addresses decide; Dan refuses the phone.
    expect(of("A")).toMatchObject({ reach_channel: "phone", reach_source: "address known" });
    expect(of("D")).toMatchObject({ reach_channel: "email", reach_source: "address known" });
    held.file("crm.config.json", JSON.stringify({ rules: { profile: { reachContacts: 1 } } }));
    // The visit of 3 January and the call of 10 January each came before a purchase; by name the phone is first.
    expect((await run()).of("A")).toMatchObject({ reach_channel: "phone", reach_source: "bought after contact" });
    held.file(
      "answers.csv",
      "Customer ID,Question,Answer",
      "A,How would you like to receive product information?,In person",
    );
    expect((await run("--responses", "answers.csv")).of("A")).toMatchObject({
      reach_channel: "visit",
      reach_source: "answered",
    });
  });

  it("holds everything earned against everything invested", async () => {
    const { of } = await run();
    // Ann: 4 + 15 + 40 earned; 40 marketing, 50 visit, 10 call. Bob: 10 earned, contacts 3. Dan: nothing earned, 20 + 5.
    expect(of("A")).toMatchObject({ earned: 59, invested: 100, return_on_customer: -0.41 });
    expect(of("B").return_on_customer).toBeCloseTo((10 - 3) / 3, 4);
    expect(of("C")).toMatchObject({ earned: 90, invested: 0, return_on_customer: null });
    expect(of("D")).toMatchObject({ earned: 0, invested: 25, return_on_customer: -1 });
    expect(of("P")).toMatchObject({ invested: 7, earned: null, return_on_customer: -1 });
  });

  it("counts days from the first contact to the first purchase where one came before it", async () => {
    const { of } = await run();
    expect(of("A")).toMatchObject({ first_contact: "2025-01-01", days_to_first_purchase: 5 });
    expect(of("B")).toMatchObject({ first_contact: "2025-05-01", days_to_first_purchase: 32 });
    expect(of("C")).toMatchObject({ first_contact: "2025-03-01", days_to_first_purchase: 10 });
    expect(of("P")).toMatchObject({ first_contact: "2025-12-20", days_to_first_purchase: null });
  });

  it("compares spend in two windows, up to the day and before it or up to another", async () => {
    const { of, json } = await run();
    // 90 days up to 2 February 2026 begin on 5 November, those before on 7 August.
    expect(json.spendWindow).toEqual({ days: 90, now: "2026-02-02", before: "2025-11-04" });
    expect(of("A")).toMatchObject({ spend_before: 0, spend_now: 100, spend_change: 100 });
    const then = await run("--compare-to", "2025-03-31");
    expect(then.of("A")).toMatchObject({ spend_before: 40, spend_now: 100, spend_change: 60 });
    expect(then.of("C")).toMatchObject({ spend_before: 90, spend_now: 70, spend_change: -20 });
  });

  it("shows what winning and keeping cost, as it is", async () => {
    const { json } = await run();
    /*
     * In the 365 days from 3 February 2025: won are Bob, Cid and Dan, for Bob's e-mail of 1, Dan's call of 5, and the call to
     * Pat in vain, 7. Marketing cost is known of Dan alone, 20, and counts for the two others too: 13 + 3 × 20 = 73. Kept is
     * Ann: her call of 10.
     */
    expect(json).toMatchObject({ newCustomers: 3, marketingCostKnown: 1, keptCustomers: 1 });
    expect(json).toMatchObject({ costOfWinning: 24.33, costOfKeeping: 10, ratio: 2.433 });
    expect(json.tables.winning_and_keeping.rows[0]).toMatchObject({ customers: 3, cost: 73, cost_of_one: 24.33 });
    expect(json.unused.join()).toContain("marketing cost, known of 1 of 3, and contacts before the first purchase");
  });

  it("says the same cost of winning as crm referrals", async () => {
    const { json } = await run();
    held.file("referrals.csv", "Referrer,Referred,Date", "A,B,2025-05-01");
    const files = ["customers.csv", "orders.csv", "calls.csv", "referrals.csv"];
    const said = await held.crm("referrals", ...files, "--json");
    expect(JSON.parse(said.stdout).acquisitionCost).toBe(json.costOfWinning);
  });

  it("finds where industries concentrate, by location quotient, and what a site would bring", async () => {
    held.file(
      "crm.config.json",
      JSON.stringify({
        rules: {
          profile: {
            clusterCustomers: 2,
            clusterQuotient: 1.2,
            sites: [{ name: "office", annualCost: 10, profitUplift: 0.1, visitSaving: 0.5 }],
          },
        },
      }),
    );
    const { json } = await run();
    // Four customers bought: North 2 (both tools), South 2; tools 3 of 4. Tools in the north: (2/2) / (3/4) = 4/3.
    const north = json.tables.clusters.rows[0];
    expect(north).toMatchObject({ region: "North", industry: "Tools", customers: 2, is_cluster: true });
    expect(north.location_quotient).toBeCloseTo(4 / 3, 4);
    // Profit of the year in the north: Ann 40, Bob 10; visits of the year: none. Gain 5, 2.50 a customer.
    expect(json.tables.sites.rows).toMatchObject([
      {
        region: "North",
        site: "office",
        customers: 2,
        gain: 5,
        annual_cost: 10,
        net: -5,
        break_even_customers: 4,
        pays: false,
      },
    ]);
  });

  it("says how full the file is", async () => {
    const { of } = await run();
    // Eight columns besides the id: Ann lacks the opt-out, Bob phone, cost, contact and opt-out.
    expect(of("A").profile_completeness).toBe(7 / 8);
    expect(of("B").profile_completeness).toBe(4 / 8);
  });

  it("runs with transactions alone", async () => {
    held.file("orders.csv", "Order ID,Customer ID,Date,Amount", "1,A,2025-01-06,10");
    const said = await held.crm("profile", "orders.csv");
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain("no interactions are known");
  });
});
