import { identifier, type Sql, sql } from "../engine/sql.js";
import { type DecimalMark, numberExpression } from "../ingest/formats/number-format.js";
import { settleDecimalMark } from "../ingest/formats/settle-decimal-mark.js";
import type { Book } from "./book.js";

/** The marks settled, by book and field: a run reads a column's decimals once. */
const settled = new WeakMap<Book, Map<string, Promise<DecimalMark>>>();

/**
 * The SQL that reads a further field of the transactions, which is kept as the text that it is, as a number with four
 * decimals: currency signs, grouped thousands, decimal commas and negatives in all their forms are understood. Null where
 * transactions do not have the field; the value is null where the text is no number.
 */
export async function transactionNumber(book: Book, field: string): Promise<Sql | null> {
  if (!book.transactionFields.has(field)) return null;
  const column = identifier(field);
  const marks = settled.get(book) ?? new Map<string, Promise<DecimalMark>>();
  settled.set(book, marks);
  const mark = marks.get(field) ?? decimalMark(book, column);
  marks.set(field, mark);
  return numberExpression(column, await mark);
}

/** Settling looks at every cell several times over, so a column that holds no comma is spared it. */
async function decimalMark({ engine }: Book, column: Sql): Promise<DecimalMark> {
  const counted = sql`(SELECT ${column} FROM transactions WHERE state < 2)`;
  const { commas } = await engine.row<{ commas: number }>(
    sql`SELECT count(*) FILTER (contains(${column}, ',')) AS commas FROM ${counted}`,
  );
  if (commas === 0) return ".";
  const { mark } = await settleDecimalMark(engine, column, async () => counted, [], false);
  return mark;
}
