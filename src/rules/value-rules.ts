import { z } from "zod";

const share = z.number().min(0).max(1);
const points = z.number().min(0).max(100);

/** The indicators that a customer's score is made of. */
export const VALUE_INDICATORS = [
  "gross_profit",
  "sales_volume",
  "marketing_cost",
  "industry_status",
  "cooperation_length",
  "satisfaction",
  "clv",
  "loyalty_class",
] as const;

export type ValueIndicatorId = (typeof VALUE_INDICATORS)[number];

/** The ratings, best first; the last has no least score. */
export const RATINGS = ["A", "B", "C", "D", "E"] as const;

/** The two classes of Pareto's rule, the one that makes the profit first. */
export const VALUE_CLASSES = ["strategic", "general"] as const;

const standard = z
  .strictObject({
    by: z.enum(["percentile", "value"]),
    bands: z.array(z.strictObject({ from: z.number(), points })).min(1),
  })
  .refine(({ bands }) => bands.every((band, index) => index === 0 || bands[index - 1]!.from < band.from), {
    message: "bands have to ascend by from",
  });

/** How an indicator becomes points. */
export type ScoringStandard = z.output<typeof standard>;

const bandsOf = (...pairs: readonly (readonly [from: number, points: number])[]) =>
  pairs.map(([from, given]) => ({ from, points: given }));

const FIFTHS: ScoringStandard = { by: "percentile", bands: bandsOf([0, 20], [20, 40], [40, 60], [60, 80], [80, 100]) };

const byValue = (...pairs: readonly (readonly [from: number, points: number])[]): ScoringStandard => ({
  by: "value",
  bands: bandsOf(...pairs),
});

const indicator = (weight: number, scoring: ScoringStandard, meaning: string) =>
  z
    .strictObject({ weight: z.number().min(0).default(weight), standard: standard.default(scoring) })
    .prefault({})
    .describe(meaning);

const policy = (
  visitsAtLeast: number,
  visitsAtMost: number,
  costShare: number,
  services: readonly string[],
  meaning: string,
) =>
  z
    .strictObject({
      visitsAtLeast: z.number().int().min(0).default(visitsAtLeast),
      visitsAtMost: z.number().int().min(0).default(visitsAtMost),
      costShare: share.default(costShare),
      costAtMost: z.number().min(0).nullable().default(null),
      services: z.array(z.string().min(1)).default([...services]),
    })
    .refine((rules) => rules.visitsAtLeast <= rules.visitsAtMost, {
      message: "visitsAtLeast has to be at most visitsAtMost",
    })
    .prefault({})
    .describe(meaning);

/** How customers are scored, rated and parted into strategic and general ones, and what each class is given. */
export const valueRules = z
  .strictObject({
    marginShare: share
      .nullable()
      .default(null)
      .describe(
        "Share of net spend that is gross profit, where transactions have neither a margin nor a cost; null: gross profit is revenue",
      ),
    windowDays: z
      .number()
      .int()
      .min(1)
      .nullable()
      .default(null)
      .describe("Days up to the as-of day that gross profit, sales volume and marketing cost count; null: all history"),
    marketingCostBy: z
      .enum(["share", "amount"])
      .default("share")
      .describe(
        "What the standard of marketing_cost looks at: its share of spend before discount, or the amount, by which large customers lose",
      ),
    indicators: z
      .strictObject({
        gross_profit: indicator(0.3, FIFTHS, "Current: gross profit"),
        sales_volume: indicator(0.15, FIFTHS, "Current: pieces sold, or orders where no quantity is known"),
        marketing_cost: indicator(0.1, FIFTHS, "Current, counts against: discount and financial expense"),
        industry_status: indicator(
          0.1,
          byValue([0, 20], [25, 40], [50, 60], [75, 80], [90, 100]),
          "Future: the customer's standing in its industry, 0 to 100",
        ),
        cooperation_length: indicator(
          0.15,
          byValue([0, 20], [1, 40], [2, 60], [3, 80], [5, 100]),
          "Future: years of cooperation, in full months",
        ),
        satisfaction: indicator(
          0.2,
          byValue([0, 0], [0.5, 40], [0.7, 60], [0.8, 80], [0.9, 100]),
          "Future: satisfaction as answered, 0 to 1",
        ),
        clv: indicator(0, FIFTHS, "Future, optional: lifetime value ahead"),
        loyalty_class: indicator(
          0,
          byValue([1, 20], [2, 60], [3, 100]),
          "Future, optional: 1 ordinary, 2 habitual, 3 loyalist",
        ),
      })
      .refine((all) => Object.values(all).some(({ weight }) => weight > 0), { message: "one weight has to be above 0" })
      .prefault({})
      .describe(
        "Weight of each indicator, of whatever sum, and its standard: a value gets the points of the last band that begins at or below it, 0 below the first. by percentile: a band begins at so many per cent of customers who do worse, those who do as well counted half",
      ),
    industryStatus: z
      .strictObject({
        leader: points.default(100),
        strong: points.default(75),
        average: points.default(50),
        weak: points.default(25),
      })
      .prefault({})
      .describe("What the words of industry_status are worth, 0 to 100"),
    ratings: z
      .strictObject({
        A: points.default(80),
        B: points.default(65),
        C: points.default(50),
        D: points.default(35),
      })
      .refine(({ A, B, C, D }) => A > B && B > C && C > D, { message: "A to D have to descend" })
      .prefault({})
      .describe("Least score of each rating; below D it is E"),
    strategicShare: share
      .default(0.8)
      .describe("Share of the sum of positive profits that the strategic customers make"),
    hysteresis: z
      .strictObject({
        monthEnds: z
          .number()
          .int()
          .min(0)
          .max(36)
          .default(3)
          .describe("Month ends before the day that class and rating are followed over; 0: those of the day alone"),
        strategicShare: share
          .default(0.85)
          .describe("A strategic customer stays it within the fewest who make this share of positive profits"),
        ratingPoints: z
          .number()
          .min(0)
          .default(3)
          .describe("A rating is kept until the score is more than so many points below its least"),
      })
      .prefault({})
      .describe("What keeps classes and ratings from changing to and fro"),
    topShare: share.default(0.2).describe("Share of customers whose share of profit is said"),
    policyDays: z
      .number()
      .int()
      .min(1)
      .default(365)
      .describe("Days of the year that visits and service cost are held against the policy over"),
    policy: z
      .strictObject({
        strategic: policy(
          4,
          24,
          0.15,
          [
            "existing services and terms",
            "personalised services",
            "account-manager visits",
            "executive exchanges",
            "service before, during and after the sale",
            "preferential terms",
          ],
          "Strategic customers: visits a year, service cost as a share of the year's gross profit and at most, services",
        ),
        general: policy(
          0,
          2,
          0.05,
          ["existing services and terms"],
          "General customers: the same; visits and service cost are capped",
        ),
      })
      .prefault({})
      .describe("What customers of each class are given"),
  })
  .refine((rules) => rules.hysteresis.strategicShare >= rules.strategicShare, {
    message: "hysteresis.strategicShare has to be at least strategicShare",
  })
  .describe("Value of customers: scoring, rating, strategic and general customers, policy");

export type ValueRules = z.output<typeof valueRules>;
