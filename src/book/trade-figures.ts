import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";
import { type GrossProfit, grossProfit, LEAST_COVERED } from "./gross-profit.js";
import { transactionNumber } from "./transaction-number.js";

export interface TradeParameters {
  /** The days at whose end customers are looked at, ascending; ISO dates. */
  readonly days: readonly string[];
  /** Days up to each of them that count; null for all history. */
  readonly windowDays: number | null;
  /** Days of the year up to the last of them. */
  readonly yearDays: number;
  /** Share of net spend that is gross profit whatever the records say; null to go by the records. */
  readonly saidShare: number | null;
  /** Share of net spend that is gross profit where no record says it. */
  readonly otherwise: number;
}

/** Where the figures come from. */
export interface TradeSources {
  /** `said`: the share that was given; null: no record says a profit, and `otherwise` is taken. */
  readonly profit: GrossProfit["source"] | "said" | null;
  /** Gross profit over net spend, of the records that say it; else the share that is taken. */
  readonly profitShare: number;
  /** Records up to the last day that say no profit beside others that do; they are taken at `profitShare`. */
  readonly withoutProfit: number;
  /** A field that is there but of too few records; null where there is none such. */
  readonly refused: { readonly field: GrossProfit["source"]; readonly known: number; readonly records: number } | null;
  /** What sales volume counts. */
  readonly volume: "quantity" | "orders";
  /** Of what marketing cost is the sum; empty where transactions have neither. */
  readonly marketingCost: readonly ("discount" | "financial_expense")[];
}

/**
 * Adds up what customers bring, for `tradeOn` and `tradeOfCustomers` to be asked about under the same `table`. Sales volume is
 * in pieces net of those given back, or in orders where no quantity is known, an order being one of its first day;
 * marketing cost is discount and financial expense.
 */
