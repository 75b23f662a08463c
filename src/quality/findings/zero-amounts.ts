import { raw, sql } from "../../engine/sql.js";
import { describedRecords } from "../described-records.js";
import { type FindingKind, many, texts } from "../finding.js";

export const zeroAmounts: FindingKind = {
  code: "zero-amounts",
  severity: "note",
  meaning: "Purchases of zero, such as free items; they count as purchases.",
  async find({ engine, book, imported }) {
    // Where the amount is the order's, its further lines are zero by themselves.
    const perOrder = imported.filter((file) => file.mapping.preset?.amountPer === "order").map((file) => file.number);
    const isFurtherLine =
      perOrder.length === 0
        ? raw("false")
        : sql`(file_number IN (${raw(perOrder.join(", "))}) AND order_id IN (
            SELECT order_id FROM transactions WHERE amount <> 0 AND order_id IS NOT NULL))`;
    const zero = sql`FROM transactions WHERE state = 0 AND amount = 0 AND ${isFurtherLine} IS NOT TRUE`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count ${zero}`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "purchase")} of zero; they count as purchases.`,
        examples: await texts(engine, describedRecords(book, zero, raw("day"))),
      },
    ];
  },
};
