import { accounts } from "./accounts/accounts.js";
import type { Analysis } from "./analysis.js";
import { profile } from "./profile/profile.js";
import { referrals } from "./referrals/referrals.js";
import { relationship } from "./relationship/relationship.js";

/** Every analysis that is built on the scorecard; adding one is one file and one line. */
export const ANALYSES: readonly Analysis[] = [relationship, accounts, referrals, profile];
