import type { RelationshipLevelId } from "../../rules/relationship-rules.js";

/** Kinds of interaction by which the business turns to a customer. */
type ContactKind =
  | "call"
  | "visit"
  | "email"
  | "meeting"
  | "online"
  | "quote"
  | "payment_reminder"
  | "campaign"
  | "letter";

/** A level of relationship: what the business does for its customers, and by which contacts. */
export interface RelationshipLevel {
  readonly id: RelationshipLevelId;
  /** What it does, in a sentence. */
  readonly does: string;
  /** What of the follow-up belongs to it, beyond what the levels below do. */
  readonly plays: readonly string[];
  /** Contacts after the sale that belong to it; any other is more than the level gives. */
  readonly allows: readonly ContactKind[];
  /** Its own kinds of contact: what one costs by the rules is what a contact of the level costs before any was made. */
  readonly ownKinds: readonly ContactKind[];
}

/** Contacts that come with a sale at every level. */
const BUSINESS: readonly ContactKind[] = ["quote", "payment_reminder", "campaign", "letter"];

/**
 * The five levels, from the least to the most: basic, reactive, accountable, proactive, partnership (Kotler's names; the
 * article's are basic, passive, responsible, initiative, partnership).
 */
export const LEVELS: readonly RelationshipLevel[] = [
  {
    id: "basic",
    does: "Sells, and does nothing after the sale.",
    plays: [],
    allows: BUSINESS,
    ownKinds: ["campaign"],
  },
  {
    id: "reactive",
    does: "Invites the customer to call with questions and complaints, and never calls.",
    plays: ["invitation_to_call"],
    allows: [...BUSINESS, "email", "online"],
    ownKinds: ["email"],
  },
  {
    id: "accountable",
    does: "Calls once after the sale: is all well, how is it used, what should improve?",
    plays: ["invitation_to_call", "call_after_sale"],
    allows: [...BUSINESS, "email", "online", "call"],
    ownKinds: ["call"],
  },
  {
    id: "proactive",
    does: "Gives regular advice on use and news of products, besides the call after the sale.",
    plays: ["invitation_to_call", "call_after_sale", "advice", "product_news"],
    allows: [...BUSINESS, "email", "online", "call", "visit", "meeting"],
    ownKinds: ["call", "email", "visit"],
  },
  {
    id: "partnership",
    does: "Works jointly with the customer, all year, on what serves the customer's own business.",
    plays: ["invitation_to_call", "call_after_sale", "advice", "product_news", "joint_work"],
    allows: [...BUSINESS, "email", "online", "call", "visit", "meeting"],
    ownKinds: ["call", "visit", "meeting"],
  },
];

/** The level of that name. */
export const levelOf = (id: RelationshipLevelId): RelationshipLevel => LEVELS.find((level) => level.id === id)!;
