import { literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";
import { transactionNumber } from "./transaction-number.js";

/** What the thirds of prices are taken over. */
export interface PriceThirds {
  /** Yields `customer_id`, `low`, `middle` and `high`: what the customer spent in each third of prices. */
  readonly relation: Sql;
  /** Where the price of a piece comes from; `amount` where lines have neither a price nor a quantity. */
  readonly price: "unit_price" | "quantity" | "amount";
  readonly within: "category" | "all";
}

/**
 * Spend by third of the price of a piece: a purchase is low, middle or high against all purchases of its category up to
 * `asOf`, or against all where transactions have no categories. Equal prices are in one third, the lower.
 */
export async function priceThirds(book: Book, asOf: string): Promise<PriceThirds> {
  const unitPrice = await transactionNumber(book, "unit_price");
  const quantity = await transactionNumber(book, "quantity");
  const byQuantity = quantity === null ? null : sql`amount / nullif(${quantity}, 0)`;
  const price = unitPrice ?? byQuantity ?? raw("amount");
  const within = book.transactionFields.has("category") ? "category" : "all";
  const group = within === "category" ? raw("category") : raw("NULL::VARCHAR");
  return {
    price: unitPrice !== null ? "unit_price" : byQuantity !== null ? "quantity" : "amount",
    within,
    relation: sql`
      WITH bought AS NOT MATERIALIZED (
        SELECT customer_id, ${group} AS kind, amount, (${price})::DOUBLE AS price FROM transactions
        WHERE state = 0 AND amount > 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)}),
      cuts AS (SELECT kind, thirds[1] AS low, thirds[2] AS high
        FROM (SELECT kind, quantile_cont(price, [1 / 3, 2 / 3]) AS thirds FROM bought GROUP BY kind))
      SELECT customer_id, coalesce(sum(amount) FILTER (price <= c.low), 0) AS low,
        coalesce(sum(amount) FILTER (price > c.low AND price <= c.high), 0) AS middle,
        coalesce(sum(amount) FILTER (price > c.high), 0) AS high
      FROM bought b JOIN cuts c ON b.kind IS NOT DISTINCT FROM c.kind WHERE price IS NOT NULL GROUP BY customer_id`,
  };
}
