import type { Column } from "../../columns/column.js";

/** The columns that the staff fill in, named as the way back reads them (`OUTCOME_COLUMNS` of the ingest). */
export function outcomeColumns(currency: string | null): readonly Column[] {
  return [
    { name: "contacted_at", type: "date", description: "Day of the contact; needed in every row that was worked" },
    { name: "outcome", type: "text", description: "What came of it; needed in every row that was worked" },
    { name: "next_at", type: "date", description: "Day on which the customer wants to be contacted again" },
    {
      name: "amount",
      type: "money",
      ...(currency === null ? {} : { unit: currency }),
      description: "What was won",
    },
    { name: "note", type: "text", prose: true, description: "What the next one to call should know" },
    { name: "satisfied", type: "integer", description: "How satisfied the customer is, 1 (not at all) to 5 (fully)" },
    { name: "expectation_met", type: "text", description: "Whether it is what the customer had hoped for" },
    { name: "usage", type: "text", prose: true, description: "How the customer uses it" },
    { name: "suggestion", type: "text", prose: true, description: "What the customer would improve" },
    { name: "defect", type: "text", prose: true, description: "What is faulty about it" },
  ];
}

/** Stands behind all others, and makes the row known again when the list comes back. */
export const CALL_ID: Column = {
  name: "call_id",
  type: "text",
  textual: "identifier",
  description: "Identifies the row when the list comes back; leave it as it is",
};
