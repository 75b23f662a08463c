import { z } from "zod";
import { playRules } from "./play-rules.js";
import { weekend } from "./weekend.js";

const share = z.number().min(0).max(1);
const days = z.number().int().min(0);
const names = z.array(z.string().min(1));

/** Whether the platform knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const timeZone = z.string().refine(isTimeZone, { error: "is no time zone; write it as in Europe/Berlin" });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "has to be a time of day, as in 09:00" });

/** The call list: which plays there are, what is assumed of them, and how the work is shared out. */
export const followupRules = z
  .strictObject({
    plays: playRules,
    valueDays: days.min(1).default(365).describe("Days of purchases ahead or behind that are the value at stake"),
    leastValue: z
      .number()
      .default(0)
      .describe("Least expected net value of a call; service plays are listed whatever theirs"),
    complaintDays: days.default(180).describe("Open complaints older than this are no longer followed up"),
    detractorDays: days.default(30).describe("Days for which an answer counts that calls for a call-back"),
    quoteQuietDays: days
      .default(7)
      .describe("A quote or contract is followed up so many days after it was made or last spoken of"),
    lapsedYears: z.number().positive().default(2).describe("Who last bought longer ago is not won back"),
    likelyLoyal: share.default(0.5).describe("Least likelihood to become loyal of a prospect that is called"),
    anniversaryDays: days.default(7).describe("Days ahead that anniversaries are looked for"),
    newsDays: days.min(1).default(90).describe("Days between regular advice, news, offers and personal service"),
    referralDays: days
      .min(1)
      .default(365)
      .describe("Days between requests for a referral, joint plans and executive exchanges"),
    leastFile: share.default(0.5).describe("A file that is less full than this is completed after the first purchase"),
    notNowDays: days.default(30).describe("Days of rest after a 'not now' that names no day"),
    notInterestedDays: days.default(180).describe("Days of rest after 'not interested'"),
    doNotContact: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Customers, e-mail addresses and telephone numbers that are never contacted, besides opt-outs and --do-not-contact",
      ),
    attemptsAtMost: days
      .default(4)
      .describe("Attempts by telephone without reaching anyone, after which a customer is not called"),
    quietHours: z
      .strictObject({ from: clock.default("20:00"), to: clock.default("09:00") })
      .prefault({})
      .describe(
        "Hours of the customer's own day in which it is not called or visited; from later than to means over midnight",
      ),
    workingHours: z
      .strictObject({ from: clock.default("09:00"), to: clock.default("17:00") })
      .refine(({ from, to }) => from < to, { message: "from has to be before to" })
      .prefault({})
      .describe("Hours in which the staff works"),
    minutesPerCall: z
      .number()
      .int()
      .min(1)
      .max(480)
      .default(15)
      .describe("Minutes from one call of an owner to the next, in formats that give calls a time"),
    timeZone: timeZone
      .nullable()
      .default(null)
      .describe("Time zone of the staff; null: they work in the customer's own hours"),
    timeZones: z
      .record(z.string(), timeZone)
      .default({})
      .describe('Time zone of customers of a country who have none, as in {"US": "America/New_York"}'),
    staff: z
      .strictObject({
        sales: names.default([]),
        technical: names.default([]),
        after_sales: names.default([]),
        engineering: names.default([]),
      })
      .prefault({})
      .describe(
        "Names of the staff by group: who answered whom they want to deal with gets one of them, and after-sales matters of customers without an owner one of after_sales",
      ),
    country: z
      .string()
      .length(2)
      .nullable()
      .default(null)
      .describe("Country of telephone numbers without one, as in DE; null: only international numbers are known"),
    weekend: weekend.default([6, 7]).describe("Days of the week without work, 1 Monday to 7 Sunday"),
    holidays: z.array(z.iso.date()).default([]).describe("Days without work besides, as in 2026-12-25"),
    owners: z
      .array(z.string().min(1))
      .default([])
      .describe("Staff that calls, beside the owners that customers have; they take what spills over"),
    spillOver: z.boolean().default(true).describe("What an owner has no capacity for goes to colleagues with room"),
    serviceCost: share
      .default(1)
      .describe("Share of a customer's margin of the year beyond which no further contact is made"),
    review: z
      .strictObject({
        windowDays: days.min(1).default(30),
        leastListed: days.min(1).default(50),
        leastControl: days.min(1).default(10),
        assumptionError: z.number().positive().max(1).default(0.05),
        bootstrapDraws: days.min(100).default(2000),
        isUsed: z.boolean().default(true),
      })
      .prefault({})
      .describe(
        "windowDays: days from a list's first in which purchases count, of the listed and of those kept aside; leastListed and leastControl: from so many of each a play's uplift is measured; assumptionError: standard error of the assumed uplift, which the measurement is held against; isUsed: whether measured uplifts take the place of assumptions",
      ),
  })
  .describe("The call list: plays, what is assumed of them, contact policy, and how the work is shared out");

export type FollowupRules = z.output<typeof followupRules>;
