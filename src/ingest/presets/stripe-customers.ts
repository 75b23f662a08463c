import type { Preset } from "../preset.js";

/** Stripe dashboard, Customers, Export. */
export const stripeCustomers: Preset = {
  id: "stripe-customers",
  title: "a Stripe customers export",
  role: "customers",
  signature: [
    "id",
    "Email",
    "Name",
    ["Created (UTC)", "Created date (UTC)"],
    "Delinquent",
    "Total Spend",
    "Payment Count",
  ],
  columns: {
    customer_id: "id",
    name: "Name",
    email: "Email",
    registered: ["Created (UTC)", "Created date (UTC)"],
    lifetime_spend: "Total Spend",
    order_count: "Payment Count",
    note: "Description",
  },
  ignore: ["Plan", "Status", "Refunded Volume", "Dispute Losses"],
};
