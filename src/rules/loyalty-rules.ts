import { z } from "zod";

const share = z.number().min(0).max(1);
const wholeNumber = z.number().int().min(0);

/** When a customer is habitual, and what counts as evidence of loyalty. */
export const loyaltyRules = z
  .strictObject({
    habit: z
      .strictObject({
        purchaseDays: z.number().int().min(2).default(3).describe("Least days of purchase of a habit"),
        alive: share.default(0.5).describe("Least P(alive) of a habit"),
        gaps: z
          .number()
          .min(1)
          .default(2)
          .describe("Where no P(alive) is known: the mean own gaps after which a rhythm is broken"),
      })
      .prefault({})
      .describe("The habitual buyer"),
    advocacy: z
      .strictObject({
        referrals: z.number().int().min(1).default(1).describe("Least people recommended to"),
        promoter: z
          .number()
          .min(0)
          .max(10)
          .default(9)
          .describe("Least latest answer, of 10, to whether the customer would recommend"),
      })
      .prefault({})
      .describe("Evidence: recommends"),
    exclusivity: z
      .strictObject({
        share: z
          .number()
          .positive()
          .max(1)
          .default(0.8)
          .describe("Least share of category, where purchases elsewhere are known"),
        tenureDays: wholeNumber
          .default(365)
          .describe("Else: least days since the first purchase, the rhythm never broken"),
        categories: z.number().int().min(1).default(2).describe("Else: least categories bought in"),
      })
      .prefault({})
      .describe("Evidence: does not buy elsewhere"),
    evidenceNeeded: z
      .number()
      .int()
      .min(1)
      .max(3)
      .default(2)
      .describe(
        "Kinds of evidence of a brand loyalist; where fewer can be known, one is enough and the class provisional",
      ),
  })
  .describe("The three classes of loyalty: ordinary buyer, habitual buyer, brand loyalist");
