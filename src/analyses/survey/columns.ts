import { type Column, decidedBy } from "../../columns/column.js";
import { CLV_QUANTITY, EXPECTED_QUANTITY, PERCEIVED_QUANTITY } from "../../columns/quantities.js";

const scale = (name: string, description: string): Column => ({ name, type: "number", description });

/** The columns of `crm survey`, after customer_id and name: the latest answers of each customer, and what became of them. */
export function surveyColumns(currency: string | null, revenueDays = 365): readonly Column[] {
  const money = currency === null ? {} : { unit: currency };
  return decidedBy(
    ["nps", "nps_group", "promise_kept", "revenue"],
    [
      scale("nps", "Likelihood to recommend us, 0 to 10"),
      { name: "nps_group", type: "text", description: "promoter, passive or detractor, by the rules" },
      scale("csat", "Satisfaction, 1 to 5"),
      scale("ces", "How easy it was made, 1 to 7"),
      { ...scale("expected", "Quality that was expected, 1 to 10"), quantity: EXPECTED_QUANTITY },
      { ...scale("perceived", "Quality that was perceived, 1 to 10"), quantity: PERCEIVED_QUANTITY },
      scale("gap", "Perceived less expected"),
      scale("price_level", "How the customer sees our prices, 1 (low) to 5 (high)"),
      scale("service_quality", "How the customer sees our service, 1 to 5"),
      {
        name: "promise_days",
        type: "integer",
        unit: "working days",
        description: "Acceptable response time after a fault, as answered; 0 is the same day",
      },
      { name: "complaints", type: "integer", description: "Complaints recorded" },
      {
        name: "resolved_days",
        type: "number",
        unit: "working days",
        description: "Mean time in which they were settled; empty where none is",
      },
      {
        name: "promise_kept",
        type: "boolean",
        description: "Whether all of them were settled within the acceptable time; empty where that is not known yet",
      },
      { name: "answers", type: "integer", description: "Answers of the customer, to any question" },
      { name: "last_answer", type: "date", description: "Day of the latest answer" },
      {
        name: "revenue",
        type: "money",
        ...money,
        description: `Net revenue with the customer in the last ${revenueDays} days`,
      },
      { name: "clv", type: "money", ...money, quantity: CLV_QUANTITY, description: "Expected value over 12 months" },
    ],
  );
}
