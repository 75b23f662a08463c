import { customersUpTo } from "../book/summaries.js";
import { raw, sql } from "../engine/sql.js";
import type { Scorecard } from "./scorecard.js";

/**
 * The table with every customer that is known as of the scorecard's day, one row each: `customer_id` and `is_prospect`
 * (no purchase by then). It is made once.
 */
export function everyCustomer(card: Scorecard): Promise<string> {
  const table = "every_customer";
  return card.once(table, async () => {
    const alive = await card.alive(card.asOf);
    await card.book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
      SELECT k.customer_id, a.customer_id IS NULL AS is_prospect
      FROM (${customersUpTo(card.asOf)}) k LEFT JOIN ${raw(alive.table)} a USING (customer_id)`);
    return table;
  });
}
