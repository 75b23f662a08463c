import { z } from "zod";

const share = z.number().min(0).max(1);

/** How referrals are valued. */
export const referralsRules = z
  .strictObject({
    wouldNotHaveJoined: share
      .default(0.5)
      .describe("Share of the customers brought who would not have come by themselves: an assumption, shown as such"),
    acquisitionCost: z
      .number()
      .min(0)
      .nullable()
      .default(null)
      .describe(
        "Cost of winning a customer, which a referral saves; null: as crm profile measures it (marketing cost and contacts before the first purchase, of the customers won in the last 365 days), else 0",
      ),
    highClv: share.default(0.5).describe("Quantile of CLV above which a customer is a champion or an affluent"),
    highReferralValue: share
      .default(0)
      .describe("Quantile, among customers with a referral value, above which it is high; 0: every one of them"),
    reach: z
      .strictObject({
        hear: z.number().min(0).default(25).describe("People whom one satisfied customer reaches"),
        intend: z.number().min(0).default(8).describe("Of them, those who think of buying"),
        buy: z.number().min(0).default(1).describe("Of them, those who buy"),
      })
      .prefault({})
      .describe("The estimate of word of mouth, 1:25:8:1"),
  })
  .describe("How referrals are valued");
