import type { Book } from "../../book/book.js";
import { laterPurchases } from "../../book/purchase-histories.js";
import { literal, raw, sql } from "../../engine/sql.js";
import type { History, HistoryTable } from "../../models/index.js";
import { dayAfter } from "./time.js";

/** Customers of the calibration time, and what they did afterwards, in columns; one row a customer. */
export interface Customers {
  /** Their distinct histories, and for each customer the row of it. */
  readonly histories: HistoryTable;
  readonly historyOf: Uint32Array;
  readonly meanSpend: readonly (number | null)[];
  /** Purchases and spend of the held-out time. */
  readonly purchases: Float64Array;
  readonly spend: Float64Array;
  readonly recentPurchases: Float64Array;
  readonly historicValue: Float64Array;
}

/** One of the distinct histories. */
export const historyAt = ({ frequency, recency, age }: HistoryTable, row: number): History => ({
  frequency: frequency[row]!,
  recency: recency[row]!,
  age: age[row]!,
});

export interface HeldOutTime {
  readonly calibrationEnd: string;
  readonly asOf: string;
  readonly unitDays: number;
  /** How far back from the calibration's end `recentPurchases` are counted, in days. */
  readonly recentDays: number;
}

/** Reads what the customers of a table of purchase histories did before and after the calibration's end. */
export async function readCustomers(
  book: Book,
  table: string,
  histories: HistoryTable,
  { calibrationEnd, asOf, unitDays, recentDays }: HeldOutTime,
): Promise<Customers> {
  const rowOf = new Map<string, number>();
  const keyOf = (x: unknown, recency: unknown, age: unknown): string => `${x}/${recency}/${age}`;
  for (let row = 0; row < histories.count.length; row += 1) {
    const { frequency, recency, age } = historyAt(histories, row);
    rowOf.set(keyOf(frequency, Math.round(recency * unitDays), Math.round(age * unitDays)), row);
  }
  const historyOf: number[] = [];
  const meanSpend: (number | null)[] = [];
  const columns: number[][] = [[], [], [], []];
  const before = dayAfter(calibrationEnd, -recentDays);
  const query = sql`SELECT c.repeat_purchases, c.recency_tx, c.age, c.mean_spend, c.later_purchases, c.later_spend,
      coalesce(r.purchases, 0) AS recent, c.historic_value
    FROM (${laterPurchases(table, calibrationEnd, asOf)}) c LEFT JOIN (
      SELECT customer_id, count(DISTINCT day) AS purchases FROM transactions
      WHERE state = 0 AND day > DATE ${literal(before)} AND day <= DATE ${literal(calibrationEnd)}
        AND customer_id IN (SELECT customer_id FROM ${raw(table)}) GROUP BY 1) r USING (customer_id)
    ORDER BY c.customer_id`;
  for await (const rows of book.engine.batches(query)) {
    for (const [x, recency, age, mean, ...rest] of rows) {
      historyOf.push(rowOf.get(keyOf(Number(x), Number(recency), Number(age)))!);
      meanSpend.push(mean === null ? null : Number(mean));
      for (const [index, value] of rest.entries()) columns[index]!.push(Number(value));
    }
  }
  const [purchases, spend, recentPurchases, historicValue] = columns.map((column) => Float64Array.from(column));
  return {
    histories,
    historyOf: Uint32Array.from(historyOf),
    meanSpend,
    purchases: purchases!,
    spend: spend!,
    recentPurchases: recentPurchases!,
    historicValue: historicValue!,
  };
}
