import type { Engine } from "../engine/engine.js";
import { identifier, raw, sql } from "../engine/sql.js";
import { moveToFilter } from "../ingest/accounting.js";
import type { ImportedFile } from "../ingest/import-files.js";
import { HELD } from "./assemble-book.js";
import { inBook } from "./book-schema.js";
import { readImports, recordAccounting } from "./recorded-imports.js";

/**
 * Takes the orders that stand in a file out of the book, with all records that imports up to `last` have of them: the
 * later file knows better. The imports' accounting has those records under `duplicate-order` from then on.
 */
export async function replaceOrders(
  engine: Engine,
  file: ImportedFile,
  last: number,
): Promise<{ readonly ordersReplaced: number; readonly recordsRemoved: number }> {
  const nothing = { ordersReplaced: 0, recordsRemoved: 0 };
  if (file.transactions?.fields.includes("order_id") !== true || last === 0) return nothing;
  const earlier = sql`FROM ${inBook("transactions")} WHERE import_number <= ${raw(String(last))} AND order_id IN
    (SELECT order_id FROM ${identifier(file.table)} WHERE state < 32 AND order_id IS NOT NULL)`;
  const { orders } = await engine.row<{ orders: number }>(sql`SELECT count(DISTINCT order_id) AS orders ${earlier}`);
  if (orders === 0) return nothing;
  const moved = await engine.rows<{ number: number; state: number; count: number }>(sql`
    SELECT import_number AS number, state, count(*) AS count ${earlier} GROUP BY ALL ORDER BY ALL`);
  await engine.run(sql`DELETE ${earlier}`);
  for (const one of await readImports(engine)) {
    const own = moved.filter((row) => row.number === one.number);
    if (own.length === 0) continue;
    await recordAccounting(engine, one.number, moveToFilter(one.accounting, "duplicate-order", own));
  }
  return { ordersReplaced: orders, recordsRemoved: moved.reduce((sum, row) => sum + row.count, 0) };
}

/** Records without an order id that have buyer, day and amount in common with one of an earlier import without one. */
export async function countRepeated(engine: Engine, file: ImportedFile, last: number): Promise<number> {
  if (last === 0) return 0;
  const open = file.transactions?.fields.includes("order_id") === true ? raw("AND order_id IS NULL") : raw("");
  const { count } = await engine.row<{ count: number }>(sql`
    SELECT count(*) AS count FROM (
      SELECT customer_id AS buyer, day, amount FROM ${identifier(file.table)} WHERE state < 2 AND ${HELD} ${open})
    SEMI JOIN (SELECT buyer, day, amount FROM ${inBook("transactions")}
      WHERE state < 2 AND order_id IS NULL AND import_number <= ${raw(String(last))}) USING (buyer, day, amount)`);
  return count;
}
