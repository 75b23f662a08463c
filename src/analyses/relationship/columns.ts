import { type Column, decidedBy } from "../../columns/column.js";

/** The verdicts on what a customer gets, the one to act on first. */
export const VERDICTS = ["costs more than it brings", "under-served", "over-served", "right"] as const;

const money =
  (currency: string | null) =>
  (name: string, description: string): Column => ({
    name,
    type: "money",
    ...(currency === null ? {} : { unit: currency }),
    description,
  });

/** The columns after `customer_id` and `name`; those of the comparison only where there is one. */
export const relationshipColumns = (currency: string | null, isCompared: boolean): readonly Column[] => {
  const amount = money(currency);
  return decidedBy(
    ["verdict", "reason"],
    [
      {
        name: "level",
        type: "text",
        description:
          "Level of relationship: basic, reactive, accountable, proactive, partnership; none before a purchase",
      },
      { name: "group", type: "text", description: "The group of customers that the level was chosen for" },
      amount("margin", "Margin of the customer in the last year"),
      { name: "contacts", type: "integer", description: "Contacts that the business made in the last year" },
      amount("contact_cost", "What they cost: as recorded, else minutes at the hourly rate, else by kind"),
      {
        name: "affordable_contacts",
        type: "integer",
        description: "Contacts a year that the level's share of the margin pays at the mean cost of its contacts",
      },
      {
        name: "verdict",
        type: "text",
        prose: true,
        description: `${VERDICTS.join(", ")}, by what contacts cost: more than the margin, more than the level may spend; empty where no interactions are known`,
      },
      {
        name: "over_contacted",
        type: "boolean",
        description: "Contacted beyond a cap, or by a channel that the customer opted out of, in the last year",
      },
      { name: "reason", type: "text", prose: true, description: "Level and verdict in words, with their numbers" },
      amount("contact_budget", "What the level's share of the margin lets contacts cost in a year"),
      { name: "due_contacts", type: "integer", description: "Contacts a year that the level owes and the margin pays" },
      {
        name: "unsuitable_contacts",
        type: "integer",
        description: "Contacts of the last year, after the sale, of kinds that the level does not have",
      },
      { name: "rest_until", type: "date", description: "Last day of the rest after the latest contacts" },
      ...(isCompared
        ? [
            {
              name: "contacts_then",
              type: "integer",
              description: "Contacts in the year before the day to compare with",
            } as const,
            amount("contact_cost_then", "What those cost"),
          ]
        : []),
    ],
  );
};

/** The columns of the table of levels. */
export const levelColumns = (currency: string | null): readonly Column[] => {
  const amount = money(currency);
  return decidedBy(
    ["level", "customers", "level_verdict", "under_served", "right", "over_served", "costs_more"],
    [
      { name: "level", type: "text", description: "Level of relationship; (none) before a purchase" },
      { name: "customers", type: "integer", description: "Customers at the level" },
      { name: "share", type: "share", description: "Share of all customers" },
      amount("margin", "Their margin in the last year"),
      { name: "does", type: "text", prose: true, description: "What the level does for the customer" },
      { name: "contacts", type: "integer", description: "Contacts made with them in the last year" },
      amount("contact_cost", "What those contacts cost"),
      {
        name: "level_verdict",
        type: "text",
        description: "Whether the contacts of the level cost more than its customers bring",
      },
      { name: "under_served", type: "integer", description: "Customers who get less than the level owes" },
      { name: "right", type: "integer", description: "Customers who get what the level is for" },
      {
        name: "over_served",
        type: "integer",
        description: "Customers whose contacts cost more than the level may spend",
      },
      { name: "costs_more", type: "integer", description: "Customers whose contacts cost more than they bring" },
      {
        name: "over_contacted",
        type: "integer",
        description: "Customers beyond a cap or contacted against an opt-out",
      },
      amount("mean_contact_cost", "What a contact of the level costs, as affordable contacts are counted with"),
      { name: "allows", type: "text", prose: true, description: "Kinds of contact after the sale that belong to it" },
      { name: "plays", type: "text", prose: true, description: "What of the follow-up belongs to it" },
    ],
  );
};

/** The columns of the table of groups. */
export const groupColumns = (currency: string | null): readonly Column[] => [
  { name: "group", type: "text", description: "Group of customers" },
  { name: "customers", type: "integer", description: "Customers with a purchase" },
  { name: "size", type: "text", description: "few, medium or many by the rules" },
  money(currency)("net_spend", "Net spend of the group over all history"),
  { name: "margin_share", type: "share", description: "Margin over net spend, over all history" },
  { name: "margin_band", type: "text", description: "low, medium or high by the rules" },
  { name: "level", type: "text", description: "Level of relationship for the group" },
  { name: "chosen_by", type: "text", description: "grid, or configuration where that says the level outright" },
];

/** The columns of the table of who is contacted too much. */
export const OVER_CONTACTED_COLUMNS: readonly Column[] = [
  { name: "customer_id", type: "text", textual: "identifier", description: "The customer's identifier" },
  { name: "name", type: "text", description: "The customer's name, where it is known" },
  { name: "why", type: "text", description: "cap or opt-out" },
  { name: "channel", type: "text", description: "The channel; all for a cap over every channel" },
  {
    name: "contacts",
    type: "integer",
    description: "The most contacts within the days of the cap; against an opt-out all of the last year",
  },
  { name: "most", type: "integer", description: "The most that the cap allows" },
  { name: "days", type: "integer", unit: "days", description: "Days that the cap runs over" },
  { name: "exceeded_on", type: "text", prose: true, description: "Days on which a contact went beyond the cap" },
  { name: "last_contact", type: "date", description: "The last day of those, or the last contact against the opt-out" },
  { name: "reason", type: "text", prose: true, description: "The same in words" },
];
