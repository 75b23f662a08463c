/** The parts that people of an organisation have in a purchase, the last word first. */
export const CONTACT_ROLES = ["decider", "influencer", "executor", "negotiator", "user"] as const;

/** What an account's people warn of, the gravest first. */
export const ACCOUNT_FLAGS = [
  "decider opposes",
  "blocker with high influence",
  "no decider known",
  "one contact only",
] as const;
