import { createPurchaseDayLists, createPurchaseDays } from "../book/purchase-days.js";
import type { Scorecard } from "./scorecard.js";

/** The table of every customer's list of days of purchase up to a day, as of `createPurchaseDayLists`; made once for a day. */
export async function purchaseDayLists(card: Scorecard, day: string): Promise<string> {
  const lists = `purchase_days_${day.replaceAll("-", "")}`;
  await card.once(lists, () => createPurchaseDayLists(card.book, day, lists));
  return lists;
}

/** Makes the table of every customer's days of purchase up to a day, as of `createPurchaseDays`. */
export async function purchaseDaysOf(card: Scorecard, day: string, table: string): Promise<void> {
  await createPurchaseDays(card.book, await purchaseDayLists(card, day), table);
}
