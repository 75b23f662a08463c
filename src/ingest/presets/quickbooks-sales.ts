import type { Preset } from "../preset.js";
import { QUICKBOOKS_RULES } from "./quickbooks-rules.js";

/** QuickBooks, a list of sales with the customer in a column of its own. */
export const quickbooksSales: Preset = {
  id: "quickbooks-sales",
  title: "a QuickBooks sales list",
  role: "transactions",
  signature: [
    ["Date", "Transaction date"],
    "Transaction Type",
    "Num",
    ["Customer", "Customer full name", "Name"],
    "Amount",
  ],
  columns: {
    order_id: "Num",
    date: ["Date", "Transaction date"],
    customer_name: ["Customer", "Customer full name", "Name"],
    amount: "Amount",
    product: ["Product/Service", "Product/Service full name", "Memo/Description"],
    quantity: ["Qty", "Quantity"],
    unit_price: "Sales Price",
  },
  ignore: ["Balance", "Memo/Description"],
  amountPer: "line",
  rules: QUICKBOOKS_RULES,
  notes: ["Payments, deposits and journal entries are filtered as not-a-sale; credit memos are netted."],
};
