import type { Preset } from "../preset.js";
import { QUICKBOOKS_RULES } from "./quickbooks-rules.js";

/** QuickBooks report Sales by Customer Detail: each customer is a heading above its transactions. */
export const quickbooksCustomerDetail: Preset = {
  id: "quickbooks-customer-detail",
  title: "a QuickBooks Sales by Customer Detail report",
  role: "transactions",
  signature: [["Date", "Transaction date"], "Transaction Type", "Num", "Amount"],
  columns: {
    order_id: "Num",
    date: ["Date", "Transaction date"],
    amount: "Amount",
    product: ["Product/Service", "Product/Service full name", "Memo/Description"],
    quantity: ["Qty", "Quantity"],
    unit_price: "Sales Price",
  },
  ignore: ["Balance", "Memo/Description"],
  amountPer: "line",
  customerInGroupRows: true,
  rules: QUICKBOOKS_RULES,
  notes: [
    "The customer is the heading above the rows; headings and `Total for` lines are filtered.",
    "Payments, deposits and journal entries are filtered as not-a-sale; credit memos are netted.",
  ],
};
