import type { Column } from "../../columns/column.js";
import { literal, raw, sql } from "../../engine/sql.js";
import { valuesQuery } from "../../engine/values.js";
import type { ResultTable } from "../../output/result.js";
import type { Scorecard } from "../scorecard.js";
import { costOfWinning, costOfWinningInWords } from "./cost-of-winning.js";

/** What winning a customer cost in the last year, what keeping one did, and the ratio. */
export interface WinningAndKeeping {
  readonly table: ResultTable;
  readonly remarks: readonly string[];
  readonly meta: {
    readonly newCustomers: number;
    readonly marketingCostKnown: number;
    readonly keptCustomers: number;
    readonly costOfWinning: number | null;
    readonly costOfKeeping: number | null;
    readonly ratio: number | null;
  };
}

/**
 * The cost of winning is that of `costOfWinning`. The cost of keeping is that of contacts in the same 365 days with those who bought both before them and in them, over their number. The ratio is shown as it is: that
 * winning costs several times keeping is a rule of thumb.
 */
export async function winningAndKeeping(card: Scorecard, investment: string): Promise<WinningAndKeeping> {
  const { engine, currency } = card.book;
  const start = sql`DATE ${literal(card.asOf)} - 365`;
  const winning = await costOfWinning(card);
  const row = await engine.row<{ kept: number; keeping: number }>(sql`
    SELECT count(*) FILTER (first_purchase <= ${start} AND year_spend > 0) AS kept,
      coalesce(sum(keeping_contact_cost::DECIMAL(28, 4)) FILTER (first_purchase <= ${start} AND year_spend > 0), 0)::DOUBLE AS keeping
    FROM ${raw(investment)}`);
  const costOfKeeping = row.kept === 0 || row.keeping === 0 ? null : row.keeping / row.kept;
  const ratio = winning.ofOne === null || costOfKeeping === null ? null : winning.ofOne / costOfKeeping;
  const money = currency === null ? {} : { unit: currency };
  const columns: readonly Column[] = [
    { name: "of", type: "text", description: "Winning a customer, or keeping one for a year" },
    { name: "customers", type: "integer", description: "Customers won, or kept, in the last 365 days" },
    {
      name: "cost",
      type: "money",
      ...money,
      description: "What that cost together; an unknown marketing cost counts as the mean of those known",
    },
    { name: "cost_of_one", type: "money", ...money, description: "Cost of one; empty where no cost is known" },
    { name: "ratio", type: "number", description: "Cost of one over the cost of keeping one" },
  ];
  return {
    remarks:
      winning.ofOne === null || winning.marketingKnown === winning.won
        ? []
        : [`winning a customer is counted by ${costOfWinningInWords(winning)}`],
    meta: {
      newCustomers: winning.won,
      marketingCostKnown: winning.marketingKnown,
      keptCustomers: row.kept,
      costOfWinning: winning.ofOne,
      costOfKeeping,
      ratio,
    },
    table: {
      name: "winning_and_keeping",
      title: "Winning a customer against keeping one for a year",
      columns,
      everyRow: true,
      query: valuesQuery(columns, [
        ["winning", winning.won, winning.total, winning.ofOne, ratio],
        ["keeping", row.kept, row.keeping, costOfKeeping, costOfKeeping === null ? null : 1],
      ]),
    },
  };
}
