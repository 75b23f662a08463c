import { type Column, decidedBy } from "../../columns/column.js";
import { ACCOUNT_FLAGS, CONTACT_ROLES } from "./roles.js";

/** The columns after `customer_id` and `name`; null for customers of whom no contact is known. */
export const accountColumns = (currency: string | null): readonly Column[] =>
  decidedBy(
    ["net_support", "flags", "roles_missing"],
    [
      {
        name: "net_support",
        type: "number",
        description: "Σ influence × stance over Σ influence of the people, −1 all oppose to 1 all support",
      },
      { name: "flags", type: "text", prose: true, description: `What to mind: ${ACCOUNT_FLAGS.join(", ")}` },
      { name: "coverage", type: "share", description: `Share of the ${CONTACT_ROLES.length} roles that somebody has` },
      { name: "roles_covered", type: "text", description: `Roles that somebody has, of ${CONTACT_ROLES.join(", ")}` },
      { name: "roles_missing", type: "text", description: "Roles that nobody is known to have" },
      { name: "people", type: "integer", description: "People known" },
      { name: "supporters", type: "integer", description: "People who support the business" },
      { name: "neutrals", type: "integer", description: "People who are neutral" },
      { name: "opponents", type: "integer", description: "People who oppose the business" },
      {
        name: "unknown_stances",
        type: "integer",
        description: "People whose stance is not known; they count as neutral",
      },
      {
        name: "account_margin",
        type: "money",
        ...(currency === null ? {} : { unit: currency }),
        description: "Margin of the customer in the last year",
      },
    ],
  );

/** What is known of the final decider as a person. */
export const PERSONAL_DETAILS = [
  "age",
  "health",
  "education",
  "background",
  "personality",
  "ability",
  "family",
  "hobbies",
  "anniversaries",
  "note",
] as const;

/** The columns of the table of deciders. */
export const DECIDER_COLUMNS: readonly Column[] = [
  { name: "customer_id", type: "text", textual: "identifier", description: "The organisation's identifier" },
  { name: "name", type: "text", description: "The organisation's name, where it is known" },
  { name: "contact_name", type: "text", description: "Name of the final decider" },
  { name: "position", type: "text", description: "Position in the organisation" },
  { name: "stance", type: "text", description: "supports, neutral or opposes" },
  { name: "influence", type: "number", description: "Weight of the person's word; 1 where it is not said" },
  { name: "phone", type: "text", textual: "phone", description: "Telephone number" },
  { name: "email", type: "text", description: "E-mail address" },
  ...PERSONAL_DETAILS.map(
    (name): Column => ({
      name,
      type: "text",
      description: name === "note" ? "Notes" : `${name[0]!.toUpperCase()}${name.slice(1)} of the person`,
    }),
  ),
];
