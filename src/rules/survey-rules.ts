import { z } from "zod";
import { weekend } from "./weekend.js";

const days = z.number().int().min(0);

/** How answers to surveys are counted, and what they are held against. */
export const surveyRules = z
  .strictObject({
    by: z
      .array(z.string().min(1))
      .default(["gender", "occupation"])
      .describe(
        "What answers are broken down by: attributes of customers, segment, or columns of other analyses; those that are not known are left out, while those of --by have to be known",
      ),
    promotersFrom: z.number().default(9).describe("NPS: answers of at least this, of 0 to 10, are promoters"),
    detractorsTo: z.number().default(6).describe("NPS: answers of at most this are detractors, those between passives"),
    satisfiedFrom: z.number().default(4).describe("CSAT: answers of at least this, of 1 to 5, are satisfied (top two)"),
    easyFrom: z.number().default(5).describe("CES: answers of at least this, of 1 to 7, found it easy"),
    significance: z
      .number()
      .gt(0)
      .lt(1)
      .default(0.05)
      .describe("A difference is called more than chance where its p-value is below this"),
    smallestExpected: z
      .number()
      .min(1)
      .default(5)
      .describe("A difference is not tested where some cell of its table expects fewer answers than this"),
    mostAnswers: z
      .number()
      .int()
      .min(2)
      .default(12)
      .describe(
        "Different answers to a question that are listed, the commonest; of more, the rest is (other) and not tested",
      ),
    leastForCorrelation: z
      .number()
      .int()
      .min(5)
      .default(10)
      .describe("Respondents with all answers from which a correlation or a mean gap is given"),
    revenueDays: days.min(1).default(365).describe("Days up to the as-of day whose net revenue is at risk"),
    promiseDays: z
      .array(days)
      .default([0, 3, 5, 7])
      .describe("Classes of acceptable response time after a fault, in working days; 0 is the same day"),
    weekend: weekend.default([6, 7]).describe("Days of the week without work, 1 Monday to 7 Sunday"),
    holidays: z.array(z.iso.date()).default([]).describe("Days without work besides, as in 2026-12-25"),
  })
  .refine((rules) => rules.detractorsTo < rules.promotersFrom, {
    message: "detractorsTo has to be below promotersFrom",
  })
  .describe("How answers to surveys are counted, and what they are held against");
