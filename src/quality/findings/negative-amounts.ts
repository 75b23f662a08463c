import { raw, sql } from "../../engine/sql.js";
import { describedRecords } from "../described-records.js";
import { type FindingKind, many, texts } from "../finding.js";

export const negativeAmounts: FindingKind = {
  code: "negative-amounts",
  severity: "note",
  meaning: "Negative amounts: refunds, taken off the customer's spend and never counted as purchases.",
  async find({ engine, book }) {
    const negative = sql`FROM transactions WHERE state < 2 AND amount < 0`;
    const found = await engine.row<{ count: number; total: number | null }>(
      sql`SELECT count(*) AS count, sum(amount) AS total ${negative}`,
    );
    if (found.count === 0) return [];
    return [
      {
        file: null,
        count: found.count,
        message: `${many(found.count, "negative amount")}, ${(found.total ?? 0).toFixed(2)} in all: refunds, taken off the customer's spend.`,
        examples: await texts(engine, describedRecords(book, negative, raw("amount"))),
      },
    ];
  },
};
