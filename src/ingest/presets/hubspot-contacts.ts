import type { Preset } from "../preset.js";

/** HubSpot, Contacts, Export. Which columns there are is the user's choice. */
export const hubspotContacts: Preset = {
  id: "hubspot-contacts",
  title: "a HubSpot contacts export",
  role: "customers",
  signature: [
    ["Record ID", "Record ID - Contact"],
    "First Name",
    "Last Name",
    "Email",
    ["Contact owner", "Lifecycle Stage", "Lead Status"],
  ],
  columns: {
    customer_id: ["Record ID", "Record ID - Contact"],
    first_name: "First Name",
    last_name: "Last Name",
    email: "Email",
    phone: ["Phone Number", "Mobile Phone Number"],
    company: ["Associated Company", "Company Name", "Associated Company (Primary)"],
    owner: "Contact owner",
    type: ["Lifecycle Stage", "Lead Status"],
    registered: "Create Date",
    last_order: "Last Activity Date",
  },
};
