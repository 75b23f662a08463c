import { describe, expect, it } from "vitest";
import { customerAttributes } from "../../src/analyses/customer-columns.js";
import { connectedGroups } from "../../src/book/connected-groups.js";
import { mergeCustomers } from "../../src/book/merge-customers.js";
import { customerSummary } from "../../src/book/summaries.js";
import { sql } from "../../src/engine/sql.js";
import { type Customer, type Purchase, smallBook, useEngine } from "../analyses/small-book.js";

const held = useEngine();

const PURCHASES: readonly Purchase[] = [
  ["A", "2026-02-01", 10],
  ["B", "2026-01-01", 20],
  ["C", "2026-03-01", 30],
  ["D", "2026-03-01", 40],
];
const CUSTOMERS: readonly Customer[] = [
  { customer_id: "A", email: "Ann@x.org ", phone: "+49 30 5550001", city: "Ulm" },
  { customer_id: "B", email: "ann@x.org", phone: "030 111 2222", city: null },
  { customer_id: "C", email: null, phone: "0049-30-5550001", city: "Bonn" },
  { customer_id: "D", email: "d@x.org", phone: "0000000", city: "Kiel" },
  { customer_id: "P", email: "n/a", phone: "0000000", city: null },
  { customer_id: "Q", email: "n/a", phone: "12345", city: null },
];

const merged = async (purchases = PURCHASES, customers = CUSTOMERS) => {
  const { book, outcome } = await mergeCustomers(await smallBook(held.engine, purchases, customers));
  const rows = await held.engine.rows(sql`SELECT * FROM merged_customers ORDER BY customer_id`);
  return { book, outcome, rows };
};

describe("mergeCustomers", () => {
  it("merges through a third one into the earliest buyer, and leaves placeholders alone", async () => {
    const { rows, outcome } = await merged();
    expect(rows).toEqual([
      { customer_id: "A", merged_into: "B", reason: "email and phone" },
      { customer_id: "C", merged_into: "B", reason: "phone" },
    ]);
    expect(outcome).toMatchObject({ merged: 2, into: 1, warnings: [] });
  });

  it("keeps every cent and every order, and fills the gaps of who stays", async () => {
    const { book } = await merged();
    const summary = await held.engine.rows(sql`
      SELECT customer_id, frequency, monetary, first_purchase::VARCHAR AS first FROM (${customerSummary(book, { asOf: "2026-12-31" })})
      ORDER BY customer_id`);
    expect(summary).toEqual([
      { customer_id: "B", frequency: 3, monetary: 60, first: "2026-01-01" },
      { customer_id: "D", frequency: 1, monetary: 40, first: "2026-03-01" },
    ]);
    const { relation } = customerAttributes(book, ["city", "phone"], "2026-12-31");
    const records = await held.engine.rows(sql`SELECT * FROM (${relation}) ORDER BY customer_id`);
    expect(records.map((row) => row.customer_id)).toEqual(["B", "D", "P", "Q"]);
    expect(records[0]).toEqual({ customer_id: "B", city: "Ulm", phone: "030 111 2222" });
  });

  it("gives the same whatever the order of the rows; of equal firsts the smaller id stays", async () => {
    const { rows } = await merged([...PURCHASES].reverse(), [...CUSTOMERS].reverse());
    expect(rows).toEqual((await merged()).rows);
    const twins = await merged(
      [
        ["Z", "2026-01-01", 1],
        ["Y", "2026-01-01", 1],
      ],
      [
        { customer_id: "Z", email: "t@x.org" },
        { customer_id: "Y", email: "T@X.ORG" },
      ],
    );
    expect(twins.rows).toEqual([{ customer_id: "Z", merged_into: "Y", reason: "email" }]);
  });

  it("takes a contact of more than ten for a placeholder, and says so where there is no contact", async () => {
    const crowd = Array.from({ length: 11 }, (_, index) => ({ customer_id: `C${index}`, email: "info@shop.com" }));
    const { outcome } = await merged(PURCHASES, crowd);
    expect(outcome.merged).toBe(0);
    expect(outcome.warnings).toEqual([
      "the email info@shop.com belongs to 11 customers and is taken for a placeholder; it merges none",
    ]);
    const none = await merged(PURCHASES, []);
    expect(none.outcome.warnings).toEqual(["no file has e-mails or phones, so nothing can be merged"]);
  });
});

it("connectedGroups joins chains, whatever the order", () => {
  const pairs = [
    ["b", "a"],
    ["d", "c"],
    ["c", "b"],
    ["y", "x"],
    ["e", "e"],
  ] as const;
  const groups = [["a", "b", "c", "d"], ["e"], ["x", "y"]];
  expect(connectedGroups(pairs)).toEqual(groups);
  expect(connectedGroups([...pairs].reverse())).toEqual(groups);
});
