import type { Book } from "../../book/book.js";
import { grossProfit, LEAST_COVERED } from "../../book/gross-profit.js";
import { identifier, literal, sql } from "../../engine/sql.js";

/** What the data say about the margin. */
export interface MeasuredMargin {
  /** Profit over spend; null where the data have no cost or margin column, or one that cannot be projected. */
  readonly share: number | null;
  /** Where it comes from and from how many rows, or why it is not used; null without such a column. */
  readonly sentence: string | null;
  /** A column is there and cannot be used. */
  readonly isRefused: boolean;
}

/** Profit that goes with the amounts less than this (Pearson) is no money, but a percentage of each row. */
const LEAST_CORRELATION = 0.2;
/** Rows that it takes to tell. */
const LEAST_ROWS = 20;

/** Share of profit over spend up to a day, null where the data do not say it or it cannot be projected. */
export const measuredMargin = async (book: Book, asOf: string): Promise<number | null> =>
  (await measureMargin(book, asOf)).share;

/**
 * Profit over spend up to a day, from a margin column, else from a cost column of the transactions, over the rows that
 * have a value. One rate for all customers: the margins of single customers are too noisy to project.
 *
 * It is refused, and said why, where fewer than half of the rows have a value, where profit adds up to a loss or to more
 * than the spend, and where a margin column holds percentages or shares of each row instead of money: cells with a
 * percent sign, or values within 0 to 100 that do not go with the amounts. Cells that are no number are left out and
 * counted.
 */
export async function measureMargin(book: Book, asOf: string): Promise<MeasuredMargin> {
  const gross = await grossProfit(book);
  if (gross === null) return { share: null, sentence: null, isRefused: false };
  const { profit, source } = gross;
  const column = identifier(source);
  const cells = await book.engine.row<MarginCells>(sql`
    SELECT count(*) AS "all", count(profit) AS read, count(*) FILTER (cell IS NOT NULL AND profit IS NULL) AS unreadable,
      count(*) FILTER (ends_with(trim(cell), '%')) AS percent, coalesce(sum(profit), 0)::DOUBLE AS profit,
      coalesce(sum(amount) FILTER (profit IS NOT NULL), 0)::DOUBLE AS spend,
      coalesce(min(profit), 0)::DOUBLE AS least, coalesce(max(profit), 0)::DOUBLE AS most,
      count(DISTINCT amount) FILTER (amount > 0) AS amounts,
      corr(profit::DOUBLE, amount::DOUBLE) FILTER (amount > 0) AS correlation
    FROM (SELECT amount, ${profit} AS profit, ${column} AS cell FROM transactions
      WHERE state < 2 AND day <= DATE ${literal(asOf)})`);
  const reason = refusal(cells, source);
  const rows = `${count.format(cells.read)} of ${count.format(cells.all)} rows`;
  const unreadable = cells.unreadable === 0 ? "" : `; ${count.format(cells.unreadable)} cells are no number`;
  if (reason !== null) {
    const sentence = `the ${source} column is not used: ${reason} (${rows}${unreadable}); --margin settles it`;
    return { share: null, sentence, isRefused: true };
  }
  return {
    share: cells.profit / cells.spend,
    sentence: `by the ${source} column, in ${rows}${unreadable}`,
    isRefused: false,
  };
}

type Figure = "all" | "read" | "unreadable" | "percent" | "profit" | "spend" | "least" | "most" | "amounts";
type MarginCells = Readonly<Record<Figure, number>> & { readonly correlation: number | null };

function refusal(cells: MarginCells, source: "margin" | "cost"): string | null {
  const { all, read, percent, profit, spend, least, most, amounts, correlation } = cells;
  if (source === "margin" && percent > all / 2) return "its cells are percentages, not money";
  if (read < LEAST_COVERED * all) return "fewer than half of the rows have a value";
  const isSmall = least >= 0 && most <= 100 && read >= LEAST_ROWS && amounts > 1;
  const follows = correlation !== null && Number.isFinite(correlation) && correlation >= LEAST_CORRELATION;
  if (source === "margin" && isSmall && !follows && most > 0)
    return `its values do not go with the amounts and lie between ${Number(least.toFixed(4))} and ${Number(most.toFixed(4))}: a percentage or share of each row, it seems, not money`;
  if (spend <= 0) return "the spend of these rows adds up to nothing";
  if (profit > spend) return `it adds up to ${percentOf(profit / spend)} of the spend, more than there is`;
  if (profit <= 0)
    return profit < 0
      ? `it adds up to a loss, ${percentOf(profit / spend)} of the spend, which cannot be projected`
      : "profit adds up to nothing";
  return null;
}

const percentOf = (share: number): string => `${Number((100 * share).toFixed(2))} %`;

const count = new Intl.NumberFormat("en-US");
