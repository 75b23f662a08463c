import type { Field, Role } from "../field.js";
import { CONTACT_FIELDS } from "./contacts.js";
import { CUSTOMER_ATTRIBUTES } from "./customer-attributes.js";
import { CUSTOMER_FILE } from "./customer-file.js";
import { CUSTOMER_IDENTITY } from "./customer-identity.js";
import { CUSTOMER_RELATIONSHIP } from "./customer-relationship.js";
import { INTERACTION_FIELDS } from "./interactions.js";
import { LISTING_FIELDS } from "./listings.js";
import { OPPORTUNITY_FIELDS } from "./opportunities.js";
import { REFERRAL_FIELDS } from "./referrals.js";
import { RESPONSE_FIELDS } from "./responses.js";
import { TRANSACTION_CORE } from "./transaction-core.js";
import { TRANSACTION_DETAILS } from "./transaction-details.js";

/** Fields of a customer file. */
export const CUSTOMER_FIELDS: readonly Field[] = [
  ...CUSTOMER_IDENTITY,
  ...CUSTOMER_ATTRIBUTES,
  ...CUSTOMER_RELATIONSHIP,
  ...CUSTOMER_FILE,
];

/** Fields of a transactions file. */
export const TRANSACTION_FIELDS: readonly Field[] = [...TRANSACTION_CORE, ...TRANSACTION_DETAILS];

/** What tells who the buyer of a transaction is; the first of these that a row has. */
export const BUYER_FIELDS = ["customer_id", "email", "phone", "customer_name"] as const;

const BY_ROLE: Readonly<Record<Role, readonly Field[]>> = {
  customers: CUSTOMER_FIELDS,
  transactions: TRANSACTION_FIELDS,
  interactions: INTERACTION_FIELDS,
  referrals: REFERRAL_FIELDS,
  responses: RESPONSE_FIELDS,
  contacts: CONTACT_FIELDS,
  opportunities: OPPORTUNITY_FIELDS,
  listings: LISTING_FIELDS,
};

/** The catalogue of a role, in the order in which its fields are printed. */
export function fieldsOf(role: Role): readonly Field[] {
  return BY_ROLE[role];
}
