import { raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";
import { transactionNumber } from "./transaction-number.js";

/** Fewer records than this share with a profit say too little about the others. */
export const LEAST_COVERED = 0.5;

/** How the gross profit of a transaction is read. */
export interface GrossProfit {
  /** SQL over the columns of `transactions`: gross profit of a record; null where the record does not say it. */
  readonly profit: Sql;
  /** The field that it comes from. */
  readonly source: "margin" | "cost";
}

/**
 * Gross profit of each record, from the margin where there is one, else amount less cost; null where transactions have
 * neither. Many exports write the cost of goods that came back as a positive number beside the negative amount: it comes
 * back too.
 */
export async function grossProfit(book: Book): Promise<GrossProfit | null> {
  const margin = await transactionNumber(book, "margin");
  const cost = await transactionNumber(book, "cost");
  const byCost = cost === null ? null : sql`amount - CASE WHEN amount < 0 THEN -abs(${cost}) ELSE ${cost} END`;
  if (margin !== null) return { profit: sql`coalesce(${margin}, ${byCost ?? raw("NULL")})`, source: "margin" };
  return byCost === null ? null : { profit: byCost, source: "cost" };
}
