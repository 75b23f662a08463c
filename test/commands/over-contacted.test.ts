import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

/* Caps, rests, opt-outs and verdicts at their edges, on small files. */
const held = useFolder();

interface Table {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
type Json = Table & { readonly tables: Readonly<Record<string, Table>> };

/** Runs over interactions `customer,day,kind[,direction,cost]` as of 2026-06-30. */
async function run(
  interactions: readonly string[],
  rules: object = {},
  customers: readonly string[] = ["Customer ID,opt_out"],
): Promise<Json> {
  held.file(
    "orders.csv",
    "Order ID,Order Date,Customer ID,Amount,Cost",
    "1,2026-06-30,A,1000,500",
    "2,2026-06-30,B,1000,500",
  );
  held.file(
    "interactions.csv",
    "Customer ID,Date,Kind,Direction,Cost",
    ...interactions.map((line) => `${line}${",".repeat(4 - line.split(",").length + 1)}`),
  );
  held.file("customers.csv", ...customers, ...(customers.length === 1 ? ["A,none"] : []));
  held.file("crm.config.json", JSON.stringify({ rules }));
  const { exitCode, stderr } = await held.crm(
    ...["relationship", "orders.csv", "interactions.csv", "customers.csv", "-o", "out.json", "--force"],
  );
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as Json;
}

const of = (json: Json, customer: string) => json.rows.find((row) => row.customer_id === customer)!;
const over = (json: Json) =>
  (json.tables.over_contacted?.rows ?? []).map((row) => [row.customer_id, row.channel, row.contacts, row.exceeded_on]);

const twoInTen = { contact: { caps: [{ channel: "phone", most: 2, days: 10 }] } };

describe("a cap of 2 calls in 10 days running", () => {
  it("is kept by exactly two, and by a third on the eleventh day", async () => {
    const json = await run(["A,2026-05-01,call", "A,2026-05-10,call", "A,2026-05-11,call"], twoInTen);
    // The ten days that end on the 11th begin on the 2nd: they hold two.
    expect(over(json)).toEqual([]);
    expect(of(json, "A").over_contacted).toBe(false);
  });

  it("is exceeded by a third on the tenth day, and again while three are within ten days", async () => {
    const days = ["2026-05-01", "2026-05-05", "2026-05-10", "2026-05-14", "2026-05-25"];
    const json = await run(
      days.map((day) => `A,${day},call`),
      twoInTen,
    );
    expect(over(json)).toEqual([["A", "phone", 3, "2026-05-10, 2026-05-14"]]);
    expect(of(json, "A")).toMatchObject({ over_contacted: true });
    expect(String(of(json, "A").reason)).toContain(
      "3 contacts by phone within 10 days, at most 2: beyond it on 2026-05-10, 2026-05-14",
    );
  });

  it("counts several of one day, and neither inbound calls, other channels nor exempt kinds", async () => {
    const json = await run(
      [
        ...["A,2026-05-01,call", "A,2026-05-01,call", "A,2026-05-01,call"],
        ...[
          "B,2026-05-01,call",
          "B,2026-05-01,call",
          "B,2026-05-02,call,inbound",
          "B,2026-05-02,email",
          "B,2026-05-02,quote",
        ],
      ],
      twoInTen,
    );
    expect(over(json)).toEqual([["A", "phone", 3, "2026-05-01"]]);
  });

  it("looks at the last year alone, with the days before it that still count", async () => {
    // The year begins on 2025-07-01; the ten days that end then hold the calls of June too.
    const before = ["A,2025-06-28,call", "A,2025-06-29,call", "A,2025-06-30,call"];
    expect(over(await run(before, twoInTen))).toEqual([]);
    expect(over(await run([...before, "A,2025-07-01,call"], twoInTen))).toEqual([["A", "phone", 4, "2025-07-01"]]);
  });
});

it("a cap over all channels, and a cap of none", async () => {
  const rules = {
    contact: {
      caps: [
        { channel: "all", most: 1, days: 1 },
        { channel: "visit", most: 0, days: 30 },
      ],
    },
  };
  const json = await run(["A,2026-05-01,call", "A,2026-05-01,email", "B,2026-05-01,visit"], rules);
  expect(over(json)).toEqual([
    ["A", "all", 2, "2026-05-01"],
    ["B", "visit", 1, "2026-05-01"],
  ]);
});

it("names five days of many", async () => {
  const days = Array.from({ length: 8 }, (_, index) => `A,2026-05-0${index + 1},call`);
  const json = await run(days, { contact: { caps: [{ channel: "phone", most: 1, days: 2 }] } });
  expect(over(json)).toEqual([
    ["A", "phone", 2, "2026-05-02, 2026-05-03, 2026-05-04, 2026-05-05, 2026-05-06 and 2 more"],
  ]);
});

it("flags of exports mean the channel of their header", async () => {
  const json = await run(["A,2026-05-01,call", "A,2026-05-01,email", "B,2026-05-01,call", "B,2026-05-01,email"], {}, [
    "Customer ID,Do Not Call,Email Opt Out",
    "A,TRUE,FALSE",
    "B,no,yes",
  ]);
  expect(over(json)).toEqual([
    ["A", "phone", 1, null],
    ["B", "email", 1, null],
  ]);
  expect(String(of(json, "A").reason)).toContain(
    "the opt-out has no day, so whether they came after it cannot be told",
  );
});

it("rests after the latest contacts, each by its channel", async () => {
  const json = await run(["A,2026-06-20,visit", "A,2026-06-28,email", "B,2026-06-23,call"]);
  expect(of(json, "A").rest_until).toBe("2026-07-04"); // a visit rests 14 days, an e-mail 3
  expect(of(json, "B").rest_until).toBe(null); // 7 days, over with the as-of day
});

describe("the verdict", () => {
  // Two customers, margin 500 each: few, 50 %, so a partnership; 15 % of 500 = 75 for contacts.
  it("is right at exactly what is due or paid, and changes one contact further", async () => {
    const rules = { relationship: { levels: { partnership: { contactsAYear: 3 } }, leastContactsForMean: 1 } };
    const visits = (customer: string, count: number, cost: number) =>
      Array.from({ length: count }, (_, index) => `${customer},2026-0${index + 1}-01,visit,outbound,${cost}`);
    const verdicts = async (a: number, b: number, cost: number) => {
      const json = await run([...visits("A", a, cost), ...visits("B", b, cost)], rules);
      return [of(json, "A"), of(json, "B")].map((row) => [row.affordable_contacts, row.due_contacts, row.verdict]);
    };
    expect(await verdicts(2, 3, 15)).toEqual([
      [5, 3, "under-served"],
      [5, 3, "right"],
    ]);
    expect(await verdicts(5, 6, 15)).toEqual([
      [5, 3, "right"],
      [5, 3, "over-served"],
    ]);
    // Six for 500 are no more than the margin; six for 500.04 are.
    expect(await verdicts(5, 5, 100)).toEqual([
      [0, 0, "over-served"],
      [0, 0, "over-served"],
    ]);
    expect(await verdicts(5, 5, 100.01)).toEqual([
      [0, 0, "costs more than it brings"],
      [0, 0, "costs more than it brings"],
    ]);
  });

  it("is by money: neither the number nor the kind of contacts is over-served where they cost what they may", async () => {
    // 2 % of 500 = 10 for contacts: a call costs 6, twenty e-mails cost 10, one more 10.50.
    const rules = { relationship: { groupBy: "none", groups: { "all customers": "reactive" } } };
    const emails = (count: number) => Array.from({ length: count }, () => "B,2026-05-01,email");
    const json = await run(["A,2026-05-01,call", ...emails(20)], rules);
    expect(of(json, "A")).toMatchObject({ level: "reactive", contact_budget: 10, unsuitable_contacts: 1 });
    expect(of(json, "A").verdict).toBe("right");
    expect(String(of(json, "A").reason)).toMatch(
      /^all customers: reactive by configuration; 1 contact for 6.00 .*; 1 contact of a kind that the level does not have$/,
    );
    // 21 contacts for 16 are 0.76 each, of which 10 pays 13: twenty are more than that, and yet cost no more than 10.
    expect(of(json, "B")).toMatchObject({ contacts: 20, affordable_contacts: 13, unsuitable_contacts: 0 });
    expect(of(json, "B").verdict).toBe("right");
    const dearer = await run(["A,2026-05-01,visit", ...emails(21)], rules);
    expect(["A", "B"].map((id) => of(dearer, id).verdict)).toEqual(["over-served", "over-served"]);
    expect(String(of(dearer, "A").reason)).toContain(
      "1 contact for 180.00 in the year, but 2 % of a margin of 500.00 is 10.00",
    );
  });
});
