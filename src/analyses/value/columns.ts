import { type Column, decidedBy } from "../../columns/column.js";
import { contributionColumn, INDICATORS, type Indicator } from "./indicators.js";
import { moneyColumn } from "./money-column.js";
import { POLICY_VERDICTS } from "./policy.js";
import { RECEIVED } from "./received.js";

/** The columns after `customer_id` and `name`; those of the comparison only where there is one. */
export function valueColumns(
  currency: string | null,
  shown: readonly Indicator[] = INDICATORS,
  compareTo: string | null = "the earlier day",
): readonly Column[] {
  const money = (name: string, description: string): Column => moneyColumn(currency, name, description);
  return decidedBy(
    ["score", "rating", "class", "policy_verdict", "previous_class", "previous_rating"],
    [
      { name: "score", type: "number", description: "Weighted score, 0 to 100: the sum of the contributions" },
      { name: "rating", type: "text", description: "A (best) to E by the score; kept through small falls" },
      {
        name: "class",
        type: "text",
        description:
          "strategic: one of the fewest customers who make 80 % of positive profits, or were and nearly are; else general",
      },
      {
        name: "value_group",
        type: "text",
        description:
          "vip: high today and ahead; improvement: low today, high ahead; maintain: high today, low ahead; ordinary",
      },
      { name: "current_score", type: "number", description: "Score of the current indicators alone, 0 to 100" },
      { name: "future_score", type: "number", description: "Score of the future indicators alone, 0 to 100" },
      money("gross_profit", "From the margin of transactions, else amount less cost, else a share of net spend"),
      {
        name: "sales_volume",
        type: "number",
        description: "Pieces net of those given back; orders where no quantity is known",
      },
      money("marketing_cost", "Discount and financial expense; empty where neither is known"),
      {
        name: "cumulative_share",
        type: "share",
        description: "Share of positive profits of this customer and all with more; ties by customer_id",
      },
      {
        name: "missing_indicators",
        type: "text",
        description: "Indicators that are not known of the customer; the others carry their weight",
      },
      ...shown.map(
        ({ id, measures, countsAgainst }): Column => ({
          name: contributionColumn(id),
          type: "number",
          description: `Points of the score from ${measures}${countsAgainst === true ? ", which counts against" : ""}`,
        }),
      ),
      {
        name: "class_held",
        type: "boolean",
        description: "The class is kept from an earlier month end; by this day alone it would be general",
      },
      {
        name: "rating_held",
        type: "boolean",
        description: "The rating is kept from an earlier month end; by this day's score alone it would be lower",
      },
      { name: "marketing_cost_share", type: "share", description: "Marketing cost over spend before it" },
      { name: "satisfaction", type: "share", description: "Mean of the latest answers on satisfaction, 0 to 1" },
      {
        name: "value_received",
        type: "text",
        description: `What the customer got against what was expected: ${RECEIVED.join(", ")}; empty where not answered`,
      },
      { name: "received_actual", type: "number", description: "Quality as perceived, as answered" },
      { name: "received_expected", type: "number", description: "Quality as expected, as answered" },
      { name: "received_minimum", type: "number", description: "The least that would have been accepted, as answered" },
      { name: "visits", type: "integer", description: "Visits to the customer in the year of the policy" },
      money("service_cost", "What all interactions of that year cost"),
      money("cost_limit", "What they may cost by the policy of the class"),
      {
        name: "policy_verdict",
        type: "text",
        description: `${POLICY_VERDICTS.join(", ")}; empty where no interactions are known`,
      },
      ...(compareTo === null
        ? []
        : ([
            { name: "previous_class", type: "text", description: `Class on ${compareTo}` },
            { name: "previous_rating", type: "text", description: `Rating on ${compareTo}` },
            { name: "previous_score", type: "number", description: `Score on ${compareTo}` },
          ] as const)),
    ],
  );
}
