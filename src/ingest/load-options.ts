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
}
