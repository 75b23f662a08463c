import type { Book } from "../../book/book.js";
import { distinctHistories, distinctSpends, purchaseIntervals } from "../../book/purchase-histories.js";
import type { HistoryTable } from "../../models/index.js";

/** Repeat buyers' frequencies and mean spends in columns, with counts; ascending. */
export interface SpendTable {
  readonly frequency: Float64Array;
  readonly meanSpend: Float64Array;
  readonly count: Float64Array;
  readonly customers: number;
}

/** The distinct histories of a table of purchase histories, times divided by `unitDays`. */
export async function readHistories(
  book: Book,
  table: string,
  unitDays: number,
  logIntervals: number | null,
): Promise<HistoryTable> {
  const [frequency, recency, age, count] = await columns(book, distinctHistories(table), 4);
  const customers = count!.reduce((sum, many) => sum + many, 0);
  const histories: HistoryTable = {
    frequency: frequency!,
    recency: recency!.map((days) => days / unitDays),
    age: age!.map((days) => days / unitDays),
    count: count!,
    customers,
    sumLogIntervals: null,
  };
  return withLogIntervals(histories, unitDays, logIntervals);
}

/** The same histories with the sum of log intervals, given in days; null where it is not known. */
export function withLogIntervals(table: HistoryTable, unitDays: number, logIntervals: number | null): HistoryTable {
  const repeats = table.frequency.reduce((sum, x, row) => sum + x * table.count[row]!, 0);
  return { ...table, sumLogIntervals: logIntervals === null ? null : logIntervals - repeats * Math.log(unitDays) };
}

/** A window over more records than this costs too much. */
const MOST_ROWS = 3_000_000;

/**
 * The sum of log intervals in days, of all customers or of those in a table of histories; null where the data are too many
 * for all of them.
 */
export async function readLogIntervals(book: Book, asOf: string, sample?: string): Promise<number | null> {
  const rows = book.files.reduce((sum, file) => sum + (file.role === "transactions" ? file.accepted : 0), 0);
  if (rows > MOST_ROWS && sample === undefined) return null;
  const intervals = await book.engine.rows<{ gap: number; count: number }>(purchaseIntervals(asOf, sample));
  // Summed here, ascending: the engine's sum of logarithms differs in its last digits with the order of the rows.
  return intervals.reduce((sum, { gap, count }) => sum + count * Math.log(gap), 0);
}

export async function readSpends(book: Book, table: string): Promise<SpendTable> {
  const [frequency, meanSpend, count] = await columns(book, distinctSpends(table), 3);
  const customers = count!.reduce((sum, many) => sum + many, 0);
  return { frequency: frequency!, meanSpend: meanSpend!, count: count!, customers };
}

async function columns(book: Book, query: ReturnType<typeof distinctSpends>, width: number): Promise<Float64Array[]> {
  const lists = Array.from({ length: width }, (): number[] => []);
  for await (const rows of book.engine.batches(query)) {
    for (const row of rows) for (let index = 0; index < width; index += 1) lists[index]!.push(Number(row[index]));
  }
  return lists.map((list) => Float64Array.from(list));
}
