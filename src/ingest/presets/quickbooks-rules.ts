import type { RowRule } from "../preset.js";

const SALE = ["invoice", "sales receipt"];
const GIVEN_BACK = ["credit memo", "refund", "refund receipt"];

/** The transaction types of QuickBooks that are trade; payments, deposits and journal entries are none. Totals have no type. */
export const QUICKBOOKS_RULES: readonly RowRule[] = [
  { class: "refund", when: { header: "Transaction Type", equals: GIVEN_BACK } },
  { class: "purchase", when: { header: "Transaction Type", equals: SALE } },
  {
    class: "not-a-sale",
    when: { header: "Transaction Type", filled: true },
    unless: { header: "Transaction Type", equals: [...SALE, ...GIVEN_BACK] },
  },
];
