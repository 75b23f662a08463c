import type { Column } from "../../columns/column.js";

/**
 * The columns that the analysis adds to the scorecard, after customer_id and name.
 *
 * @param horizon in words, as in `12m`; null without one
 */
export function clvColumns(currency: string | null, unit: "day" | "week", horizon: string | null): readonly Column[] {
  const money = currency === null ? {} : { unit: currency };
  const time = { unit: `${unit}s` };
  const over = horizon === null ? "all time" : horizon;
  return [
    {
      name: "clv",
      type: "money",
      ...money,
      description: `Value ahead, the mean of all that may come: margin times spend, discounted, over ${over}`,
    },
    {
      name: "clv_low",
      type: "money",
      ...money,
      description:
        "At most one in ten customers like this one will be worth less; 0 where more than one in ten will buy nothing",
    },
    {
      name: "clv_high",
      type: "money",
      ...money,
      description:
        "At most one in ten customers like this one will be worth more; below clv, even 0, where a few who come back carry the mean",
    },
    { name: "historic_value", type: "money", ...money, description: "Net spend so far" },
    {
      name: "expected_purchases",
      type: "number",
      unit: "purchase days",
      description:
        horizon === null
          ? "Expected purchases over all time, each discounted as its value is"
          : `Expected purchases over ${over}, not discounted`,
    },
    { name: "expected_spend", type: "money", ...money, description: "Expected spend of one purchase" },
    {
      name: "p_alive",
      type: "share",
      description:
        "Chance that the customer still buys, by the model of this lifetime value (that of lifecycle and loyalty is by MBG/NBD); unknown to the historic average",
    },
    { name: "p_purchase_30d", type: "share", description: "Chance of a purchase within 30 days" },
    {
      name: "next_purchase_date",
      type: "date",
      description: "Median day of the next purchase, if the customer still buys",
    },
    {
      name: "repeat_purchases",
      type: "integer",
      unit: "purchase days",
      description: "Purchase days after the first (x)",
    },
    { name: "recency_tx", type: "number", ...time, description: "From the first purchase to the last (t_x)" },
    { name: "age", type: "number", ...time, description: "From the first purchase to the as-of date (T)" },
    { name: "mean_spend", type: "money", ...money, description: "Mean spend of the repeat purchase days" },
    {
      name: "value_group",
      type: "text",
      description:
        "By spend of the last 365 days and clv, the mean: vip: high today and ahead; improvement: low today, high ahead; maintain: high today, low ahead; ordinary",
    },
    { name: "rank", type: "integer", description: "Place by clv to the cent; equal ones by customer_id" },
  ];
}
