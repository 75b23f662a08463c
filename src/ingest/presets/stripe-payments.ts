import type { Preset } from "../preset.js";

/** Stripe dashboard, Payments, Export, with the columns of old and new exports. */
export const stripePayments: Preset = {
  id: "stripe-payments",
  title: "a Stripe payments export",
  role: "transactions",
  signature: ["id", ["Created (UTC)", "Created date (UTC)"], "Amount", "Amount Refunded", "Currency", "Captured"],
  columns: {
    order_id: "id",
    date: ["Created (UTC)", "Created date (UTC)"],
    amount: "Amount",
    amount_refunded: "Amount Refunded",
    currency: "Currency",
    status: "Status",
    customer_id: "Customer ID",
    email: "Customer Email",
    customer_name: ["Customer Name", "Customer Description"],
    product: "Description",
    tax: "Tax",
  },
  ignore: [
    ...["Converted Amount", "Converted Amount Refunded", "Converted Currency", "Fee", "Invoice ID", "PaymentIntent ID"],
    ...["Payment ID", "Card ID", "Card Brand", "Disputed Amount", "Seller Message", "Transfer", "Destination"],
  ],
  amountPer: "line",
  rules: [
    { class: "test", when: { header: "Mode", equals: ["test"] } },
    { class: "failed", when: { header: "Status", startsWith: ["failed", "blocked", "declined"] } },
    { class: "cancelled", when: { header: "Status", equals: ["canceled", "cancelled", "voided"] } },
    {
      class: "unpaid",
      when: { header: "Status", startsWith: ["requires", "incomplete", "uncaptured", "pending", "processing"] },
    },
    { class: "refund", when: { header: "Status", equals: ["refunded"] } },
    { class: "refund", when: { header: "Dispute Status", equals: ["lost", "charge_refunded"] } },
    { class: "unpaid", when: { header: "Captured", equals: ["false"] } },
  ],
  notes: [
    "Days are UTC days: the export has no other.",
    "Payments in several currencies: --map amount='Converted Amount' --map currency='Converted Currency'.",
  ],
};
