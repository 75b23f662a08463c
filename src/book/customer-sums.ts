import { identifier, join, literal, type Sql, sql } from "../engine/sql.js";

/**
 * Sums of values of the transactions over all history up to a day, one row a customer with a purchase or refund; null where
 * no record has the value. Summed as decimals, so that the order of records does not matter.
 *
 * @param values SQL over the columns of `transactions`, by the name of the sum
 */
export const customerSums = (asOf: string, values: Readonly<Record<string, Sql>>): Sql => sql`
  SELECT customer_id, ${join(
    Object.entries(values).map(([name, value]) => sql`sum((${value})::DECIMAL(38, 4)) AS ${identifier(name)}`),
  )}
  FROM transactions WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} GROUP BY customer_id`;
