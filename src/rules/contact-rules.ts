import { z } from "zod";

const money = z.number().min(0);
const days = z.number().int().min(0);

/** The channels by which a customer is contacted and can opt out. */
export const CHANNELS = ["phone", "email", "post", "visit"] as const;

export type Channel = (typeof CHANNELS)[number];

/** What contacts cost where the records do not say it. */
export const contactRules = z
  .strictObject({
    hourlyRate: money
      .default(45)
      .describe("Cost of an hour of the staff, for interactions that say how long they took"),
    costs: z
      .strictObject({
        call: money.default(6),
        visit: money.default(180),
        email: money.default(0.5),
        meeting: money.default(120),
        online: money.default(1),
        complaint: money.default(25),
        quote: money.default(30),
        delivery: money.default(0),
        payment_reminder: money.default(2),
        campaign: money.default(0.5),
        letter: money.default(1),
        other: money.default(5),
      })
      .prefault({})
      .describe("Cost of one interaction by kind, for those that say neither cost nor minutes"),
    caps: z
      .array(
        z.strictObject({
          channel: z.enum([...CHANNELS, "all"]),
          most: z.number().int().min(0),
          days: z.number().int().min(1),
        }),
      )
      .default([
        { channel: "phone", most: 3, days: 30 },
        { channel: "email", most: 8, days: 30 },
        { channel: "post", most: 2, days: 30 },
        { channel: "visit", most: 4, days: 30 },
        { channel: "all", most: 12, days: 30 },
      ])
      .describe(
        "The most contacts by a channel within any so many days running; all is every channel together. A channel may have several caps",
      ),
    restDays: z
      .strictObject({
        phone: days.default(7),
        email: days.default(3),
        post: days.default(14),
        visit: days.default(14),
      })
      .prefault({})
      .describe("Days of rest after a contact by a channel, in which the customer is not contacted again"),
    exempt: z
      .array(z.enum(["call", "visit", "email", "meeting", "online", "quote", "payment_reminder", "campaign", "letter"]))
      .default(["quote", "payment_reminder"])
      .describe("Kinds that a customer asked for or owes: neither caps, rests nor opt-outs count them"),
  })
  .describe("What interactions cost");
