import { z } from "zod";

const share = z.number().min(0).max(1);
const gaps = z.number().min(0);
const count = z.number().int();

/** What no likelihood may be learnt from, as it follows from purchases. */
const AFTER_PURCHASES = ["order_count", "lifetime_spend", "last_order", "member_level", "segment_label", "tags"];

const stages = z
  .strictObject({
    populationWeight: gaps
      .default(1)
      .describe(
        "Gaps for which the gap usual in the population counts beside a customer's own in own_gap; who bought on one day has the population's in any case",
      ),
    unknownGapDays: z
      .number()
      .positive()
      .default(90)
      .describe("Days that are taken for the usual gap where nobody has bought on two days"),
    developingDays: count
      .min(2)
      .default(2)
      .describe("Days of purchase from which an active customer is developing; with fewer it is new"),
    matureDays: count.min(2).default(4).describe("Days of purchase from which an active customer can be mature"),
    matureGaps: gaps
      .default(3)
      .describe("Tenure from which an active customer can be mature, in gaps usual in the population"),
    lateGaps: gaps
      .default(1.5)
      .describe("Own gaps without a purchase beyond which P(alive) decides; before, a customer is active in any case"),
    slippingAlive: share.default(0.5).describe("P(alive) below which a late customer is slipping"),
    slippingGaps: gaps
      .default(3)
      .describe("Own gaps without a purchase beyond which a customer is slipping whatever P(alive) is"),
    lapsedAlive: share.default(0.2).describe("P(alive) below which a late customer has lapsed"),
    lapsedGaps: gaps
      .default(6)
      .describe("Own gaps without a purchase beyond which a customer has lapsed whatever P(alive) is"),
  })
  .refine((rules) => rules.developingDays <= rules.matureDays, {
    message: "developingDays has to be at most matureDays",
  })
  .refine((rules) => rules.lapsedAlive <= rules.slippingAlive, {
    message: "lapsedAlive has to be at most slippingAlive",
  })
  .refine((rules) => rules.lateGaps <= rules.slippingGaps && rules.slippingGaps <= rules.lapsedGaps, {
    message: "lateGaps, slippingGaps and lapsedGaps have to rise",
  })
  .prefault({})
  .describe("When a customer is new, developing, mature, slipping or lapsed");

const attention = z
  .strictObject({
    leastDays: count
      .min(1)
      .default(2)
      .describe("Days of purchase from which attention to price and to quality is judged from purchases"),
    lowSpending: share.default(1 / 3).describe("Quantile of net spend a day of purchase below which spending is low"),
    highSpending: share.default(2 / 3).describe("Quantile of net spend a day of purchase above which spending is high"),
    lowDiscount: share
      .default(0.1)
      .describe("Share of spend bought at a discount below which attention to price is low"),
    highDiscount: share
      .default(0.5)
      .describe("Share of spend bought at a discount from which attention to price is high"),
    lowPremium: share
      .default(0.15)
      .describe("Share of spend in the upper third of prices below which attention to quality is low"),
    highPremium: share
      .default(0.5)
      .describe("Share of spend in the upper third of prices from which attention to quality is high"),
    highReturns: share
      .default(0.1)
      .describe("Share of purchases given back, by amount, from which attention to quality is high"),
    highComplaints: count
      .min(1)
      .default(1)
      .describe("Complaints, but for those about the price, from which attention to quality is high"),
  })
  .refine((rules) => rules.lowSpending <= rules.highSpending, {
    message: "lowSpending has to be at most highSpending",
  })
  .refine((rules) => rules.lowDiscount <= rules.highDiscount, {
    message: "lowDiscount has to be at most highDiscount",
  })
  .refine((rules) => rules.lowPremium <= rules.highPremium, { message: "lowPremium has to be at most highPremium" })
  .prefault({})
  .describe("Spending level and attention to price and quality, where neither a form nor a survey says them");

const likelihood = z
  .strictObject({
    attributes: z
      .array(z.string().min(1))
      .default([
        "country",
        "region",
        "city",
        "gender",
        "birth_date",
        "age",
        "occupation",
        "income",
        "household",
        "industry",
        "type",
        "language",
        "acquisition_channel",
        "spending_level",
        "price_attention",
        "quality_attention",
      ])
      .describe(
        "Attributes known before a purchase from which the likelihood is learnt, as far as customers have them; further columns of the customer files by their headers",
      ),
    leastLoyal: count
      .min(50)
      .default(50)
      .describe("Loyal customers, and others, from which the likelihood is learnt; with fewer it is refused"),
    judgedGaps: gaps
      .default(4)
      .describe("Tenure from which it can be judged whether a customer is loyal, in gaps usual in the population"),
    rareLevel: share
      .default(0.02)
      .describe("Values of an attribute that fewer of the judged customers have are pooled"),
    mostLevels: count.min(1).default(10).describe("The most values of an attribute that are told apart"),
    mostCustomers: count
      .min(200)
      .default(3000)
      .describe("The most judged customers that are learnt from; of more an even sample"),
    reasons: count.min(1).default(3).describe("The most attributes that likelihood_reasons names"),
  })
  .refine((rules) => rules.attributes.every((name) => !AFTER_PURCHASES.includes(name.toLowerCase())), {
    message: `attributes can have none of ${AFTER_PURCHASES.join(", ")}: they follow from purchases`,
  })
  .prefault({})
  .describe("Likelihood that a prospect becomes loyal");

/** The stages of customers, and what is said of prospects. */
export const lifecycleRules = z
  .strictObject({
    stages,
    notMember: z
      .array(z.string())
      .default([
        "none",
        "no",
        "false",
        "0",
        "guest",
        "non-member",
        "not a member",
        "kein",
        "keine",
        "nein",
        "kein Mitglied",
        "Gast",
        "aucun",
        "non",
        "non membre",
        "ninguno",
        "no socio",
        "非会员",
        "无",
        "否",
        "游客",
      ])
      .describe("Values of member_level that say that the customer is not a member, without case"),
    attention,
    likelihood,
  })
  .describe("Stages of the customer's life, and the likelihood that prospects become loyal");
