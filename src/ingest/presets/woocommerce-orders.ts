import type { Preset } from "../preset.js";

/** WooCommerce, Analytics, Orders, Download. One row per order; the buyer is there by name only. */
export const woocommerceOrders: Preset = {
  id: "woocommerce-orders",
  title: "a WooCommerce Analytics orders export",
  role: "transactions",
  signature: ["Date", "Order #", "Status", "Customer", ["Customer type", "Product(s)"], "Items sold"],
  columns: {
    order_id: "Order #",
    date: "Date",
    customer_name: "Customer",
    amount: ["Net Sales", "N. Revenue (formatted)", "N. Revenue"],
    status: "Status",
    product: "Product(s)",
    quantity: "Items sold",
    campaign: "Coupon(s)",
    channel: "Attribution",
  },
  amountPer: "line",
  rules: [
    { class: "purchase", when: { header: "Status", equals: ["completed", "processing"] } },
    { class: "refund", when: { header: "Status", equals: ["refunded"] } },
    { class: "cancelled", when: { header: "Status", equals: ["cancelled", "canceled", "trash"] } },
    { class: "failed", when: { header: "Status", equals: ["failed"] } },
    {
      class: "unpaid",
      when: {
        header: "Status",
        equals: ["pending", "pending payment", "on-hold", "on hold", "draft", "checkout-draft"],
      },
    },
  ],
  notes: [
    "The buyer is known by name only: two customers of one name become one. An orders export with e-mails is better.",
    "Headers are translated with the shop: where they are, the general vocabulary reads them.",
  ],
};
