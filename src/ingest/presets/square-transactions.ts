import type { Preset } from "../preset.js";

/** Nothing, as Square writes it. */
const ZERO = ["", "0", "0.00", "$0.00", "-$0.00", "£0.00", "€0.00", "¥0", "0,00", "0,00 €"];

/** Square dashboard, Transactions, Export. Date and time stand apart; refunds are rows of their own, negative. */
export const squareTransactions: Preset = {
  id: "square-transactions",
  title: "a Square transactions export",
  role: "transactions",
  signature: ["Date", "Time", "Gross Sales", "Net Sales", "Transaction ID", "Payment ID", "Event Type"],
  columns: {
    order_id: "Transaction ID",
    date: "Date",
    time: "Time",
    customer_id: "Customer ID",
    customer_name: "Customer Name",
    amount: "Net Sales",
    discount: "Discounts",
    tax: "Tax",
    channel: ["Channel", "Location", "Source"],
    salesperson: "Staff Name",
    product: ["Description", "Details"],
  },
  ignore: [
    ...["Gross Sales", "Net Total", "Total Collected", "Gift Card Sales", "Partial Refunds", "Payment ID", "Time Zone"],
    ...["Card", "Cash", "Cash App", "Fees", "Tip", "Deposit Date", "Deposit ID", "Card Brand", "Customer Reference ID"],
    ...["Transaction Status", "Tender Note", "Fulfillment Note", "Order Reference ID", "Location", "Source", "Details"],
  ],
  amountPer: "line",
  rules: [
    { class: "failed", when: { header: "Transaction Status", startsWith: ["failed", "declined"] } },
    { class: "cancelled", when: { header: "Transaction Status", startsWith: ["cancel", "void"] } },
    { class: "unpaid", when: { header: "Transaction Status", startsWith: ["pending", "open"] } },
    { class: "refund", when: { header: "Event Type", equals: ["refund"] } },
    {
      class: "not-a-sale",
      when: { header: "Event Type", filled: true },
      unless: { header: "Event Type", equals: ["payment"] },
    },
    {
      class: "not-a-sale",
      when: { header: "Net Sales", equals: ZERO },
      unless: { header: "Gift Card Sales", equals: ZERO },
    },
  ],
  notes: [
    "The amount is Net Sales: after discounts, without tax, tips and gift cards sold.",
    "Sales without a customer (walk-ins) cannot be anybody's: they are rejected as no-customer.",
  ],
};
