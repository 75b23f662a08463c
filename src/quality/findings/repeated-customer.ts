import { identifier, raw, sql } from "../../engine/sql.js";
import { ROW_STATES } from "../../ingest/row-state.js";
import { type FindingKind, type Hit, MOST_EXAMPLES, many, texts } from "../finding.js";

export const repeatedCustomer: FindingKind = {
  code: "repeated-customer",
  severity: "warning",
  meaning: "A customer id stands in several records of a customer file; the last of them is kept.",
  async find({ engine, imported }) {
    const hits: Hit[] = [];
    for (const file of imported) {
      const count = file.accounting.filtered["duplicate-customer"] ?? 0;
      if (count === 0) continue;
      const repeated = sql`SELECT DISTINCT customer_id FROM ${identifier(file.table)}
        WHERE state = ${raw(String(ROW_STATES["duplicate-customer"]))} ORDER BY customer_id LIMIT ${MOST_EXAMPLES}`;
      hits.push({
        file: file.name,
        count,
        message: `${many(count, "record")} of customers that stand again further down; the last record is kept.`,
        advice: "Make sure that the last record of each is the right one.",
        examples: await texts(engine, repeated),
      });
    }
    return hits;
  },
};
