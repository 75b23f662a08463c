import type { DateOrder } from "./formats/date-format.js";
import type { DecimalMark } from "./formats/number-format.js";

/** What the user settled about the contents of the files. */
export interface LoadOptions {
  readonly dateOrder?: DateOrder;
  readonly decimal?: DecimalMark;
  /** Keep only amounts in this currency. */
  readonly currency?: string;
  /** Value of one unit of each currency in the currency of the results. */
  readonly rates?: ReadonlyMap<string, number>;
  /**
   * Keep a 64-bit hash of each order id instead of its text, where nothing but telling a customer's orders apart needs
   * it: a tenth less memory. Not done where several files have orders, which are held against each other by their text.
   */
  readonly hashOrders?: boolean;
  /** Keep the hour of each transaction, where its file says it, in the field `hour`. */
  readonly hours?: boolean;
}
