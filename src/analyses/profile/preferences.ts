import { buyingTimes } from "../../book/buying-times.js";
import { type BoughtField, mostlyBought } from "../../book/customer-margins.js";
import { priceThirds } from "../../book/price-thirds.js";
import { raw, type Sql, sql } from "../../engine/sql.js";
import { purchaseDayLists } from "../purchase-days-of.js";
import type { Scorecard } from "../scorecard.js";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** What and when customers like to buy. */
export interface Preferences {
  /**
   * Table with one row a customer with a purchase: `preferred_category`, `preferred_brand`, `preferred_channel`,
   * `price_band`, `premium_share`, `preferred_weekday` and `preferred_hour`.
   */
  readonly table: string;
  /** What transactions do not say, and what was taken instead, in sentences. */
  readonly remarks: readonly string[];
}

/** Consumption preference of every customer. */
export async function createPreferences(card: Scorecard, table: string): Promise<Preferences> {
  const { book, asOf, rules } = card;
  const fields = book.transactionFields;
  const remarks: string[] = [];
  const missing = (["category", "brand", "channel"] as const).filter((field) => !fields.has(field));
  if (missing.length > 0) remarks.push(`transactions have no ${missing.join(", no ")}: no preference for it is known`);
  const most = (field: BoughtField): Sql =>
    fields.has(field)
      ? mostlyBought(field, asOf)
      : raw("SELECT NULL::VARCHAR AS customer_id, NULL::VARCHAR AS value WHERE false");
  const hasHours = fields.has("hour");
  if (!hasHours) remarks.push("transactions have no times of day: no preferred hour is known");
  const thirds = await priceThirds(book, asOf);
  if (thirds.price === "amount") {
    remarks.push("transactions have neither unit prices nor quantities: price bands are of whole lines");
  }
  const least = raw(String(rules.profile.premiumShare));
  const weekdays = raw(`[${WEEKDAYS.map((day) => `'${day}'`).join(", ")}]`);
  const alive = await card.alive(asOf);
  await book.engine.run(sql`CREATE OR REPLACE TABLE ${raw(table)} AS
    SELECT a.customer_id, c.value AS preferred_category, b.value AS preferred_brand, h.value AS preferred_channel,
      CASE WHEN p.total > 0 THEN CASE WHEN p.low / p.total >= ${least} THEN 'low' WHEN p.high / p.total >= ${least} THEN 'high'
        WHEN p.middle / p.total >= ${least} THEN 'middle' ELSE 'mixed' END END AS price_band,
      CASE WHEN p.total > 0 THEN (p.high / p.total)::DOUBLE END AS premium_share,
      ${weekdays}[t.weekday] AS preferred_weekday, t.hour AS preferred_hour
    FROM ${raw(alive.table)} a
      LEFT JOIN (${most("category")}) c USING (customer_id)
      LEFT JOIN (${most("brand")}) b USING (customer_id)
      LEFT JOIN (${most("channel")}) h USING (customer_id)
      LEFT JOIN (SELECT *, low + middle + high AS total FROM (${thirds.relation})) p USING (customer_id)
      LEFT JOIN (${buyingTimes(asOf, await purchaseDayLists(card, asOf), hasHours)}) t USING (customer_id)`);
  return { table, remarks };
}
