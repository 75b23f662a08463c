import type { Book } from "../../book/book.js";
import { literal, sql } from "../../engine/sql.js";

/**
 * Profit over spend up to a day, from a margin column, else from a cost column of the transactions; null where there
 * is neither. One rate for all customers: the margins of single customers are too noisy to project.
 */
export async function measuredMargin(book: Book, asOf: string): Promise<number | null> {
  const field = ["margin", "cost"].find((name) => book.transactionFields.has(name));
  if (field === undefined) return null;
  const value = field === "margin" ? sql`try_cast(margin AS DOUBLE)` : sql`amount::DOUBLE - try_cast(cost AS DOUBLE)`;
  const { share } = await book.engine.row<{ share: number | null }>(sql`
    SELECT sum(profit) / nullif(sum(CASE WHEN profit IS NOT NULL THEN amount END)::DOUBLE, 0) AS share
    FROM (SELECT amount, ${value} AS profit FROM transactions WHERE state < 2 AND day <= DATE ${literal(asOf)})`);
  return share === null || !(share > 0) ? null : share;
}
