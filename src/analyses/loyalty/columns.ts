import { type Column, decidedBy } from "../../columns/column.js";
import { P_ALIVE } from "../alive.js";

/** The classes, from the least to the most. */
export const LOYALTY_CLASSES = ["ordinary", "habitual", "loyalist"] as const;

/** The columns of `crm loyalty`, after customer_id and name. */
export function loyaltyColumns(compareTo: string | null): readonly Column[] {
  return decidedBy(
    ["loyalty_class", "provisional", "evidence", "p_alive", "since", "previous_class"],
    [
      {
        name: "loyalty_class",
        type: "text",
        description: "ordinary buyer, habitual buyer or brand loyalist; empty without a purchase",
      },
      {
        name: "provisional",
        type: "boolean",
        description:
          "Fewer than two kinds of evidence can be known, or a habitual buyer could be a loyalist by a kind that cannot",
      },
      {
        name: "evidence",
        type: "text",
        description: "Kinds of evidence that were found: advocacy, exclusivity, forgiveness",
      },
      { name: "purchase_days", type: "integer", unit: "days", description: "Days with a purchase" },
      {
        name: "regularity",
        type: "number",
        description: "1 / (1 + CV²) of the own gaps: 1 like a clock, ½ at random; empty with fewer than two gaps",
      },
      P_ALIVE,
      { name: "referrals", type: "integer", unit: "people", description: "People whom the customer recommended us to" },
      {
        name: "share_of_category",
        type: "share",
        description: "Spend of the last 365 days here over that with everybody, where the customer file says it",
      },
      {
        name: "forgave",
        type: "boolean",
        description: "Complained or reported a defect, and bought again; empty where no interactions are known",
      },
      { name: "since", type: "date", description: "Day from which the class has held" },
      {
        name: "referrals_bought",
        type: "integer",
        unit: "customers",
        description: "Those of the referrals who bought",
      },
      {
        name: "promoter",
        type: "boolean",
        description: "Answered last that it would recommend us; empty where never asked",
      },
      { name: "not_known", type: "text", description: "Kinds of evidence that these files cannot show" },
      ...(compareTo === null
        ? []
        : [
            {
              name: "previous_class",
              type: "text",
              description: `Class on ${compareTo}, by the evidence up to then`,
            } as const,
          ]),
    ],
  );
}
