import type { Preset } from "../preset.js";

/** Etsy, Settings, Options, Download data, Order items. One row per item. */
export const etsyItems: Preset = {
  id: "etsy-items",
  title: "an Etsy order items export",
  role: "transactions",
  signature: ["Sale Date", "Item Name", "Buyer", "Quantity", "Item Total", "Listing ID", "Order ID"],
  columns: {
    order_id: "Order ID",
    date: "Sale Date",
    customer_id: "Buyer",
    customer_name: "Ship Name",
    amount: "Item Total",
    currency: "Currency",
    product: "Item Name",
    sku: ["SKU", "Listing ID"],
    quantity: "Quantity",
    unit_price: "Price",
    campaign: "Coupon Code",
    discount: "Discount Amount",
    shipping: "Order Shipping",
    tax: "Order Sales Tax",
    country: "Ship Country",
    region: "Ship State",
    city: "Ship City",
  },
  ignore: ["Transaction ID", "Date Paid", "Date Shipped", "Order Type"],
  amountPer: "line",
  dateOrder: "mdy",
  notes: ["Amounts are item totals, without the order's shipping and tax: the orders export has those."],
};
