import { identifier, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";
import type { Period } from "./summaries.js";

/**
 * One row a customer and month of a purchase or refund up to the as-of day: `month` (its first day), `bought` (whether
 * there is a purchase in it) and `revenue` (net spend in it).
 */
export const customerMonths = (asOf: string): Sql => sql`
  SELECT customer_id, date_trunc('month', day)::DATE AS month, bool_or(state = 0) AS bought, sum(amount) AS revenue
  FROM transactions WHERE state < 2 AND day <= DATE ${literal(asOf)} GROUP BY ALL`;

/** The field that says what was bought, coarsest first; null where transactions do not say it. */
export const demandField = (book: Book): "category" | "product" | null =>
  (["category", "product"] as const).find((field) => book.transactionFields.has(field)) ?? null;

/** One row a customer and category (or product): `category` and `revenue` (net spend on it) over the period. */
export const customerCategories = (field: "category" | "product", period: Period): Sql => sql`
  SELECT customer_id, ${identifier(field)} AS category, sum(amount) AS revenue FROM transactions
  WHERE state < 2 AND day <= DATE ${literal(period.asOf)} AND ${identifier(field)} IS NOT NULL
    ${period.from === undefined ? raw("") : sql`AND day >= DATE ${literal(period.from)}`}
  GROUP BY ALL`;

/** One row a customer and category (or product) that it bought in up to a day: `category` and `first_day`. */
export const categoriesBought = (field: "category" | "product", asOf: string): Sql => sql`
  SELECT customer_id, ${identifier(field)} AS category, min(day) AS first_day FROM transactions
  WHERE state = 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(asOf)} AND ${identifier(field)} IS NOT NULL GROUP BY ALL`;

/** First purchase of each of some customers: `customer_id` and `first_purchase`. */
export const firstPurchases = (customers: Sql): Sql => sql`
  SELECT customer_id, min(day) AS first_purchase FROM transactions
  WHERE state = 0 AND customer_id IN (${customers}) GROUP BY customer_id`;

/** Every customer that any record or customer file knows. */
export const knownCustomers = (): Sql => sql`
  SELECT customer_id FROM customers
  UNION SELECT customer_id FROM transactions WHERE state < 10 AND customer_id IS NOT NULL`;
