import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useFolder } from "../commands/run-in-process.js";

/* Who is left alone and why, who leads, and what it is worth; as of Friday 2026-10-30. Worked out by hand. */
const held = useFolder();

type Row = Readonly<Record<string, unknown>>;

/** Runs over customers `id,phone,email,city,owner`, purchases `id,day,amount` and interactions `id,day,kind,direction,outcome,next`. */
async function list(
  files: {
    customers: readonly string[];
    orders: readonly string[];
    contacts?: readonly string[];
    people?: readonly string[];
  },
  rules: object,
  ...args: readonly string[]
) {
  const pad = (cells: number) => (line: string) => line + ",".repeat(cells - line.split(",").length);
  const names = [
    held.file("customers.csv", "Customer ID,Phone,Email,City,Owner", ...files.customers.map(pad(5))),
    held.file(
      "orders.csv",
      "Order ID,Customer ID,Order Date,Amount",
      "O,Z,2026-10-30,1",
      ...files.orders.map((line, index) => `O${index},${line}`),
    ),
    held.file(
      "contacts.csv",
      "Customer ID,Date,Kind,Direction,Outcome,Next Contact",
      "Z,2026-01-02,call,outbound,talked,",
      ...(files.contacts ?? []).map(pad(6)),
    ),
    ...(files.people === undefined
      ? []
      : [held.file("people.csv", "Contact ID,Customer ID,Contact Name,Role,Phone,Email", ...files.people)]),
  ];
  held.file(
    "crm.config.json",
    JSON.stringify({
      rules: {
        relationship: { groupBy: "none", groups: { "all customers": "partnership" }, marginShare: 0.4 },
        ...rules,
      },
    }),
  );
  const { exitCode, stderr } = await held.crm(
    "followup",
    ...names,
    "--capacity",
    "all",
    ...args,
    "-o",
    "out.json",
    "--force",
  );
  expect(exitCode, stderr).toBe(0);
  const { rows, tables } = JSON.parse(readFileSync(join(held.folder, "out.json"), "utf8")) as {
    rows: Row[];
    tables: Record<string, { rows: Row[] }>;
  };
  const by = (from: readonly Row[]) => new Map(from.map((row) => [String(row.customer_id), row]));
  return { rows: by(rows), alone: by(tables.suppressed?.rows ?? []), all: tables };
}

const bought = (...ids: readonly string[]) => ids.map((id) => `${id},2026-10-28,1000`);
const CHECK = ["--plays", "post_sale_check"];

describe("who is left alone is named, with the first thing that stands against it", () => {
  it("by address, list, refusal and attempts", async () => {
    const { rows, alone } = await list(
      {
        customers: ["A", "B,12", "C,+44 7700 900103", "D,+44 7700 900104", "E,+44 7700 900105", "F,+44 7700 900106"],
        orders: bought("A", "B", "C", "D", "E", "F"),
        contacts: [
          "D,2026-08-01,call,outbound,wrong number",
          ...["2026-09-01", "2026-09-02", "2026-09-03", "2026-09-04"].map((day) => `E,${day},call,outbound,no answer`),
          // Whoever turned to whom: the customer called to say so.
          "F,2026-08-01,call,inbound,do not contact",
        ],
      },
      {},
      ...[...CHECK, "--do-not-contact", held.file("never.txt", "00447700900103")],
    );
    expect([...rows.keys()]).toEqual([]);
    expect([...alone].filter(([id]) => id !== "Z").map(([id, { reason }]) => [id, reason])).toEqual([
      ["A", "no telephone number"],
      ["B", "cannot be called: 12 is no possible telephone number"],
      ["C", "on the do-not-contact list"],
      ["D", "cannot be called: the number was wrong"],
      ["E", "4 attempts by telephone without reaching anyone"],
      ["F", "said never to be contacted again"],
    ]);
  });

  it("by the number or address of the person who would be spoken to", async () => {
    const { rows, alone } = await list(
      {
        customers: [
          "A,+44 7700 900101,a@example.com,Leeds",
          "B,+44 7700 900102,b@example.com,Leeds",
          "C,+44 7700 900103,c@example.com,Leeds",
        ],
        orders: bought("A", "B", "C"),
        people: [
          "1,A,Uma,user,+44 7700 900201,uma@example.com",
          "2,B,Eli,user,+44 7700 900202,eli@example.com",
          "3,C,Ida,user,+44 7700 900203,ida@example.com",
          "4,C,Dee,decider,+44 7700 900204,dee@example.com",
        ],
      },
      {},
      // The check speaks to the user: what C's decider does not want, C's user does not say.
      ...[
        ...CHECK,
        "--do-not-contact",
        held.file("never.txt", "+44 7700 900201", "ELI@example.com", "dee@example.com"),
      ],
    );
    expect([...rows.keys()]).toEqual(["C"]);
    expect(rows.get("C")).toMatchObject({ contact: "Ida", phone: "+44 7700 900203" });
    expect([alone.get("A")!.reason, alone.get("B")!.reason]).toEqual([
      "on the do-not-contact list",
      "on the do-not-contact list",
    ]);
  });
});

