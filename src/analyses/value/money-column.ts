import type { Column } from "../../columns/column.js";

/** A column of amounts in the book's currency, where that is known. */
export const moneyColumn = (currency: string | null, name: string, description: string): Column => ({
  name,
  type: "money",
  ...(currency === null ? {} : { unit: currency }),
  description,
});
