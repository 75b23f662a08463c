import { join, literal, raw, type Sql, sql } from "../engine/sql.js";
import type { Book } from "./book.js";
import { type GrossProfit, grossProfit } from "./gross-profit.js";
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
  /** What sales volume counts. */
  readonly volume: "quantity" | "orders";
  /** Of what marketing cost is the sum; empty where transactions have neither. */
  readonly marketingCost: readonly ("discount" | "financial_expense")[];
}

/**
 * Makes two tables of what customers bring.
 *
 * `table` has a row a day (`step`, its place among the days) and customer with a purchase or refund up to it:
 * `customer_id`, `gross_profit`, `net_spend`, `sales_volume` (pieces net of those given back; orders where no quantity is
 * known, each on its first day) and `marketing_cost` (discount and financial expense; null where neither is known).
 *
 * `<table>_customers` has a row a customer up to the last day: `first_purchase` (null for who has refunds alone) and
 * `year_profit`.
 */
export async function createTradeFigures(
  book: Book,
  parameters: TradeParameters,
  table: string,
): Promise<TradeSources> {
  const { engine } = book;
  const { days, saidShare, otherwise } = parameters;
  const profit = saidShare === null ? await grossProfit(book) : null;
  const quantity = await quantityOf(book);
  const cost = await marketingCostOf(book);
  const wide = `${table}_wide`;
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(wide)} AS
    ${customerTotals(parameters, profit?.profit ?? null, quantity, cost.expression)}`);
  const known = await engine.row<{ share: number | null; unknown: number }>(
    profit === null
      ? sql`SELECT NULL AS share, 0 AS unknown`
      : sql`SELECT (sum(known) / nullif(sum(net_spend - open), 0))::DOUBLE AS share, coalesce(sum(open_records), 0)::BIGINT AS unknown
          FROM ${raw(wide)}`,
  );
  const isKnown = profit !== null && known.share !== null;
  const rate = isKnown ? known.share! : (saidShare ?? otherwise);
  const gross = (suffix: string): Sql =>
    profit === null
      ? sql`(${raw(`spend_${suffix}`)}::DOUBLE * ${raw(String(rate))}::DOUBLE)::DECIMAL(28, 4)`
      : sql`(${raw(`known_${suffix}`)} + ${raw(`open_${suffix}`)}::DOUBLE * ${raw(String(rate))}::DOUBLE)::DECIMAL(28, 4)`;
  const orders = `${table}_orders`;
  if (quantity === null) {
    await engine.run(sql`CREATE OR REPLACE TABLE ${raw(orders)} AS ${orderCounts(book, parameters)}`);
  }
  const steps = days.map((day, step) => {
    const volume = quantity === null ? sql`coalesce(${raw(`orders_${step}`)}, 0)` : raw(`quantity_${step}`);
    return sql`SELECT customer_id, ${raw(String(step))}::UTINYINT AS step, ${gross(String(step))} AS gross_profit,
        ${raw(`spend_${step}`)}::DECIMAL(28, 4) AS net_spend, ${volume}::DECIMAL(28, 4) AS sales_volume,
        ${cost.expression === null ? raw("NULL") : raw(`cost_${step}`)}::DECIMAL(28, 4) AS marketing_cost
      FROM ${raw(wide)} ${quantity === null ? sql`LEFT JOIN ${raw(orders)} USING (customer_id)` : raw("")}
      WHERE first_record <= DATE ${literal(day)}`;
  });
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS ${join(steps, " UNION ALL ")}`);
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(`${table}_customers`)} AS
    SELECT customer_id, first_purchase, ${gross("year")} AS year_profit FROM ${raw(wide)}`);
  for (const name of [wide, ...(quantity === null ? [orders] : [])]) await engine.run(sql`DROP TABLE ${raw(name)}`);
  return {
    profit: isKnown ? profit.source : saidShare === null ? null : "said",
    profitShare: rate,
    withoutProfit: isKnown ? known.unknown : 0,
    volume: quantity === null ? "orders" : "quantity",
    marketingCost: cost.fields,
  };
}

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
  profit: Sql | null,
  quantity: Sql | null,
  cost: Sql | null,
): Sql {
  const last = days[days.length - 1]!;
  const before = (day: string, many: number): string => dayBefore(day, many);
  const starts = [before(last, yearDays), ...(windowDays === null ? [] : days.map((day) => before(day, windowDays)))];
  const ends = [...new Set([...starts, ...days])].sort();
  const span = sql`${join(
    ends.map((end) => sql`(day > DATE ${literal(end)})::UTINYINT`),
    " + ",
  )}`;
  /** Holds for spans that lie after one of the ends and not after another. */
  const between = (from: string | null, to: string): Sql =>
    sql`span <= ${raw(String(ends.indexOf(to)))}${from === null ? raw("") : raw(` AND span > ${ends.indexOf(from)}`)}`;
  const periods = [
    ...days.map((day, step) => ({
      suffix: String(step),
      when: between(windowDays === null ? null : before(day, windowDays), day),
    })),
    { suffix: "year", when: between(before(last, yearDays), last) },
  ];
  const measures = [
    { name: "spend", value: raw("amount"), isYearly: true },
    ...(profit === null
      ? []
      : [
          { name: "known", value: raw("profit"), isYearly: true },
          { name: "open", value: raw("CASE WHEN profit IS NULL THEN amount END"), isYearly: true },
        ]),
    ...(quantity === null ? [] : [{ name: "quantity", value: raw("quantity"), isYearly: false }]),
    ...(cost === null ? [] : [{ name: "cost", value: raw("cost"), isYearly: false }]),
  ];
  const bySpan = measures.map(({ name, value }) => sql`sum(${value})::DECIMAL(18, 4) AS ${raw(name)}`);
  const sums = periods.flatMap(({ suffix, when }) =>
    measures
      .filter(({ isYearly }) => isYearly || suffix !== "year")
      .map(({ name }) => sql`coalesce(sum(${raw(name)}) FILTER (${when}), 0) AS ${raw(`${name}_${suffix}`)}`),
  );
  const whole =
    profit === null
      ? []
      : [
          raw(`coalesce(sum(known), 0) AS known, coalesce(sum(open), 0) AS open, sum(open_records) AS open_records,
        sum(spend) AS net_spend`),
        ];
  const values = [
    ...(profit === null ? [] : [sql`(${profit})::DECIMAL(18, 4) AS profit`]),
    ...(quantity === null ? [] : [sql`(${quantity})::DECIMAL(18, 4) AS quantity`]),
    ...(cost === null ? [] : [sql`(${cost})::DECIMAL(18, 4) AS cost`]),
  ];
  return sql`
    SELECT customer_id, min(first_record) AS first_record, min(first_purchase) AS first_purchase, ${join([...whole, ...sums])}
    FROM (
      SELECT customer_id, span, min(day) AS first_record, min(CASE WHEN state = 0 THEN day END) AS first_purchase,
        ${profit === null ? raw("") : raw("count(*) FILTER (profit IS NULL) AS open_records,")} ${join(bySpan)}
      FROM (SELECT ${join([raw("customer_id, day, amount, state"), sql`${span} AS span`, ...values])} FROM transactions
        WHERE state < 2 AND customer_id IS NOT NULL AND day <= DATE ${literal(last)})
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
async function quantityOf(book: Book): Promise<Sql | null> {
  const number = await transactionNumber(book, "quantity");
  if (number === null) return null;
  const { known } = await book.engine.row<{ known: boolean }>(
    sql`SELECT EXISTS (FROM transactions WHERE state = 0 AND ${number} IS NOT NULL) AS known`,
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
    // Exports write discounts with either sign; on a refund the discount comes back.
    parts.push(sql`coalesce(CASE WHEN contains(discount, '%')
        THEN CASE WHEN abs(${rate}) < 100 THEN (amount * abs(${rate})::DOUBLE / (100 - abs(${rate}))::DOUBLE)::DECIMAL(18, 4) END
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
