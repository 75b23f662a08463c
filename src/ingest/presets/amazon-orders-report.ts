import type { Preset } from "../preset.js";

/** Amazon seller central, Order Reports. Tab-separated, one row per item; e-mails are aliases that last per buyer. */
export const amazonOrdersReport: Preset = {
  id: "amazon-orders-report",
  title: "an Amazon orders report",
  role: "transactions",
  signature: ["order-id", "order-item-id", "purchase-date", "buyer-email", "item-price", "quantity-purchased"],
  columns: {
    order_id: "order-id",
    date: "purchase-date",
    email: "buyer-email",
    customer_name: "buyer-name",
    phone: "buyer-phone-number",
    amount: "item-price",
    currency: "currency",
    product: "product-name",
    sku: "sku",
    quantity: "quantity-purchased",
    tax: "item-tax",
    shipping: "shipping-price",
    country: ["bill-country", "ship-country"],
    region: ["bill-state", "ship-state"],
    city: ["bill-city", "ship-city"],
    channel: "sales-channel",
  },
  ignore: ["order-item-id", "payments-date"],
  amountPer: "line",
  notes: [
    "item-price is the price of all pieces of the row, without tax and shipping.",
    "Cancelled and returned orders stay in this report unmarked.",
  ],
};
