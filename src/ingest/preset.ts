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
  /** The cell is a comma-separated list, and one of its entries is one of these, whole. */
  readonly listHas?: readonly string[];
  /** True: the cell has any text; false: it is empty. */
  readonly filled?: boolean;
}

/**
 * Rows that meet the condition (or, with `unless`, rows that do not) have this class; with both, `when` must hold and
 * `unless` must not. The first rule that holds wins, a row that no rule catches is a purchase, and a rule on a header
 * that the file lacks is skipped. Several tests in one condition are alternatives. A positive amount in a `refund`
 * row is an order that was given back, and adds nothing; a negative one is netted.
 */
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
  /** Headers that rule it out, for signatures so short that other files meet them. */
  readonly without?: readonly string[];
  /** Field to headers, best first. Fields left out are still matched by the general vocabulary, except those in `ignore`. */
  readonly columns: Readonly<Record<string, string | readonly string[]>>;
  /** Headers that look like a field and are not (a compare-at price, a shipping e-mail). */
  readonly ignore?: readonly string[];
  /**
   * `line`: each row's amount is its own. `order`: the amount is the order's, and so are its discount, tax and the like; rows
   * of one order that repeat them or leave them blank count them once, and each has its part (`spreadOrders`).
   */
  readonly amountPer?: "line" | "order";
  /** The amount is a unit price to be multiplied by the quantity. */
  readonly amountIsUnitPrice?: boolean;
  /** Order fields stand only on the order's first row: rows that follow with the same order id take them from it. */
  readonly fillDown?: boolean;
  /** The customer stands in a heading row of its own above its transactions (first non-empty cell, no date). */
  readonly customerInGroupRows?: boolean;
  readonly rules?: readonly RowRule[];
  /** Columns that stand in for `columns` on rows of class `refund`: a statement turns sender and receiver round. */
  readonly refundColumns?: Readonly<Record<string, string>>;
  /** The column mapped to `discount` is a percentage to be taken off the line's amount. */
  readonly discountIsPercent?: boolean;
  /** Header of the column without which the identifier of a record is but the number of its row. */
  readonly recordIdWith?: string;
  /** Identifiers were written as numbers: a trailing `.0` is no part of them. */
  readonly identifiersAsNumbers?: boolean;
  /** The order in which this system always writes dates; used only where no value of the column decides. */
  readonly dateOrder?: "dmy" | "mdy";
  /** Set when the export cannot do the job; says which export can. */
  readonly refusal?: string;
  /** Facts that the user should know, printed by `crm check`. */
  readonly notes?: readonly string[];
}
