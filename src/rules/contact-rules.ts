import { z } from "zod";

const money = z.number().min(0);

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
        other: money.default(5),
      })
      .prefault({})
      .describe("Cost of one interaction by kind, for those that say neither cost nor minutes"),
  })
  .describe("What interactions cost");
