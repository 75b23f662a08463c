import { z } from "zod";
import { contactRules } from "./contact-rules.js";

/**
 * The rules of the analyses, as they stand under `rules` in the configuration. A rule that is left out has its default;
 * an unknown one is refused. Adding a set is one file and one line.
 */
export const rulesSchema = z.strictObject({
  contact: contactRules.prefault({}),
});

/** Every rule with its value. */
export type Rules = z.output<typeof rulesSchema>;
