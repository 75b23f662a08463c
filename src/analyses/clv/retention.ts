import type { Book } from "../../book/book.js";
import { createPurchaseHistories, purchasesByWeek } from "../../book/purchase-histories.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { historicParameters, historicPurchases } from "./historic.js";
import { readHistories } from "./read-histories.js";
import { dayAfter, daysBetween } from "./time.js";

const TABLE = "clv_earlier";
/** With fewer customers before the stretch nothing is measured. */
const FEWEST = 10;

/**
 * The share of purchases that goes on: of those that the rates so far let expect over the last stretch of the data, how
 * many came from the customers known before it; at most 1, and 1 where fewer than 10 customers were known. The stretch
 * is as long as the horizon, but at most half of the data up to the day.
 *
 * @param day what is known lies up to it; ISO date
 */
export async function measuredRetention(book: Book, day: string, horizonDays: number): Promise<number> {
  const known = await daysOfData(book, day);
  const stretch = Math.floor(Math.min(horizonDays, known / 2));
  if (stretch < 1) return 1;
  const before = dayAfter(day, -stretch);
  await createPurchaseHistories(book, before, TABLE);
  const histories = await readHistories(book, TABLE, 1, null);
  const parameters = historicParameters(histories, 1);
  let expected = 0;
  for (let row = 0; row < histories.count.length; row += 1) {
    const history = {
      frequency: histories.frequency[row]!,
      recency: histories.recency[row]!,
      age: histories.age[row]!,
    };
    expected += histories.count[row]! * historicPurchases(parameters, history, stretch);
  }
  const weeks = await book.engine.rows<{ purchases: number }>(purchasesByWeek(TABLE, before, day));
  await book.engine.run(sql`DROP TABLE ${raw(TABLE)}`);
  const came = weeks.reduce((sum, week) => sum + week.purchases, 0);
  return histories.customers < FEWEST || expected === 0 ? 1 : Math.min(1, came / expected);
}

/** Days from the first purchase to a day; 0 where there is none. */
export async function daysOfData(book: Book, day: string): Promise<number> {
  const { first } = await book.engine.row<{ first: string | null }>(
    sql`SELECT min(day)::VARCHAR AS first FROM transactions WHERE state = 0 AND day <= DATE ${literal(day)}`,
  );
  return first === null ? 0 : daysBetween(first, day);
}
