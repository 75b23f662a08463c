import { describe, expect, it } from "vitest";
import { useFolder } from "./run-in-process.js";

/* What lies after the as-of day is not known on it. Oracle: the same files without the rows after that day. */

const AS_OF = "2025-12-31";
const CUSTOMERS = ["Customer ID,Name,Phone", "A,Ann Example,+15550100123", "B,Bob Example,+15550100124"];
const ORDERS = [
  "Order ID,Customer ID,Order Date,Total,Status,Quantity",
  "1,A,2025-01-05,100,paid,",
  "2,B,2025-03-05,40,paid,",
];
// Ann buys after each call and pieces are counted from January on; Cid is known from an order that was cancelled in February.
const LATER_ORDERS = ["3,A,2026-01-10,50,paid,3", "4,C,2026-02-01,20,cancelled,1"];
const CALLS = [
  "Customer ID,Date,Kind,Direction,Cost",
  "A,2025-12-20,visit,outbound,30",
  "A,2025-12-30,visit,outbound,30",
  "B,2025-04-01,call,inbound,5",
];
const LATER_CALLS = ["A,2026-01-12,email,inbound,1"];

describe("a run as of an earlier day", () => {
  const held = useFolder();
  const tablesOf = async (command: string, later: boolean) => {
    held.file("customers.csv", ...CUSTOMERS);
    held.file("orders.csv", ...ORDERS, ...(later ? LATER_ORDERS : []));
    held.file("calls.csv", ...CALLS, ...(later ? LATER_CALLS : []));
    const said = await held.crm(command, "customers.csv", "orders.csv", "calls.csv", "--as-of", AS_OF, "--json");
    expect(said.exitCode, said.stderr).toBe(0);
    const { rows, tables } = JSON.parse(said.stdout) as Record<"rows" | "tables", unknown>;
    return { rows, tables };
  };

  for (const command of [
    "profile",
    "segment",
    "value",
    "relationship",
    "loyalty",
    "lifecycle",
    "referrals",
    "survey",
  ]) {
    it(`${command} knows nothing of what came after it`, async () => {
      expect(await tablesOf(command, true)).toEqual(await tablesOf(command, false));
    });
  }

  it("reaches a customer by what led to a purchase up to the day", async () => {
    const { rows } = await tablesOf("profile", true);
    const ann = (rows as Record<string, unknown>[]).find((row) => row.customer_id === "A");
    expect(ann).toMatchObject({ reach_channel: "phone", reach_source: "address known" });
  });
});
