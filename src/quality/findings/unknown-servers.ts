import { raw, sql } from "../../engine/sql.js";
import { type FindingKind, MOST_EXAMPLES, many, texts } from "../finding.js";

export const unknownServers: FindingKind = {
  code: "unknown-servers",
  severity: "warning",
  meaning: "Customers served by somebody who is neither in the customer file nor in the transactions.",
  async find({ engine, book }) {
    if (!book.customerFields.has("served_by")) return [];
    const missing = raw(`FROM customers WHERE served_by IS NOT NULL
      AND served_by NOT IN (SELECT customer_id FROM customers WHERE customer_id IS NOT NULL
        UNION ALL SELECT customer_id FROM transactions WHERE state < 2 AND customer_id IS NOT NULL)
      AND lower(trim(served_by)) NOT IN (SELECT lower(trim(name)) FROM customers WHERE name IS NOT NULL)`);
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${missing}`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "customer")} served by somebody who is no customer here.`,
        advice: "Name whoever serves them by identifier or by name, as the customer file does.",
        examples: await texts(
          engine,
          sql`SELECT DISTINCT served_by ${missing} ORDER BY served_by LIMIT ${MOST_EXAMPLES}`,
        ),
      },
    ];
  },
};
