import type { Column } from "./column.js";

/*
 * What several analyses list, under whatever name suits each. Columns that declare the same quantity measure the same thing,
 * and hold the same values for every customer.
 */

/** Lifetime value ahead, as `crm clv` with the same configuration works it out. */
export const CLV_QUANTITY = "clv";
/** VIP, improvement, maintain or ordinary, by that. */
export const VALUE_GROUP_QUANTITY = "value group";
/** P(alive) by MBG/NBD, whatever model lifetime value is by. */
export const ALIVE_QUANTITY = "p_alive by MBG/NBD";
/** Gross profit over all history, as the records say it. */
export const GROSS_PROFIT_QUANTITY = "gross profit";
/** Days since the last purchase, of all history. */
export const RECENCY_QUANTITY = "days since the last purchase";
/** Quality as the customer perceived it, as answered last. */
export const PERCEIVED_QUANTITY = "quality as perceived";
/** Quality as the customer expected it, as answered last. */
export const EXPECTED_QUANTITY = "quality as expected";

/** The columns, those named with the quantity that they measure. */
export const measuring = (
  quantities: Readonly<Record<string, string>>,
  columns: readonly Column[],
): readonly Column[] =>
  columns.map((column) => {
    const quantity = Object.hasOwn(quantities, column.name) ? quantities[column.name] : undefined;
    return quantity === undefined ? column : { ...column, quantity };
  });
