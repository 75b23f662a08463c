import { literal, type Sql, sql } from "../engine/sql.js";

/** One row a customer with a purchase or refund up to a day: `customer_id` and `net_spend`, refunds taken off. */
export const netSpend = (asOf: string): Sql => sql`
  SELECT customer_id, sum(amount) AS net_spend FROM transactions
  WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} GROUP BY customer_id`;
