import { z } from "zod";

const day = z.iso.date();

/** How customers below the lowest tier are listed. */
const NO_TIER = "(none)";

/** The tiers of a loyalty programme; none unless `levels` has some. */
export const tierRules = z
  .strictObject({
    by: z
      .enum(["spend", "orders", "points"])
      .default("spend")
      .describe("What qualifies: net spend, orders, or points for net spend"),
    pointsPerUnit: z.number().positive().default(1).describe("Points for one unit of the currency"),
    period: z
      .enum(["rolling", "calendar", "anniversary"])
      .default("calendar")
      .describe(
        "rolling: the 365 days up to each day; calendar: the year; anniversary: the year from the day of registration, else of the first purchase",
      ),
    graceDays: z.number().int().min(0).default(0).describe("Days after the end of a period for which a tier is kept"),
    softLanding: z
      .boolean()
      .default(false)
      .describe("A downgrade goes down one tier at most at the end of each period"),
    levels: z
      .array(z.strictObject({ name: z.string().min(1), from: z.number().min(0) }))
      .default([])
      .refine((levels) => levels.every((level, index) => index === 0 || level.from > levels[index - 1]!.from), {
        message: "the thresholds have to rise from tier to tier",
      })
      .refine((levels) => new Set(levels.map(({ name }) => name.trim())).size === levels.length, {
        message: "each tier needs a name of its own",
      })
      .refine((levels) => levels.every(({ name }) => name.trim() !== NO_TIER), {
        message: `${NO_TIER} is the name for customers without a tier; choose another`,
      })
      .describe(
        'Tiers from the lowest to the highest, as in [{"name": "Silver", "from": 100}, {"name": "Gold", "from": 500}]',
      ),
    overrides: z
      .array(
        z.strictObject({
          customer: z.string().min(1),
          tier: z.string().min(1),
          reason: z.string().min(1),
          until: day.optional(),
        }),
      )
      .default([])
      .describe("Tiers set by hand, each with its reason and the last day on which it holds"),
  })
  .superRefine(({ levels, overrides }, context) => {
    for (const [index, { tier }] of overrides.entries()) {
      if (levels.some((level) => level.name === tier)) continue;
      context.addIssue({ code: "custom", path: ["overrides", index, "tier"], message: `there is no tier ${tier}` });
    }
  })
  .describe("Tiers of a loyalty programme: an upgrade comes at once, a downgrade at the end of a period");
