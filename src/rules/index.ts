import { z } from "zod";
import { contactRules } from "./contact-rules.js";
import { followupRules } from "./followup-rules.js";
import { lifecycleRules } from "./lifecycle-rules.js";
import { loyaltyRules } from "./loyalty-rules.js";
import { profileRules } from "./profile-rules.js";
import { referralsRules } from "./referrals-rules.js";
import { relationshipRules } from "./relationship-rules.js";
import { surveyRules } from "./survey-rules.js";
import { tierRules } from "./tier-rules.js";
import { valueRules } from "./value-rules.js";

/**
 * The rules of the analyses, as they stand under `rules` in the configuration. A rule that is left out has its default;
 * an unknown one is refused. Adding a set is one file and one line.
 */
export const rulesSchema = z.strictObject({
  contact: contactRules.prefault({}),
  followup: followupRules.prefault({}),
  lifecycle: lifecycleRules.prefault({}),
  loyalty: loyaltyRules.prefault({}),
  profile: profileRules.prefault({}),
  referrals: referralsRules.prefault({}),
  relationship: relationshipRules.prefault({}),
  survey: surveyRules.prefault({}),
  tiers: tierRules.prefault({}),
  value: valueRules.prefault({}),
});

/** Every rule with its value. */
export type Rules = z.output<typeof rulesSchema>;
