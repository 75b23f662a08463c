import { type Column, decidedBy } from "../../columns/column.js";
import { RECENCY_QUANTITY } from "../../columns/quantities.js";
import { P_ALIVE } from "../alive.js";

const text = (name: string, description: string): Column => ({ name, type: "text", description });
const days = (name: string, type: "integer" | "number", description: string): Column => ({
  name,
  type,
  unit: "days",
  description,
});

/** The columns after `customer_id` and `name`; the last only where an earlier day is compared. */
export const lifecycleColumns = (compareTo: string | null): readonly Column[] =>
  decidedBy(
    ["stage", "since", "p_alive", "own_gap", "gap_now", "likelihood_loyal", "stage_then"],
    [
      text("stage", "prospect, new, developing, mature, slipping or lapsed"),
      {
        name: "since",
        type: "date",
        description:
          "Day of the last change of stage; of a prospect the day on which it was entered, where it is known",
      },
      text("acquisition", "potential: not yet a member, where membership is known, or not yet bought; else mature"),
      P_ALIVE,
      days("own_gap", "number", "Days between purchases that its rhythm leads one to expect"),
      { ...days("gap_now", "integer", "Days since the last purchase"), quantity: RECENCY_QUANTITY },
      days("tenure_days", "integer", "Days since the first purchase"),
      { name: "purchase_days", type: "integer", description: "Days with a purchase" },
      text("spending_level", "low, medium or high, or as the form has it"),
      text("household", "Household or family, as the form or survey has it"),
      text("price_attention", "How much the customer looks at the price: low, medium or high, or as the form has it"),
      text("quality_attention", "How much the customer looks at quality: low, medium or high, or as the form has it"),
      text("sources", "Where each of the four before comes from: form, survey, purchases or unknown"),
      {
        name: "likelihood_loyal",
        type: "share",
        description: "Of a prospect: chance of becoming a habitual or loyal customer, by the profile of today's",
      },
      {
        name: "likelihood_reasons",
        type: "text",
        prose: true,
        description: "The attributes that raise or lower it most, against the mean of the customers learnt from",
      },
      ...(compareTo === null
        ? []
        : [text("stage_then", `Stage on ${compareTo}; empty where the customer was not known yet`)]),
    ],
  );

/** The columns of the table of stages. */
export const stageColumns = (currency: string | null): readonly Column[] => {
  const unit = currency === null ? {} : { unit: currency };
  return [
    text("stage", "Stage of the customer's life"),
    { name: "customers", type: "integer", description: "Customers in it" },
    { name: "share", type: "share", description: "Share of all customers" },
    { name: "revenue", type: "money", ...unit, description: "Their net spend" },
    { name: "share_of_revenue", type: "share", description: "Share of all net spend" },
    { name: "potential", type: "integer", description: "Of them, customers whose acquisition is potential" },
    { ...text("meaning", "What the stage means"), prose: true },
  ];
};

/** The columns of the table of what drives the likelihood. */
export const DRIVER_COLUMNS: readonly Column[] = [
  text("attribute", "Attribute of customers"),
  text("level", "Its value; (other) for rare ones, (unknown) for none; of a number one standard deviation more"),
  text("reference", "The value that it is held against: the most common one, or the mean"),
  { name: "odds_ratio", type: "number", description: "By how much the odds of being loyal are multiplied" },
  { name: "coefficient", type: "number", description: "Natural logarithm of the odds ratio, after calibration" },
  { name: "standard_error", type: "number", description: "Standard error of the coefficient" },
  { name: "customers", type: "integer", description: "Customers with a purchase who have the value, of those judged" },
  { name: "loyal_share", type: "share", description: "Share of them who are habitual buyers or loyalists" },
];
