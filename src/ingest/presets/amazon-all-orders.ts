import type { Preset } from "../preset.js";

/** Amazon seller central, All Orders flat file: there is nobody in it. */
export const amazonAllOrders: Preset = {
  id: "amazon-all-orders",
  title: "an Amazon All Orders report",
  role: "transactions",
  signature: ["amazon-order-id", "merchant-order-id", "purchase-date", "order-status", "item-price"],
  columns: {
    order_id: "amazon-order-id",
    date: "purchase-date",
    amount: "item-price",
    currency: "currency",
    status: "order-status",
    quantity: "quantity",
    product: "product-name",
    sku: "sku",
    channel: "sales-channel",
    country: "ship-country",
    city: "ship-city",
    region: "ship-state",
  },
  refusal:
    "Export Order Reports > New Orders (the report with buyer-email and buyer-name) instead; All Orders never names buyers.",
};
