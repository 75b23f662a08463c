import type { Preset } from "../preset.js";

/** UCI Online Retail I and II. One row per line, unit prices, invoices that begin with C are cancellations. */
export const uciOnlineRetail: Preset = {
  id: "uci-online-retail",
  title: "the UCI Online Retail data",
  role: "transactions",
  signature: [
    ["Invoice", "InvoiceNo"],
    "StockCode",
    "Quantity",
    "InvoiceDate",
    ["Price", "UnitPrice"],
    ["Customer ID", "CustomerID"],
  ],
  columns: {
    order_id: ["Invoice", "InvoiceNo"],
    date: "InvoiceDate",
    customer_id: ["Customer ID", "CustomerID"],
    amount: ["Price", "UnitPrice"],
    quantity: "Quantity",
    product: "Description",
    sku: "StockCode",
    country: "Country",
  },
  amountPer: "line",
  amountIsUnitPrice: true,
  identifiersAsNumbers: true,
  rules: [
    { class: "test", when: { header: "StockCode", startsWith: ["test"] } },
    {
      class: "not-a-sale",
      when: { header: "StockCode", equals: ["AMAZONFEE", "BANK CHARGES", "B", "ADJUST", "ADJUST2"] },
    },
    { class: "refund", when: { header: "Invoice", startsWith: ["C"] } },
    { class: "refund", when: { header: "InvoiceNo", startsWith: ["C"] } },
    { class: "refund", when: { header: "Quantity", startsWith: ["-"] } },
  ],
  notes: [
    "Amounts are pounds sterling. Postage (POST), discounts (D) and manual lines (M) count as part of their invoice.",
    "Fees and adjustments (AMAZONFEE, BANK CHARGES, B, ADJUST) are filtered as not-a-sale.",
  ],
};
