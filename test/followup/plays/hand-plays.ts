import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { useFolder } from "../../commands/run-in-process.js";

/** A row of a list, or one of those who are left alone. */
export interface Played {
  readonly customer_id: string;
  readonly play: string;
  readonly reason: string;
  readonly talking_points: string;
  readonly channel: string;
  readonly due: string;
  readonly value_at_stake: number;
  readonly expected_value: number;
  readonly uplift: number;
  readonly owner: string;
}

export interface Inputs {
  /** `customer,date,amount[,product]`. */
  readonly orders: readonly string[];
  /** Further fields of customers by id; all have a number, an e-mail address and a city. */
  readonly customers?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** `customer,date,kind,outcome,next_contact,play,resolved,note`. */
  readonly contacts?: readonly string[];
  /** Further files by name, as lines. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly rules?: Readonly<Record<string, unknown>>;
  /** The level of relationship of all customers. */
  readonly level?: string;
  readonly args?: readonly string[];
}

/**
 * Runs `crm followup` for one play over small files and gives its rows by customer. The list is unlimited; contacts of old do not hold
 * rows back, but for what a test says, and cost limits are off: plays themselves are looked at.
 */
export async function played(
  held: ReturnType<typeof useFolder>,
  play: string,
  { orders, customers = {}, contacts, files = {}, rules = {}, level = "partnership", args = [] }: Inputs,
): Promise<ReadonlyMap<string, Played>> {
  const ids = [...new Set([...orders.map((line) => line.split(",")[0]!), ...Object.keys(customers)])].sort();
  const fields = [...new Set(Object.values(customers).flatMap((one) => Object.keys(one)))];
  const names = [];
  names.push(
    held.file(
      "orders.csv",
      "Order ID,Customer ID,Order Date,Amount,Product",
      ...orders.map((line, index) => `O${index},${line}${",".repeat(3 - line.split(",").length + 1)}`),
    ),
  );
  names.push(
    held.file(
      "customers.csv",
      ["Customer ID", "Name", "Phone", "Email", "City", ...fields].join(","),
      ...ids.map((id, index) =>
        [
          id,
          `Jo ${id}`,
          `+44 7700 900${String(100 + index)}`,
          `${id.toLowerCase()}@example.com`,
          "Leeds",
          ...fields.map((field) => customers[id]?.[field] ?? ""),
        ].join(","),
      ),
    ),
  );
  if (contacts !== undefined) {
    const lines = contacts.map((line, index) => `I${index},${line}${",".repeat(8 - line.split(",").length)}`);
    names.push(
      held.file(
        "contacts.csv",
        "Interaction ID,Customer ID,Date,Kind,Outcome,Next Contact,Play,Resolved,Note",
        ...lines,
      ),
    );
  }
  for (const [name, lines] of Object.entries(files)) names.push(held.file(name, ...lines));
  const { followup, ...others } = rules as { followup?: object };
  held.file(
    "crm.config.json",
    JSON.stringify({
      rules: {
        contact: {
          restDays: { phone: 0, email: 0, post: 0, visit: 0 },
          costs: { call: 0, email: 0, campaign: 0, visit: 0 },
        },
        relationship: { groupBy: "none", groups: { "all customers": level } },
        ...others,
        followup: { leastValue: -1e9, ...followup },
      },
    }),
  );
  const { exitCode, stderr } = await held.crm(
    ...["followup", ...names, "--plays", play, "--capacity", "all", ...args, "-o", "list.json", "--force"],
  );
  expect(exitCode, stderr).toBe(0);
  const { rows } = JSON.parse(readFileSync(join(held.folder, "list.json"), "utf8")) as { rows: Played[] };
  return new Map(rows.map((row) => [row.customer_id, row]));
}
