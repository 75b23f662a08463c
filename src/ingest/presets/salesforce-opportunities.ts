import type { Preset } from "../preset.js";

const WON = ["closed won", "won", "closed - won"];

/** Salesforce, a report of opportunities, details only. Amounts have their currency in a column beside them. */
export const salesforceOpportunities: Preset = {
  id: "salesforce-opportunities",
  title: "a Salesforce opportunities report",
  role: "transactions",
  signature: ["Account Name", "Opportunity Name", "Stage", "Close Date"],
  columns: {
    order_id: ["Opportunity ID", "Opportunity Number", "Opportunity Name"],
    customer_id: ["Account ID", "Account Number"],
    customer_name: "Account Name",
    date: "Close Date",
    amount: ["Total Amount", "Amount", "Amount (converted)"],
    currency: ["Total Amount Currency", "Amount Currency", "Amount (converted) Currency", "Opportunity Currency"],
    status: "Stage",
    product: ["Product Name", "Opportunity Name"],
    salesperson: "Opportunity Owner",
    channel: "Lead Source",
  },
  ignore: ["Fiscal Period", "Probability (%)", "Created Date", "Age", "Expected Revenue"],
  amountPer: "line",
  rules: [
    { class: "cancelled", when: { header: "Stage", contains: ["lost"] } },
    { class: "purchase", when: { header: "Stage", equals: WON } },
    { class: "unpaid", when: { header: "Stage", filled: true }, unless: { header: "Stage", equals: WON } },
  ],
  notes: ["Only opportunities that were won are purchases; the report's total and copyright lines are filtered."],
};
