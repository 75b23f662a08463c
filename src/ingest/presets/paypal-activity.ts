import type { Preset } from "../preset.js";

const REFUND = ["payment refund", "refund", "payment reversal", "chargeback"];
const SALE = [
  ...["express checkout payment", "website payment", "mobile payment", "general payment", "ebay auction payment"],
  ...["subscription payment", "preapproved payment", "pre-approved payment", "virtual terminal", "direct credit card"],
  ...["payment received", "paypal here", "point of sale", "third party payment", "donation payment", "shopping cart"],
  ...["auction payment", "web accept payment", "invoice payment", "recurring payment"],
];

/** PayPal, Activity, Download: an account statement, in which sales are some of the rows. */
export const paypalActivity: Preset = {
  id: "paypal-activity",
  title: "a PayPal activity download",
  role: "transactions",
  signature: ["Date", "Type", "Status", "Currency", "Gross", "Fee", "Net", "From Email Address", "Transaction ID"],
  columns: {
    order_id: "Transaction ID",
    refund_of: "Reference Txn ID",
    date: "Date",
    time: "Time",
    email: "From Email Address",
    customer_name: "Name",
    phone: "Contact Phone Number",
    amount: "Gross",
    currency: "Currency",
    status: "Status",
    product: "Item Title",
    sku: "Item ID",
    quantity: "Quantity",
    tax: "Sales Tax",
    shipping: "Shipping and Handling Amount",
    country: ["Country", "Country Code"],
    city: "Town/City",
    region: "State/Province/Region/County/Territory/Prefecture/Republic",
    note: "Note",
  },
  ignore: ["Net", "Fee", "Balance", "Invoice Number", "Receipt ID", "TimeZone", "Payment Source"],
  refundColumns: { email: "To Email Address" },
  amountPer: "line",
  rules: [
    { class: "cancelled", when: { header: "Status", startsWith: ["cancel", "void", "expired", "removed"] } },
    { class: "failed", when: { header: "Status", startsWith: ["denied", "failed", "blocked", "returned"] } },
    {
      class: "unpaid",
      when: { header: "Status", startsWith: ["pending", "processing", "held", "placed", "on hold", "uncleared"] },
    },
    { class: "refund", when: { header: "Type", startsWith: REFUND } },
    { class: "not-a-sale", when: { header: "Balance Impact", equals: ["debit", "memo"] } },
    { class: "not-a-sale", when: { header: "Gross", startsWith: ["-", "(", "−"] } },
    { class: "not-a-sale", when: { header: "Type", filled: true }, unless: { header: "Type", contains: SALE } },
  ],
  notes: [
    "A payment that was given back later stays a purchase, and its refund row is netted against it.",
    "On refund rows the buyer is the receiver. Withdrawals, holds, fees and conversions are filtered as not-a-sale.",
  ],
};
