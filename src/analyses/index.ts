import { accounts } from "./accounts/accounts.js";
import type { Analysis } from "./analysis.js";
import { lifecycle } from "./lifecycle/lifecycle.js";
import { loyalty } from "./loyalty/loyalty.js";
import { profile } from "./profile/profile.js";
import { referrals } from "./referrals/referrals.js";
import { relationship } from "./relationship/relationship.js";
import { survey } from "./survey/survey.js";
import { value } from "./value/value.js";

/** Every analysis that is built on the scorecard; adding one is one file and one line. */
export const ANALYSES: readonly Analysis[] = [
  lifecycle,
  loyalty,
  relationship,
  accounts,
  referrals,
  profile,
  value,
  survey,
];
