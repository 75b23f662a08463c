import { type Column, decidedBy } from "../../columns/column.js";
import { CLV_QUANTITY } from "../../columns/quantities.js";

/** The columns of `crm referrals`, after customer_id and name. */
export function referralColumns(currency: string | null, compareTo: string | null = null): readonly Column[] {
  const money = currency === null ? {} : { unit: currency };
  return decidedBy(
    ["referrals", "converted", "referral_value", "referral_group"],
    [
      { name: "referred_by", type: "text", textual: "identifier", description: "The customer who brought this one" },
      {
        name: "generation",
        type: "integer",
        description: "0: brought by nobody; 1: brought by one of those; and so on; empty outside of any referral",
      },
      { name: "referrals", type: "integer", unit: "people", description: "People whom the customer recommended us to" },
      { name: "converted", type: "integer", unit: "customers", description: "Those of them who became customers" },
      {
        name: "indirect",
        type: "integer",
        unit: "customers",
        description: "Customers brought by those, and by theirs, over all generations",
      },
      { name: "revenue_direct", type: "money", ...money, description: "Net spend so far of the customers brought" },
      { name: "revenue_indirect", type: "money", ...money, description: "Net spend so far of the indirect customers" },
      {
        name: "referral_value",
        type: "money",
        ...money,
        description:
          "Customer referral value: CLV of those brought who would not have come otherwise, and the cost of winning all",
      },
      {
        name: "clv",
        type: "money",
        ...money,
        quantity: CLV_QUANTITY,
        description: "The customer's own expected value over 12 months",
      },
      {
        name: "total_value",
        type: "money",
        ...money,
        description:
          "CLV and referral value, less the part of the CLV that is counted for whoever brought the customer",
      },
      {
        name: "referral_group",
        type: "text",
        description:
          "champion: CLV and referral value high; affluent: CLV alone; advocate: referral value alone; miser: neither",
      },
      { name: "first_referral", type: "date", description: "Day of the first recommendation" },
      { name: "last_referral", type: "date", description: "Day of the last recommendation" },
      ...(compareTo === null
        ? []
        : [
            {
              name: "referrals_then",
              type: "integer",
              unit: "people",
              description: `Referrals that are known to have been made by ${compareTo}`,
            } as const,
            {
              name: "converted_then",
              type: "integer",
              unit: "customers",
              description: `Those of them who had bought by ${compareTo}`,
            } as const,
          ]),
    ],
  );
}
