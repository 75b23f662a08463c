import { customerSums } from "../../book/customer-sums.js";
import { grossProfit } from "../../book/gross-profit.js";
import { transactionNumber } from "../../book/transaction-number.js";
import { literal, raw, type Sql, sql } from "../../engine/sql.js";
import { costedInteractions } from "../contact-costs.js";
import { everyCustomer } from "../every-customer.js";
import type { Scorecard } from "../scorecard.js";
import { typedAttributes } from "../typed-attributes.js";

/** What was put into customers and what came back. */
export interface Investment {
  /**
   * Table with one row a customer: `first_contact`, `days_to_first_purchase`, `marketing_cost`, `contact_cost` (all of it),
   * `winning_contact_cost` (before the first purchase), `keeping_contact_cost` (of the last 365 days, after it),
   * `visit_cost` (of the last 365 days), `financial_expense`, `earned`, `year_earned`, `first_purchase` and `year_spend`.
   */
  readonly table: string;
  readonly remarks: readonly string[];
}

const TABLE = "profile_investment";
const ATTRIBUTES = "profile_attributes";

/** Everything invested in every customer against everything earned, as far as the files say it; worked out once. */
export const investmentOf = (card: Scorecard): Promise<Investment> =>
  card.once(TABLE, () => createInvestment(card, TABLE));

async function createInvestment(card: Scorecard, table: string): Promise<Investment> {
  const { book, asOf, rules } = card;
  const { engine } = book;
  const remarks: string[] = [];
  const profit = await grossProfit(book);
  if (profit === null)
    remarks.push("transactions have neither a margin nor a cost: what was earned is revenue, not profit");
  const expense = await transactionNumber(book, "financial_expense");
  const attributes = await investedAttributes(card);
  if (!attributes.has("marketing_cost"))
    remarks.push("customers have no marketing cost: only contacts count as invested");
  if (!book.records.has("interactions")) remarks.push("no interactions are known: contacts cost nothing here");
  const value = (name: string, type: string): Sql => (attributes.has(name) ? raw(`m.${name}`) : raw(`NULL::${type}`));
  const alive = await card.alive(asOf);
  const start = sql`DATE ${literal(asOf)} - 365`;
  const earned = profit?.profit ?? raw("amount");
  // Costs are summed as decimals, so that sums are the same in any order of rows.
  await engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    WITH touched AS (
      SELECT i.customer_id, min(i.day) AS first_day, sum(full_cost::DECIMAL(28, 4)) AS contact_cost,
        sum(full_cost::DECIMAL(28, 4)) FILTER (a.first_purchase IS NULL OR i.day <= a.first_purchase) AS winning,
        sum(full_cost::DECIMAL(28, 4)) FILTER (i.day > a.first_purchase AND i.day > ${start}) AS keeping,
        sum(full_cost::DECIMAL(28, 4)) FILTER (i.kind IN ('visit', 'meeting') AND i.day > ${start}) AS visits
      FROM (${costedInteractions(rules.contact)}) i LEFT JOIN ${raw(alive.table)} a USING (customer_id)
      WHERE i.customer_id IS NOT NULL GROUP BY 1),
    sums AS (${customerSums(asOf, {
      earned,
      year_earned: sql`CASE WHEN day > ${start} THEN ${earned} END`,
      financial_expense: expense ?? raw("NULL"),
    })})
    SELECT customer_id, least(${value("first_contact", "DATE")}, t.first_day) AS first_contact,
      CASE WHEN least(${value("first_contact", "DATE")}, t.first_day) <= a.first_purchase
        THEN a.first_purchase - least(${value("first_contact", "DATE")}, t.first_day) END AS days_to_first_purchase,
      ${value("marketing_cost", "DOUBLE")}::DOUBLE AS marketing_cost, coalesce(t.contact_cost, 0)::DOUBLE AS contact_cost,
      coalesce(t.winning, 0)::DOUBLE AS winning_contact_cost, coalesce(t.keeping, 0)::DOUBLE AS keeping_contact_cost,
      coalesce(s.financial_expense, 0)::DOUBLE AS financial_expense, s.earned::DOUBLE AS earned, a.first_purchase,
      a.recent_value AS year_spend, coalesce(s.year_earned, 0)::DOUBLE AS year_earned, coalesce(t.visits, 0)::DOUBLE AS visit_cost
    FROM ${raw(await everyCustomer(card))} e LEFT JOIN touched t USING (customer_id) LEFT JOIN sums s USING (customer_id)
      LEFT JOIN ${raw(alive.table)} a USING (customer_id) LEFT JOIN ${raw(ATTRIBUTES)} m USING (customer_id)`);
  return { table, remarks };
}

/** Which of the attributes the customer files have, in a form that can be counted with. */
async function investedAttributes({ book, asOf }: Scorecard): Promise<ReadonlySet<string>> {
  const wanted = { marketing_cost: "number", first_contact: "date" } as const;
  const names = Object.keys(wanted).filter((name) => book.customerFields.has(name));
  const found = await typedAttributes(book, names, asOf, ATTRIBUTES);
  return new Set(
    found.filter(({ name, kind }) => wanted[name as keyof typeof wanted] === kind).map(({ name }) => name),
  );
}
