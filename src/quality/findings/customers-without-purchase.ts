import { sql } from "../../engine/sql.js";
import { type FindingKind, MOST_EXAMPLES, many, texts } from "../finding.js";

export const customersWithoutPurchase: FindingKind = {
  code: "customers-without-purchase",
  severity: "note",
  meaning: "Customers of the customer file without a purchase: prospects.",
  async find({ engine, imported }) {
    const roles = new Set(imported.map((file) => file.role));
    if (roles.size < 2) return [];
    const idle = sql`FROM customers WHERE customer_id NOT IN (
      SELECT customer_id FROM transactions WHERE state = 0 AND customer_id IS NOT NULL)`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${idle}`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "customer")} of the customer file without a purchase; they are listed as prospects.`,
        examples: await texts(engine, sql`SELECT customer_id ${idle} ORDER BY customer_id LIMIT ${MOST_EXAMPLES}`),
      },
    ];
  },
};