describe("a cap and a rest", () => {
  const rules = { contact: { caps: [{ channel: "phone", most: 1, days: 10 }], restDays: { phone: 0 } } };
  it("count the days that end on the list's first, and the last day of rest", async () => {
    const { rows, alone } = await list(
      {
        customers: ["A,+44 7700 900101", "B,+44 7700 900102"],
        orders: bought("A", "B"),
        // Ten days that end on Monday the 2nd begin on the 24th.
        contacts: ["A,2026-10-24,call,outbound,no answer", "B,2026-10-23,call,outbound,no answer"],
      },
      rules,
      ...CHECK,
    );
    expect([...rows.keys()]).toEqual(["B"]);
    expect(alone.get("A")!.reason).toBe("1 contact by phone within 10 days, at most 1");
  });

  it("all that must wait for the last day have room with --capacity all", async () => {
    const ids = ["A", "B", "C", "D", "E"];
    const { rows } = await list(
      {
        customers: ids.map((id, index) => `${id},+44 7700 90010${index}`),
        orders: ids.map((id) => `${id},2026-10-30,1000`),
        // Seven days of rest after Friday the 30th would end on the 6th; after the 29th, on Thursday the 5th.
        contacts: ids.map((id) => `${id},2026-10-29,call,outbound,no answer`),
      },
      {},
      ...CHECK,
    );
    expect([...rows.values()].map(({ due }) => due)).toEqual(ids.map(() => "2026-11-06"));
  });
});

describe("what is worth what", () => {
  it("is uplift × margin × value at stake − cost, the best play leads, and the others stand under it", async () => {
    held.file(
      "quotes.csv",
      "Opportunity ID,Customer ID,Title,Stage,Amount,Date",
      "1,A,Kiln,quote,2000,2026-10-01",
      "2,B,Kiln,quote,100,2026-10-01",
    );
    const { rows, alone } = await list(
      {
        customers: ["A,+44 7700 900101,a@example.com,Leeds,Ann", "B,+44 7700 900102"],
        orders: ["A,2026-09-01,1000", "B,2026-09-01,1000"],
      },
      { contact: { costs: { call: 6 } } },
      ...["quotes.csv", "--plays", "quote,account_gap"],
    );
    // 0.1 × 0.4 × 2000 − 6 = 74, and 0.1 × 0.4 × 100 − 6 = −2.
    expect(rows.get("A")).toMatchObject({
      expected_value: 74,
      uplift: 0.1,
      value_at_stake: 2000,
      cost: 6,
      owner: "Ann",
      rank: 1,
    });
    expect(alone.get("B")!.reason).toMatch(/worth -2\.00 by phone, and 0 is the least/);
  });

  it("service comes first whatever it is worth, and after-sales matters without an owner have a responsible person", async () => {
    const { rows } = await list(
      {
        customers: ["A,+44 7700 900101,,,Ann", "B,+44 7700 900102"],
        orders: ["A,2026-09-01,100000", "B,2026-09-01,1"],
        contacts: ["B,2026-10-28,complaint"],
        people: ["1,A,Uma,user,+44 7700 900101,uma@example.com"],
      },
      { followup: { leastValue: -1000, staff: { after_sales: ["Sam"] } } },
      ...["--plays", "open_complaint,account_gap"],
    );
    expect(rows.get("B")).toMatchObject({ rank: 1, play: "open_complaint", owner: "Sam" });
    expect(rows.get("A")).toMatchObject({ rank: 2, play: "account_gap", owner: "Ann" });
  });
});
