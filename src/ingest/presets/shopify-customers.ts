import type { Preset } from "../preset.js";

/** Shopify admin, Customers, Export: the form with default address columns, and the older one without an id. */
export const shopifyCustomers: Preset = {
  id: "shopify-customers",
  title: "a Shopify customers export",
  role: "customers",
  signature: [
    "First Name",
    "Last Name",
    "Email",
    ["Accepts Email Marketing", "Accepts Marketing"],
    ["Default Address Company", "Address1", "Default Address Address1"],
    "Total Spent",
    ["Total Orders", "Orders Count"],
  ],
  columns: {
    customer_id: "Customer ID",
    first_name: "First Name",
    last_name: "Last Name",
    email: "Email",
    phone: ["Phone", "Default Address Phone"],
    company: ["Default Address Company", "Company"],
    address: ["Default Address Address1", "Address1"],
    city: ["Default Address City", "City"],
    region: ["Default Address Province Code", "Province Code", "Province"],
    country: ["Default Address Country Code", "Country Code", "Country"],
    postal_code: ["Default Address Zip", "Zip"],
    lifetime_spend: "Total Spent",
    order_count: ["Total Orders", "Orders Count"],
    note: "Note",
    tags: "Tags",
  },
  ignore: ["Address2", "Default Address Address2"],
  notes: [
    "Total Spent and Total Orders are kept for comparison only: give the orders export as well.",
    "Orders name their buyer by e-mail, so customers are joined to orders by e-mail.",
  ],
};
