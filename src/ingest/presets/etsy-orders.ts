import type { Preset } from "../preset.js";

/** Etsy, Settings, Options, Download data, Orders. One row per order, no e-mail. */
export const etsyOrders: Preset = {
  id: "etsy-orders",
  title: "an Etsy orders export",
  role: "transactions",
  signature: ["Sale Date", "Order ID", "Buyer User ID", "Full Name", "Order Value", "Order Total"],
  columns: {
    order_id: "Order ID",
    date: "Sale Date",
    customer_id: ["Buyer User ID", "Buyer"],
    customer_name: "Full Name",
    amount: "Order Total",
    amount_adjusted: "Adjusted Order Total",
    currency: "Currency",
    status: "Status",
    quantity: "Number of Items",
    campaign: "Coupon Code",
    discount: "Discount Amount",
    shipping: "Shipping",
    tax: "Sales Tax",
    country: "Ship Country",
    region: "Ship State",
    city: "Ship City",
    sku: "SKU",
  },
  ignore: ["Order Value", "Order Net", "Adjusted Net Order Amount", "Date Shipped", "Buyer", "Order Type"],
  amountPer: "order",
  dateOrder: "mdy",
  notes: [
    "The amount is Adjusted Order Total where that is filled and not zero, else Order Total.",
    "An order given back in full shows an adjusted total of zero, which cannot be told from no adjustment.",
  ],
};
