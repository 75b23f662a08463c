import type { RecordRole } from "./field.js";

/** What a file of records must have to be of use, and how its records are told apart. */
export interface RecordKind {
  /** Fields that name the customer, best first. */
  readonly customer: readonly string[];
  /** Whether a record without a customer counts: an anonymous answer does. */
  readonly isAnonymousAllowed: boolean;
  /** The field that identifies a record; of two records with the same one the later file's stays. */
  readonly id?: string;
  /** Columns that the file must have (any one of each list), and what cannot be said without. */
  readonly required: readonly { readonly anyOf: readonly string[]; readonly why: string }[];
  /** Fields without which a record cannot be used. */
  readonly filled: readonly string[];
  /** Fields that only this kind of file has: two of them tell it. */
  readonly telling: readonly string[];
}

const NAMING = ["customer_id", "email", "phone", "customer_name"] as const;

export const RECORD_KINDS: Readonly<Record<RecordRole, RecordKind>> = {
  interactions: {
    customer: NAMING,
    isAnonymousAllowed: false,
    id: "interaction_id",
    required: [
      { anyOf: NAMING, why: "Without a customer an interaction belongs to nobody." },
      { anyOf: ["date"], why: "Rests and rhythms need the day of each interaction." },
    ],
    filled: ["date"],
    telling: ["interaction_id", "kind", "direction", "outcome", "minutes", "topic", "resolved", "by"],
  },
  referrals: {
    customer: ["customer_id"],
    isAnonymousAllowed: false,
    required: [
      { anyOf: ["customer_id"], why: "It needs the one who recommended." },
      { anyOf: ["referred"], why: "It needs the one who was brought." },
    ],
    filled: ["referred"],
    telling: ["customer_id", "referred"],
  },
  responses: {
    customer: NAMING,
    isAnonymousAllowed: true,
    id: "response_id",
    required: [
      { anyOf: ["question"], why: "It needs the question that each record answers." },
      { anyOf: ["answer"], why: "It needs the answer." },
    ],
    filled: ["question", "answer"],
    telling: ["response_id", "question", "answer"],
  },
  contacts: {
    customer: ["customer_id", "customer_name"],
    isAnonymousAllowed: false,
    id: "contact_id",
    required: [
      { anyOf: ["customer_id", "customer_name"], why: "It needs the organisation that a person belongs to." },
      { anyOf: ["contact_name", "email", "phone", "contact_id"], why: "It needs the person." },
    ],
    filled: [],
    telling: ["contact_id", "contact_name", "role", "stance", "influence"],
  },
  opportunities: {
    customer: ["customer_id", "email", "customer_name"],
    isAnonymousAllowed: false,
    id: "opportunity_id",
    required: [
      { anyOf: ["customer_id", "email", "customer_name"], why: "It needs the customer whom a quote is for." },
      { anyOf: ["stage"], why: "It needs how far each is." },
    ],
    filled: [],
    telling: ["opportunity_id", "stage", "probability", "expected_close"],
  },
  listings: {
    customer: ["customer_id"],
    isAnonymousAllowed: false,
    id: "call_id",
    required: [
      { anyOf: ["customer_id"], why: "It needs the customer who was listed or kept aside." },
      { anyOf: ["list_id"], why: "It needs the list." },
      { anyOf: ["date"], why: "What came of a list is counted from its day on." },
      { anyOf: ["arm"], why: "It needs who was listed and who was kept aside." },
    ],
    filled: ["date", "list_id", "arm"],
    telling: ["call_id", "list_id", "arm"],
  },
};
