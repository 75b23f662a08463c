import { createCustomerMargins, type MarginSource } from "../../book/customer-margins.js";
import type { Scorecard } from "../scorecard.js";

const TABLE = "relationship_margins";

/** Margins of customers, with where they come from. */
export interface CustomerMargins {
  /** Table of `createCustomerMargins`. */
  readonly table: string;
  readonly source: MarginSource;
}

/** The margins of all customers, over all history and over the year of the rules; worked out once. */
export const relationshipMargins = (card: Scorecard): Promise<CustomerMargins> =>
  card.once(TABLE, async () => {
    const { windowDays, marginShare } = card.rules.relationship;
    const period = { asOf: card.asOf, days: windowDays, otherwise: marginShare };
    return { table: TABLE, source: await createCustomerMargins(card.book, period, TABLE) };
  });
