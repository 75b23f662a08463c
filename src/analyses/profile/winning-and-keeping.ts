import type { Column } from "../../columns/column.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";

/** What winning a customer cost in the last year, what keeping one did, and the ratio. */
export interface WinningAndKeeping {
  readonly table: ResultTable;
  readonly meta: {
    readonly newCustomers: number;
    readonly keptCustomers: number;
    readonly costOfWinning: number | null;
    readonly costOfKeeping: number | null;
    readonly ratio: number | null;
  };
}

/**
 * The cost of winning is the marketing cost of the customers won in the last 365 days, and that of all contacts before a
 * first purchase in them, those that were in vain too, over the customers won. The cost of keeping is that of contacts in
 * the same days with those who bought both before them and in them, over their number. The ratio is shown as it is: that
 * winning costs several times keeping is a rule of thumb.
 */
export async function winningAndKeeping(card: Scorecard, investment: string): Promise<WinningAndKeeping> {
  const { engine, currency } = card.book;
  const start = sql`DATE ${literal(card.asOf)} - 365`;
  const row = await engine.row<{ won: number; winning: number; kept: number; keeping: number }>(sql`
    SELECT count(*) FILTER (first_purchase > ${start}) AS won,
      coalesce(sum(winning_contact_cost) FILTER (first_purchase > ${start} OR (first_purchase IS NULL AND first_contact > ${start})), 0)
        + coalesce(sum(marketing_cost) FILTER (first_purchase > ${start}), 0) AS winning,
      count(*) FILTER (first_purchase <= ${start} AND year_spend > 0) AS kept,
      coalesce(sum(keeping_contact_cost) FILTER (first_purchase <= ${start} AND year_spend > 0), 0) AS keeping
    FROM ${raw(investment)}`);
  const costOfWinning = row.won === 0 || row.winning === 0 ? null : row.winning / row.won;
  const costOfKeeping = row.kept === 0 || row.keeping === 0 ? null : row.keeping / row.kept;
  const ratio = costOfWinning === null || costOfKeeping === null ? null : costOfWinning / costOfKeeping;
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = [
    { name: "of", type: "text", description: "Winning a customer, or keeping one for a year" },
    { name: "customers", type: "integer", description: "Customers won, or kept, in the last 365 days" },
    { name: "cost", type: "money", ...money, description: "What that cost together, as far as it is known" },
    { name: "cost_of_one", type: "money", ...money, description: "Cost of one; empty where no cost is known" },
    { name: "ratio", type: "number", description: "Cost of one over the cost of keeping one" },
  ];
  return {
    meta: { newCustomers: row.won, keptCustomers: row.kept, costOfWinning, costOfKeeping, ratio },
    table: {
      name: "winning_and_keeping",
      title: "Winning a customer against keeping one for a year",
      columns,
      everyRow: true,
      query: valuesQuery(columns, [
        ["winning", row.won, row.winning, costOfWinning, ratio],
        ["keeping", row.kept, row.keeping, costOfKeeping, costOfKeeping === null ? null : 1],
      ]),
    },
  };
}
