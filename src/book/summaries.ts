import { identifier, literal, raw, type Sql, sql } from "../engine/sql.js";
import { ROW_STATES } from "../ingest/row-state.js";
import type { Book } from "./book.js";

/** The day at whose end everything is looked at, and what lies before it that still counts. ISO dates. */
export interface Period {
  readonly asOf: string;
  /** The first day of the window of frequency and spend; all history when left out. */
  readonly from?: string;
}

/**
 * One row a customer with any record up to the as-of day: `first_purchase`, `last_purchase` (over all history),
 * `frequency` (distinct orders, or purchase days where records have no order id) and `monetary` (net of refunds) over
 * the window. One GROUP BY over customers. Orders are told apart within a customer by a 64-bit hash of their id: counting
 * numbers instead of texts takes a third less memory, and the chance that one count is one too low is below 1e-10 in ten
 * million orders.
 */
export function customerSummary(book: Book, period: Period): Sql {
  const asOf = sql`DATE ${literal(period.asOf)}`;
  const order = book.transactionFields.has("order_id")
    ? raw("CASE WHEN order_id IS NULL THEN hash(day) ELSE hash(order_id) END")
    : raw("day");
  const window = period.from === undefined ? raw("") : sql` AND day >= DATE ${literal(period.from)}`;
  const amount = period.from === undefined ? raw("amount") : sql`CASE WHEN true${window} THEN amount END`;
  return sql`
    SELECT customer_id, count(DISTINCT CASE WHEN state = 0${window} THEN ${order} END) AS frequency,
      coalesce(sum(${amount}), 0) AS monetary,
      min(CASE WHEN state = 0 THEN day END) AS first_purchase, max(CASE WHEN state = 0 THEN day END) AS last_purchase
    FROM transactions WHERE state < 2 AND day <= ${asOf} GROUP BY customer_id`;
}

/** States of records that are no purchase but show a customer: cancelled, failed, unpaid, in another currency. */
const SHOWS_A_CUSTOMER = (["cancelled", "failed", "unpaid", "other-currency"] as const).map((name) => ROW_STATES[name]);

/** Customers known only from records up to a day that a rule set aside, such as orders that were all cancelled. */
export const onlySetAside = (asOf: string): Sql => sql`
  SELECT DISTINCT customer_id FROM transactions
  WHERE state IN (${raw(SHOWS_A_CUSTOMER.join(", "))}) AND customer_id IS NOT NULL AND (day IS NULL OR day <= DATE ${literal(asOf)})`;

/** Everybody who is a customer by a day: those of the customer files and those of records up to then. */
export const customersUpTo = (asOf: string): Sql => sql`
  SELECT customer_id FROM customers WHERE customer_id IS NOT NULL
  UNION SELECT customer_id FROM transactions
  WHERE state IN (0, 1, ${raw(SHOWS_A_CUSTOMER.join(", "))}) AND customer_id IS NOT NULL AND (day IS NULL OR day <= DATE ${literal(asOf)})`;

/** Customer fields that transactions carry too, each as written on the customer's latest record that has it. */
export const ATTRIBUTES_IN_TRANSACTIONS = new Map([
  ["name", "customer_name"],
  ["email", "email"],
  ["phone", "phone"],
  ["country", "country"],
  ["region", "region"],
  ["city", "city"],
]);

/** The latest value of customer fields in transactions, one row a customer; null where there are none. */
export function attributesFromTransactions(book: Book, fields: readonly string[], asOf: string): Sql | null {
  const present = fields.flatMap((field) => {
    const column = ATTRIBUTES_IN_TRANSACTIONS.get(field);
    return column !== undefined && book.transactionFields.has(column) ? [{ field, column }] : [];
  });
  if (present.length === 0) return null;
  const columns = present.map(
    ({ field, column }) =>
      // The value belongs to the ordering, so that of two records of one day the same one wins in any order of rows.
      `(max({'day': coalesce(day, DATE '0001-01-01'), 'value': ${identifier(column).text}}) FILTER (${identifier(column).text} IS NOT NULL)).value AS ${identifier(field).text}`,
  );
  return sql`SELECT customer_id, ${raw(columns.join(", "))} FROM transactions
    WHERE state < 10 AND customer_id IS NOT NULL AND (day IS NULL OR day <= DATE ${literal(asOf)}) GROUP BY customer_id`;
}

/** The day of the last record that counts; null in a book without any. */
export const lastDay = (): Sql => sql`SELECT max(day)::VARCHAR AS last_day FROM transactions WHERE state < 2`;

/** The day of the first record that counts; null in a book without any. */
export const firstDay = (): Sql => sql`SELECT min(day)::VARCHAR AS first_day FROM transactions WHERE state < 2`;

/**
 * The day before the last one, or the day up to which all but one record in a thousand lie where that is earlier: a last
 * day far beyond it is likelier a typing error than a purchase.
 */
export const usualLastDay = (last: string): Sql => sql`
  SELECT least(quantile_disc(day, 0.999), max(day) FILTER (day < DATE ${literal(last)}))::VARCHAR AS day
  FROM transactions WHERE state < 2`;

/** Records that count but lie after a day, by file. */
export const recordsAfter = (asOf: string): Sql => sql`
  SELECT file_number, count(*) AS count FROM transactions WHERE state < 2 AND day > DATE ${literal(asOf)} GROUP BY 1`;

/** Records that count but lie before a day, by file. */
export const recordsBefore = (since: string): Sql => sql`
  SELECT file_number, count(*) AS count FROM transactions WHERE state < 2 AND day < DATE ${literal(since)} GROUP BY 1`;
