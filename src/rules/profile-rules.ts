import { z } from "zod";

const share = z.number().min(0).max(1);
const money = z.number().min(0);

/** How customers are profiled, and what an office near them would have to bring. */
export const profileRules = z
  .strictObject({
    spendWindowDays: z
      .number()
      .int()
      .min(1)
      .default(90)
      .describe("Days of each of the two windows that spend_change compares"),
    premiumShare: share
      .default(0.5)
      .describe(
        "Share of spend in one third of prices from which a customer's price band is that third; below it is mixed",
      ),
    reachContacts: z
      .number()
      .int()
      .min(1)
      .default(2)
      .describe(
        "Contacts by a channel from which its success with the customer itself counts; with fewer, that with all",
      ),
    daysAfterContact: z
      .number()
      .int()
      .min(1)
      .default(30)
      .describe("Days after a contact within which a purchase is put down to it"),
    clusterCustomers: z
      .number()
      .int()
      .min(1)
      .default(5)
      .describe("Least customers of a region and industry that make a cluster"),
    clusterQuotient: z
      .number()
      .min(0)
      .default(1.25)
      .describe("Location quotient from which an industry is concentrated in a region; 1 is as everywhere"),
    sites: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          annualCost: money,
          profitUplift: share,
          visitSaving: share,
        }),
      )
      .default([
        { name: "office", annualCost: 60_000, profitUplift: 0.1, visitSaving: 0.5 },
        { name: "warehouse", annualCost: 90_000, profitUplift: 0.08, visitSaving: 0 },
      ])
      .describe(
        "Sites that could stand in a cluster: cost a year, the share by which gross profit there would grow, the share of the cost of visits it would save; assumptions, shown as such",
      ),
  })
  .describe("Preferences, reach, return on customers, and where customers concentrate");
