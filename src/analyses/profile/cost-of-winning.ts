import { literal, raw, sql } from "../../engine/sql.js";
import type { Scorecard } from "../scorecard.js";
import { investmentOf } from "./investment.js";

/** What winning a customer cost in the last 365 days. */
export interface CostOfWinning {
  /** Customers with their first purchase in those days. */
  readonly won: number;
  /** How many of them have a known marketing cost. */
  readonly marketingKnown: number;
  /** Of all who were won: marketing cost, those where it is not known at the mean of the others, and contacts. */
  readonly total: number;
  /** Of one, to the cent; null where nobody was won or no cost is known. */
  readonly ofOne: number | null;
}

/**
 * The cost of winning a customer, the same for every analysis: the mean marketing cost of the customers won in the last 365
 * days of whom it is known (a blank is not known, and no 0), and the cost of all contacts in those days before a first
 * purchase, with those who never bought too, over the customers won.
 */
export const costOfWinning = (card: Scorecard): Promise<CostOfWinning> =>
  card.once("cost of winning", async () => {
    const { table } = await investmentOf(card);
    const start = sql`DATE ${literal(card.asOf)} - 365`;
    const { won, known, marketing, contacts } = await card.book.engine.row<{
      won: number;
      known: number;
      marketing: number | null;
      contacts: number;
    }>(sql`
      SELECT count(*) FILTER (first_purchase > ${start}) AS won,
        count(*) FILTER (first_purchase > ${start} AND marketing_cost >= 0) AS known,
        avg(marketing_cost ORDER BY marketing_cost) FILTER (first_purchase > ${start} AND marketing_cost >= 0) AS marketing,
        coalesce(sum(winning_contact_cost::DECIMAL(28, 4)) FILTER (
          first_purchase > ${start} OR (first_purchase IS NULL AND first_contact > ${start})), 0)::DOUBLE AS contacts
      FROM ${raw(table)}`);
    const total = contacts + (marketing ?? 0) * won;
    const ofOne = won === 0 || (known === 0 && contacts === 0) ? null : Math.round((total / won) * 100) / 100;
    return { won, marketingKnown: known, total, ofOne };
  });

/** `marketing cost, known of 3 of 5, and contacts before the first purchase, of the customers won in the last 365 days`. */
export const costOfWinningInWords = ({ won, marketingKnown }: CostOfWinning): string =>
  `marketing cost, known of ${marketingKnown} of ${won}, and contacts before the first purchase, of the customers won in the last 365 days`;