export async function createTradeFigures(
  book: Book,
  parameters: TradeParameters,
  table: string,
): Promise<TradeSources> {
  const { engine } = book;
  const { days } = parameters;
  const { profit, sources } = await profitOf(book, parameters);
  const quantity = await quantityOf(book, days[days.length - 1]!);
  const cost = await marketingCostOf(book);
  const totals = `${table}_totals`;
  const measures = [
    { name: "spend", value: raw("amount") },
    ...(profit === null ? [] : [{ name: "profit", value: profit }]),
    ...(quantity === null ? [] : [{ name: "quantity", value: quantity }]),
    ...(cost.expression === null ? [] : [{ name: "cost", value: cost.expression }]),
  ];
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(totals)} AS ${customerTotals(parameters, measures)}`);
  const orders = `${table}_orders`;
  if (quantity === null) {
    await engine.run(sql`CREATE OR REPLACE TABLE ${raw(orders)} AS ${orderCounts(book, parameters)}`);
  }
  const gross = (suffix: string): Sql =>
    profit === null
      ? sql`(${raw(`spend_${suffix}`)}::DOUBLE * ${raw(String(sources.profitShare))}::DOUBLE)::DECIMAL(28, 4)`
      : sql`${raw(`profit_${suffix}`)}::DECIMAL(28, 4)`;
  const columns = days.flatMap((day, step) => [
    sql`first_record <= DATE ${literal(day)} AS ${raw(`is_known_${step}`)}`,
    sql`${gross(String(step))} AS ${raw(`gross_profit_${step}`)}`,
    sql`${raw(`spend_${step}`)}::DECIMAL(28, 4) AS ${raw(`net_spend_${step}`)}`,
    sql`${quantity === null ? raw(`coalesce(orders_${step}, 0)`) : raw(`quantity_${step}`)}::DECIMAL(28, 4) AS ${raw(`sales_volume_${step}`)}`,
    sql`${cost.expression === null ? raw("NULL") : raw(`cost_${step}`)}::DECIMAL(28, 4) AS ${raw(`marketing_cost_${step}`)}`,
  ]);
  await engine.run(sql`CREATE OR REPLACE VIEW ${raw(table)} AS
    SELECT customer_id, first_purchase, ${gross("year")} AS year_profit, ${join(columns)}
    FROM ${raw(totals)} ${quantity === null ? sql`LEFT JOIN ${raw(orders)} USING (customer_id)` : raw("")}`);
  return { ...sources, volume: quantity === null ? "orders" : "quantity", marketingCost: cost.fields };
}

/** Drops what `createTradeFigures` made under that name. */
export async function dropTradeFigures({ engine }: Book, table: string): Promise<void> {
  await engine.run(sql`DROP VIEW ${raw(table)}`);
  for (const part of ["totals", "orders"]) await engine.run(sql`DROP TABLE IF EXISTS ${raw(`${table}_${part}`)}`);
}

/** Gross profit of a record; null where it is a share of net spend, whatever the record. */
async function profitOf(
  book: Book,
  { days, saidShare, otherwise }: TradeParameters,
): Promise<{
  readonly profit: Sql | null;
  readonly sources: Pick<TradeSources, "profit" | "profitShare" | "withoutProfit" | "refused">;
}> {
  if (saidShare !== null) {
    return { profit: null, sources: { profit: "said", profitShare: saidShare, withoutProfit: 0, refused: null } };
  }
  const read = await grossProfit(book);
  const unsaid = { profit: null, sources: { profit: null, profitShare: otherwise, withoutProfit: 0, refused: null } };
  if (read === null) return unsaid;
  const { known, records, share } = await book.engine.row<{ known: number; records: number; share: number | null }>(sql`
    SELECT count(profit) AS known, count(*) AS records,
      (sum(profit)::DOUBLE / nullif(sum(amount) FILTER (profit IS NOT NULL), 0)::DOUBLE) AS share
    FROM (SELECT amount, ${read.profit} AS profit FROM transactions
      WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(days[days.length - 1]!)})`);
  if (known < LEAST_COVERED * records)
    return { profit: null, sources: { ...unsaid.sources, refused: { field: read.source, known, records } } };
  if (known === 0) return unsaid;
  const rate = share ?? otherwise;
  const rest = sql`(amount::DOUBLE * ${raw(String(rate))}::DOUBLE)::DECIMAL(38, 4)`;
  return {
    profit: known === records ? read.profit : sql`coalesce(${read.profit}, ${rest})`,
    sources: { profit: read.source, profitShare: rate, withoutProfit: records - known, refused: null },
  };
}

/**
 * One row a customer with a purchase or refund up to a day, by its place among the days: `customer_id`, `gross_profit`,
 * `net_spend`, `sales_volume` and `marketing_cost` (null where transactions have neither discount nor financial expense).
 */
export const tradeOn = (table: string, step: number): Sql => sql`
  SELECT customer_id, ${join(
    ["gross_profit", "net_spend", "sales_volume", "marketing_cost"].map((name) => raw(`${name}_${step} AS ${name}`)),
  )} FROM ${raw(table)} WHERE ${raw(`is_known_${step}`)}`;

/** One row a customer up to the last day: `customer_id`, `first_purchase` (null for who has refunds alone), `year_profit`. */
export const tradeOfCustomers = (table: string): Sql =>
  sql`SELECT customer_id, first_purchase, year_profit FROM ${raw(table)}`;

/** SQL that holds for a `day` that counts on a day of the parameters. */
const within = (day: string, windowDays: number | null): Sql =>
  sql`day <= DATE ${literal(day)}${windowDays === null ? raw("") : sql` AND day > DATE ${literal(day)} - ${raw(String(windowDays))}`}`;

/**
 * One row a customer: sums of each day (`spend_0`, …) and of the year; sums stay decimal, so that row order is nothing.
 * Records are first added up between any two neighbouring ends of periods, of which few hold most records: that way each
 * record is added once, not once a period.
 */
function customerTotals(
  { days, windowDays, yearDays }: TradeParameters,
  measures: readonly { readonly name: string; readonly value: Sql }[],
): Sql {
  const last = days[days.length - 1]!;
  const starts = [
    dayBefore(last, yearDays),
    ...(windowDays === null ? [] : days.map((day) => dayBefore(day, windowDays))),
  ];
  const ends = [...new Set([...starts, ...days])].sort();
  const span = join(
    ends.map((end, index) => sql`WHEN day <= DATE ${literal(end)} THEN ${raw(String(index))}`),
    " ",
  );
  const place = (end: string): Sql => raw(String(ends.indexOf(end)));
  const named = (sum: Sql, name: string, suffix: string): Sql =>
    sql`coalesce(${sum}, 0) AS ${raw(`${name}_${suffix}`)}`;
  const between = (name: string, from: string, to: string): Sql =>
    sql`sum(${raw(name)}) FILTER (span > ${place(from)} AND span <= ${place(to)})`;
  /** Few records are later than a month end of late, so that they are taken off the whole. */
  const upTo = (name: string, to: string): Sql =>
    to === last
      ? sql`sum(${raw(name)})`
      : sql`sum(${raw(name)}) - coalesce(sum(${raw(name)}) FILTER (span > ${place(to)}), 0)`;
  const sums = [
    ...days.flatMap((day, step) =>
      measures.map(({ name }) => {
        const sum = windowDays === null ? upTo(name, day) : between(name, dayBefore(day, windowDays), day);
        return named(sum, name, String(step));
      }),
    ),
    ...measures
      .filter(({ name }) => name === "spend" || name === "profit")
      .map(({ name }) => named(between(name, dayBefore(last, yearDays), last), name, "year")),
  ];
  return sql`
    SELECT customer_id, min(first_record) AS first_record, min(first_purchase) AS first_purchase, ${join(sums)} FROM (
      SELECT customer_id, span, min(day) AS first_record, min(CASE WHEN state = 0 THEN day END) AS first_purchase,
        ${join(measures.map(({ name }) => sql`sum(${raw(name)})::DECIMAL(38, 4) AS ${raw(name)}`))}
      FROM (SELECT customer_id, day, state, (CASE ${span} END)::UTINYINT AS span,
          ${join(measures.map(({ name, value }) => sql`(${value})::DECIMAL(38, 4) AS ${raw(name)}`))}
        FROM transactions WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(last)})
      GROUP BY customer_id, span)
    GROUP BY customer_id`;
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** One row a customer with a purchase: orders by each day, `orders_0`, …; an order of several lines is one of its first day. */
function orderCounts(book: Book, { days, windowDays }: TradeParameters): Sql {
  const order = book.transactionFields.has("order_id")
    ? raw("CASE WHEN order_id IS NULL THEN hash(day) ELSE hash(order_id) END")
    : raw("day");
  const counts = days.map((day, step) => sql`count(*) FILTER (${within(day, windowDays)}) AS ${raw(`orders_${step}`)}`);
  return sql`
    SELECT customer_id, ${join(counts)} FROM (
      SELECT customer_id, ${order} AS "order", min(day) AS day FROM transactions
      WHERE state = 0 AND customer_id IS NOT NULL AND day <= DATE ${literal(days[days.length - 1]!)} GROUP BY ALL)
    GROUP BY customer_id`;
}

/**
 * Pieces of a record, those given back below 0; null where no record says a number. A purchase that does not say it is one
 * piece; a refund that takes no amount off beside its purchase gives back none.
 */
async function quantityOf(book: Book, last: string): Promise<Sql | null> {
  const number = await transactionNumber(book, "quantity");
  if (number === null) return null;
  const { known } = await book.engine.row<{ known: boolean }>(
    sql`SELECT EXISTS (FROM transactions WHERE state = 0 AND day <= DATE ${literal(last)} AND ${number} IS NOT NULL) AS known`,
  );
  if (!known) return null;
  return sql`CASE WHEN amount < 0 THEN -coalesce(abs(${number}), 0) WHEN state = 0 THEN coalesce(abs(${number}), 1) ELSE 0 END`;
}

/** Discount and financial expense of a record. A discount in per cent is of the amount before it. */
async function marketingCostOf(
  book: Book,
): Promise<{ readonly expression: Sql | null; readonly fields: TradeSources["marketingCost"] }> {
  const discount = await transactionNumber(book, "discount");
  const expense = await transactionNumber(book, "financial_expense");
  const parts: Sql[] = [];
  if (discount !== null) {
    const rate = raw("try_cast(replace(rtrim(discount, ' %'), ',', '.') AS DECIMAL(9, 4))");
    // Exports write discounts with either sign; on a refund the discount comes back, and on an
    // order that was given back as a whole none was given.
    parts.push(sql`coalesce(CASE WHEN state = 1 AND amount = 0 THEN 0 WHEN contains(discount, '%')
        THEN CASE WHEN abs(${rate}) < 100 THEN (amount * abs(${rate})::DOUBLE / (100 - abs(${rate}))::DOUBLE)::DECIMAL(38, 4) END
        WHEN amount < 0 THEN -abs(${discount}) ELSE abs(${discount}) END, 0)`);
  }
  if (expense !== null) parts.push(sql`coalesce(${expense}, 0)`);
  return {
    expression: parts.length === 0 ? null : join(parts, " + "),
    fields: [
      ...(discount === null ? [] : (["discount"] as const)),
      ...(expense === null ? [] : (["financial_expense"] as const)),
    ],
  };
}
