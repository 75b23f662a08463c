import { sql } from "../../engine/sql.js";
import { type FindingKind, MOST_EXAMPLES, many, texts } from "../finding.js";

export const unknownCustomers: FindingKind = {
  code: "unknown-customers",
  severity: "warning",
  meaning: "Customers of the transactions that the customer file does not have. They are kept, without attributes.",
  async find({ engine, imported }) {
    const roles = new Set(imported.map((file) => file.role));
    if (roles.size < 2) return [];
    const missing = sql`FROM transactions WHERE state < 2 AND customer_id NOT IN (SELECT customer_id FROM customers)`;
    const found = await engine.row<{ customers: number; records: number; all: number }>(sql`
      SELECT count(DISTINCT customer_id) AS customers, count(*) AS records,
        (SELECT count(DISTINCT customer_id) FROM transactions WHERE state < 2) AS all ${missing}`);
    if (found.customers === 0) return [];
    const allOfThem = found.customers === found.all;
    return [
      {
        file: null,
        count: found.customers,
        message: `${allOfThem ? "All customers of the transactions are missing in the customer file: the two name customers differently" : "Not in the customer file"}: ${many(found.customers, "customer")} with ${many(found.records, "transaction record")}.`,
        advice: allOfThem
          ? "Check which column holds the customer in each file; --map names another."
          : "Export the customers anew, or go on: they are kept.",
        examples: await texts(
          engine,
          sql`SELECT DISTINCT customer_id ${missing} ORDER BY customer_id LIMIT ${MOST_EXAMPLES}`,
        ),
      },
    ];
  },
};
