import { type Column, decidedBy } from "../../columns/column.js";
import { GROSS_PROFIT_QUANTITY } from "../../columns/quantities.js";

/** The columns of `crm profile`, after customer_id and name. */
export function profileColumns(currency: string | null, windowDays: number): readonly Column[] {
  const money = currency === null ? {} : { unit: currency };
  return decidedBy(
    ["reach_channel", "invested", "earned", "return_on_customer"],
    [
      { name: "preferred_category", type: "text", description: "Category on which the customer spent most" },
      { name: "preferred_brand", type: "text", description: "Brand on which the customer spent most" },
      {
        name: "price_band",
        type: "text",
        description:
          "low, middle or high: the third of prices within each category that most of the spend is in; mixed where none is",
      },
      { name: "premium_share", type: "share", description: "Share of spend in the upper third of prices" },
      { name: "preferred_channel", type: "text", description: "Channel through which the customer bought most" },
      { name: "preferred_weekday", type: "text", description: "Day of the week on which the customer buys most often" },
      {
        name: "preferred_hour",
        type: "integer",
        unit: "hour",
        description: "Hour of the day, as the export writes it",
      },
      {
        name: "reach_channel",
        type: "text",
        description: "Channel by which the customer is best reached: phone, email or visit",
      },
      {
        name: "reach_source",
        type: "text",
        description: "How that is known: answered (survey), turned to us, bought after contact, address known",
      },
      {
        name: "profile_completeness",
        type: "share",
        description: "Share of the columns about customers, in the files that have them, that are filled for this one",
      },
      {
        name: "first_contact",
        type: "date",
        description: "First contact that is known: as the file says, or of a record",
      },
      {
        name: "days_to_first_purchase",
        type: "integer",
        unit: "days",
        description: "From the first contact to the first purchase; empty where no contact before it is known",
      },
      {
        name: "spend_before",
        type: "money",
        ...money,
        description: `Net spend in the earlier window of ${windowDays} days`,
      },
      {
        name: "spend_now",
        type: "money",
        ...money,
        description: `Net spend in the ${windowDays} days up to the as-of date`,
      },
      { name: "spend_change", type: "money", ...money, description: "Spend now less spend before" },
      {
        name: "invested",
        type: "money",
        ...money,
        description: "Marketing cost, cost of all contacts and financial expense, as far as they are known",
      },
      { name: "earned", type: "money", ...money, quantity: GROSS_PROFIT_QUANTITY, description: "Gross profit so far" },
      {
        name: "return_on_customer",
        type: "share",
        description: "Earned less invested, over invested; empty where nothing invested is known",
      },
    ],
  );
}
