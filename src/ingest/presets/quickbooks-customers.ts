import type { Preset } from "../preset.js";

/** QuickBooks, Customer contact list. The name is the key: sales name their customer by it. */
export const quickbooksCustomers: Preset = {
  id: "quickbooks-customers",
  title: "a QuickBooks customer list",
  role: "customers",
  signature: [
    ["Customer", "Customer full name"],
    ["Phone", "Phone numbers"],
    "Email",
    ["Billing Address", "Bill address"],
  ],
  without: ["Date", "Order Date", "Invoice Date", "Amount", "Total", "Num", "Transaction Type"],
  columns: {
    name: ["Customer", "Customer full name"],
    phone: ["Phone", "Phone numbers"],
    email: "Email",
    address: ["Billing Address", "Bill address"],
    company: ["Company", "Company name"],
  },
  ignore: ["Shipping Address", "Ship address"],
  notes: ["Customers are joined to sales by name: QuickBooks writes no id."],
};
