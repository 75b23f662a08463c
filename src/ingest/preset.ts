import type { Role } from "./field.js";

/**
 * What a transaction row is. `purchase` and `refund` are money; the others void the row, so it is filtered under
 * that name: `cancelled`, `failed`, `unpaid`, `test`, and `not-a-sale` for rows of an account statement that are no
 * trade at all (withdrawals, fees, journal entries, gift card sales).
 */
export type RowClass = "purchase" | "refund" | "cancelled" | "failed" | "unpaid" | "test" | "not-a-sale";

/** A condition on the text of one column. Comparison ignores case and surrounding space. */
export interface Condition {
  /** Header as the system writes it. */
  readonly header: string;
  readonly equals?: readonly string[];
  readonly startsWith?: readonly string[];
  readonly contains?: readonly string[];
  /** True: the cell has any text; false: it is empty. */
  readonly filled?: boolean;
}

/** Rows that meet the condition (or, with `unless`, rows that do not) have this class. The first rule that holds wins. */
export interface RowRule {
  readonly class: RowClass;
  readonly when?: Condition;
  readonly unless?: Condition;
}

/**
 * One system's export: how it is recognised, which column is which field, and what must be known about its rows.
 * Columns are matched by name, never by position; a column that a version lacks is simply not mapped.
 */
export interface Preset {
  readonly id: string;
  /** As in "this is a Shopify orders export". */
  readonly title: string;
  readonly role: Role;
  /** The export is this one when every entry is met by some header (any of its alternatives). */
  readonly signature: readonly (string | readonly string[])[];
  /** Field to headers, best first. Fields left out are still matched by the general vocabulary, except those in `ignore`. */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
  /** Headers that look like a field and are not (a compare-at price, a shipping e-mail). */
  readonly ignore?: readonly string[];
  /**
   * `line`: each row's amount is its own. `order`: the amount is the order's; rows of one order that repeat it or
   * leave it blank count it once.
   */
  readonly amountPer?: "line" | "order";
  /** The amount is a unit price to be multiplied by the quantity. */
  readonly amountIsUnitPrice?: boolean;
  /** Order fields stand only on the order's first row: rows that follow with the same order id take them from it. */
  readonly fillDown?: boolean;
  /** The customer stands in a heading row of its own above its transactions (first non-empty cell, no date). */
  readonly customerInGroupRows?: boolean;
  readonly rules?: readonly RowRule[];
  /** Set when the export cannot do the job; says which export can. */
  readonly refusal?: string;
  /** Facts that the user should know, printed by `crm check`. */
  readonly notes?: readonly string[];
}
