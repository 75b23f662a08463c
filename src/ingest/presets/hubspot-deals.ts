import type { Preset } from "../preset.js";

const WON = ["closed won", "closedwon", "won"];

/** HubSpot, Deals, Export. A deal that was won is a purchase on the day it was closed. */
export const hubspotDeals: Preset = {
  id: "hubspot-deals",
  title: "a HubSpot deals export",
  role: "transactions",
  signature: [["Record ID", "Record ID - Deal"], "Deal Name", "Deal Stage", "Amount", "Close Date"],
  columns: {
    order_id: ["Record ID", "Record ID - Deal"],
    customer_id: ["Associated Contact IDs", "Associated Company IDs", "Associated Company IDs (Primary)"],
    customer_name: ["Associated Company", "Associated Company (Primary)", "Associated Contact"],
    date: "Close Date",
    amount: "Amount",
    currency: "Currency",
    status: "Deal Stage",
    product: "Deal Name",
    salesperson: "Deal owner",
  },
  ignore: ["Create Date", "Last Activity Date", "Pipeline"],
  amountPer: "line",
  rules: [
    { class: "cancelled", when: { header: "Deal Stage", startsWith: ["closed lost", "closedlost", "lost"] } },
    { class: "purchase", when: { header: "Deal Stage", startsWith: WON } },
    {
      class: "unpaid",
      when: { header: "Deal Stage", filled: true },
      unless: { header: "Deal Stage", startsWith: WON },
    },
  ],
  notes: ["The buyer is the associated company or contact: choose one of those columns when you export."],
};
