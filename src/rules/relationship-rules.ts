import { z } from "zod";

/** The five levels of relationship, from the least to the most. */
export const RELATIONSHIP_LEVELS = ["basic", "reactive", "accountable", "proactive", "partnership"] as const;

export type RelationshipLevelId = (typeof RELATIONSHIP_LEVELS)[number];

const level = z.enum(RELATIONSHIP_LEVELS);
const share = z.number().min(0).max(1);
const wholeNumber = z.number().int().min(0);

/** Levels of the groups of one size, by the margin of the group. */
const byMargin = (high: RelationshipLevelId, medium: RelationshipLevelId, low: RelationshipLevelId) =>
  z.strictObject({ high: level.default(high), medium: level.default(medium), low: level.default(low) }).prefault({});

/** What a level gives its customers in a year. */
const service = (marginForContacts: number, contactsAYear: number, contactsASale: number, contactsAtMost: number) =>
  z
    .strictObject({
      marginForContacts: share.default(marginForContacts),
      contactsAYear: wholeNumber.default(contactsAYear),
      contactsASale: wholeNumber.default(contactsASale),
      contactsAtMost: wholeNumber.default(contactsAtMost),
    })
    .prefault({});

/** How the level of relationship is chosen, and what it may cost. */
export const relationshipRules = z
  .strictObject({
    groupBy: z
      .string()
      .min(1)
      .default("auto")
      .describe(
        "What groups are made by: auto (the product kind mostly bought, else the category, else one group), none, segment, a field of the transactions (product_kind, category, brand, product, channel), or any attribute of customers",
      ),
    windowDays: z
      .number()
      .int()
      .min(1)
      .default(365)
      .describe("Days of the year that contacts and margin are counted over"),
    marginShare: share
      .default(0.3)
      .describe("Share of net spend that is margin, where the transactions have neither a margin nor a cost"),
    fewCustomers: wholeNumber.default(50).describe("A group of at most so many customers with a purchase is few"),
    manyCustomers: wholeNumber.default(1000).describe("A group of at least so many customers with a purchase is many"),
    lowMargin: z.number().default(0.2).describe("A margin below this share of net spend is low"),
    highMargin: z.number().default(0.4).describe("A margin of at least this share of net spend is high"),
    grid: z
      .strictObject({
        many: byMargin("accountable", "reactive", "basic"),
        medium: byMargin("proactive", "accountable", "reactive"),
        few: byMargin("partnership", "proactive", "accountable"),
      })
      .prefault({})
      .describe("The level of a group by the number of its customers and its margin; this tool's own choice"),
    levels: z
      .strictObject({
        basic: service(0.01, 0, 0, 0),
        reactive: service(0.02, 0, 0, 0),
        accountable: service(0.05, 0, 1, 6),
        proactive: service(0.1, 4, 1, 12),
        partnership: service(0.15, 12, 1, 24),
      })
      .prefault({})
      .describe(
        "By level: the share of a customer's margin that may go into contacts; contacts that are due in a year and for each day of a purchase (the greater of the two counts), and how many are due at most",
      ),
    leastContactsForMean: z
      .number()
      .int()
      .min(1)
      .default(10)
      .describe(
        "Contacts of a level in the year from which its own mean cost of a contact is taken; with fewer it is the mean of what its kinds of contact cost by rules.contact.costs",
      ),
    groups: z
      .record(z.string(), level)
      .default({})
      .describe('Level of a group whatever the grid says, as in {"equipment": "partnership"}'),
    customers: z
      .record(z.string(), level)
      .default({})
      .describe('Level of a customer whatever the group\'s is, by customer_id, as in {"C17": "partnership"}'),
    highInfluence: z
      .number()
      .min(0)
      .default(5)
      .describe("Influence from which a person who opposes is a blocker with high influence"),
  })
  .refine((rules) => rules.fewCustomers < rules.manyCustomers, {
    message: "fewCustomers has to be below manyCustomers",
  })
  .refine((rules) => rules.lowMargin <= rules.highMargin, { message: "lowMargin has to be at most highMargin" })
  .describe("The level of relationship with each customer, and whether its contacts are worth their cost");
