import type { Preset } from "../preset.js";

const SIGNATURE = ["ContactName", "InvoiceNumber", "InvoiceDate", "DueDate", "Quantity", "UnitAmount"] as const;
const COLUMNS = {
  order_id: "InvoiceNumber",
  date: "InvoiceDate",
  customer_name: "ContactName",
  email: "EmailAddress",
  quantity: "Quantity",
  product: "Description",
  sku: "InventoryItemCode",
  currency: "Currency",
  country: "POCountry",
  region: "PORegion",
  city: "POCity",
} as const;
const IGNORE = [
  "DueDate",
  "Reference",
  "TaxType",
  "AccountCode",
  "PlannedDate",
  "InvoiceAmountPaid",
  "InvoiceAmountDue",
];
const NOTES = ["Dates are written in the order of the organisation's country, mostly day first."];

/** Xero, the sales invoice template: quantity times unit amount, less a discount in per cent. */
export const xeroSales: Preset = {
  id: "xero-sales",
  title: "a Xero sales invoice file",
  role: "transactions",
  signature: SIGNATURE,
  columns: { ...COLUMNS, amount: "UnitAmount", discount: "Discount" },
  ignore: IGNORE,
  amountPer: "line",
  amountIsUnitPrice: true,
  discountIsPercent: true,
  notes: NOTES,
};

/** Xero, Invoices, Export: the same with the amount of each line worked out, and a status. */
export const xeroInvoices: Preset = {
  id: "xero-invoices",
  title: "a Xero invoices export",
  role: "transactions",
  signature: [...SIGNATURE, "LineAmount"],
  columns: { ...COLUMNS, amount: "LineAmount", unit_price: "UnitAmount", tax: "TaxAmount", status: "Status" },
  ignore: [...IGNORE, "Discount", "Total", "TaxTotal", "Type"],
  amountPer: "line",
  rules: [
    { class: "cancelled", when: { header: "Status", equals: ["voided", "deleted"] } },
    { class: "unpaid", when: { header: "Status", equals: ["draft", "submitted", "awaiting approval"] } },
    { class: "refund", when: { header: "Type", contains: ["credit"] } },
    { class: "not-a-sale", when: { header: "Type", startsWith: ["bill", "purchase", "expense"] } },
  ],
  notes: [...NOTES, "Amounts are line amounts as entered. Invoices count from the day they are issued, paid or not."],
};
