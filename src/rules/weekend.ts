import { z } from "zod";

/** Days of the week without work, 1 Monday to 7 Sunday; working days are counted by it, so that some day has to be one. */
export const weekend = z
  .array(z.literal([1, 2, 3, 4, 5, 6, 7]))
  .refine((days) => new Set(days).size < 7, { message: "some day of the week has to be a working day" });
