import { raw, sql } from "../../engine/sql.js";
import { type FindingKind, MOST_EXAMPLES, many, texts } from "../finding.js";

export const sharedOrder: FindingKind = {
  code: "shared-order",
  severity: "warning",
  meaning: "An order id belongs to several customers: order ids may not be unique, or the customer column is wrong.",
  async find({ engine, book }) {
    if (!book.transactionFields.has("order_id")) return [];
    const shared = sql`SELECT order_id FROM transactions WHERE state < 2 AND order_id IS NOT NULL
      GROUP BY order_id HAVING count(DISTINCT customer_id) > 1`;
    const { count } = await engine.row<{ count: number }>(sql`SELECT count(*) AS count FROM (${shared})`);
    if (count === 0) return [];
    return [
      {
        file: null,
        count,
        message: `${many(count, "order id")} with more than one customer.`,
        advice: "Check the columns of customer and order; --map names others.",
        examples: await texts(engine, sql`${shared} ORDER BY order_id LIMIT ${raw(String(MOST_EXAMPLES))}`),
      },
    ];
  },
};
