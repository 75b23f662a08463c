import type { Preset } from "../preset.js";

/** WooCommerce, Analytics, Customers, Download. */
export const woocommerceCustomers: Preset = {
  id: "woocommerce-customers",
  title: "a WooCommerce Analytics customers export",
  role: "customers",
  signature: ["Name", "Username", "Last Active", "Sign Up", "Email", "Total Spend", "AOV"],
  columns: {
    name: "Name",
    email: "Email",
    phone: ["Billing Phone", "Shipping Phone"],
    registered: "Sign Up",
    last_order: "Last Active",
    order_count: "Orders",
    lifetime_spend: "Total Spend",
    country: "Country / Region",
    region: "Region",
    city: "City",
    postal_code: "Postal Code",
  },
  ignore: ["Username", "AOV", "Role"],
  notes: ["There is no customer id: customers are known by e-mail, and joined to Analytics orders by name."],
};
