import fc from "fast-check";

/* Small shops with whatever can be wrong with a customer, as rows of CSV files; the as-of day is 2026-10-30, a Friday. */

export const AS_OF = "2026-10-30";
/** The day so many days before the as-of day. */
export const ago = (days: number): string =>
  new Date(Date.parse(`${AS_OF}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Numbers as written, and whether there can be one such, by the numbering plans; the country is Germany or none. */
export const PHONES: Readonly<Record<string, boolean>> = {
  "+44 7700 900123": true,
  "+1 212 555 0142": true,
  "030 23125 001": true,
  "0044 7700 900456": true,
  "+44 7700 900789": true,
  "+1 212 555 0143": true,
  "12": false,
  "+44 7700 900123 456 789": false,
  "ask reception": false,
};
/** Time zones as written, and whether there is such a one. */
export const ZONES: Readonly<Record<string, boolean>> = {
  "Europe/Berlin": true,
  "America/New_York": true,
  "Asia/Kolkata": true,
  "Pacific/Auckland": true,
  "Mars/Olympus": false,
};
/** The level of relationship of customers of each region, by configuration. */
export const LEVEL_OF: Readonly<Record<string, string>> = {
  North: "basic",
  East: "reactive",
  South: "accountable",
  West: "proactive",
};

export interface NastyCustomer {
  readonly id: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly city: string | null;
  readonly zone: string | null;
  readonly owner: string | null;
  readonly optOut: string;
  readonly region: string;
}
export interface NastyContact {
  readonly customer: number;
  readonly daysAgo: number;
  readonly kind: string;
  readonly direction: string;
  readonly outcome: string;
  readonly nextIn: number | null;
}
export interface NastyShop {
  readonly customers: readonly NastyCustomer[];
  readonly purchases: readonly (readonly [customer: number, daysAgo: number, amount: number, costShare: number])[];
  readonly contacts: readonly NastyContact[];
  /** Places of customers of whom the id, the e-mail address or the number is on the do-not-contact list. */
  readonly never: readonly (readonly [customer: number, what: "id" | "email" | "phone"])[];
  readonly capacity: number;
  readonly days: number;
  readonly control: number;
}

const orNull = (values: readonly string[]) => fc.constantFrom(null, ...values);

export const nastyShop: fc.Arbitrary<NastyShop> = fc.integer({ min: 25, max: 40 }).chain((many) => {
  const customer = fc.nat(many - 1);
  return fc.record({
    customers: fc
      .array(
        fc.record({
          phone: orNull([...Object.keys(PHONES), "+44 7700 900123", "+44 7700 900789", "+1 212 555 0143"]),
          hasEmail: fc.boolean(),
          city: orNull(["Berlin", "Berlin"]),
          zone: orNull([...Object.keys(ZONES), "Europe/Berlin", "Europe/Berlin", "Asia/Kolkata"]),
          owner: orNull(["Ann", "Bob"]),
          optOut: fc.constantFrom(
            "none",
            "none",
            "none",
            "none",
            "none",
            "none",
            "none",
            "phone",
            "email",
            "all",
            "post",
          ),
          region: fc.constantFrom(...Object.keys(LEVEL_OF)),
        }),
        { minLength: many, maxLength: many },
      )
      .map((list) =>
        list.map(({ hasEmail, ...one }, index) => {
          const id = `C${String(index).padStart(2, "0")}`;
          return { ...one, id, email: hasEmail ? `${id.toLowerCase()}@example.com` : null };
        }),
      ),
    purchases: fc.array(
      fc.tuple(
        customer,
        fc.oneof(fc.nat(10), fc.nat(900)),
        fc.integer({ min: -50, max: 900 }),
        fc.constantFrom(0.5, 0.8, 1, 1.1),
      ),
      { minLength: 40, maxLength: 120 },
    ),
    contacts: fc.array(
      fc.record({
        customer,
        daysAgo: fc.oneof(fc.nat(12), fc.nat(30)),
        kind: fc.constantFrom("call", "call", "email", "visit", "complaint", "quote"),
        direction: fc.constantFrom("outbound", "outbound", "inbound"),
        outcome: fc.constantFrom(
          "",
          "",
          "",
          "",
          "",
          "talked",
          "talked",
          "no answer",
          "no answer",
          "talked",
          "no answer",
          "not now",
          "not interested",
          "call back",
          "do not contact",
          "wrong number",
        ),
        nextIn: fc.constantFrom(null, null, 1, 4, 40),
      }),
      { minLength: 20, maxLength: 60 },
    ),
    never: fc.array(fc.tuple(customer, fc.constantFrom("id" as const, "email" as const, "phone" as const)), {
      maxLength: 4,
    }),
    capacity: fc.integer({ min: 1, max: 6 }),
    days: fc.integer({ min: 1, max: 4 }),
    control: fc.constantFrom(0, 10, 30),
  });
});

/** Files of a shop, by name, each a list of lines. */
export function filesOf(shop: NastyShop): Readonly<Record<string, readonly string[]>> {
  const { customers } = shop;
  return {
    "customers.csv": [
      "Customer ID,Name,Phone,Email,City,Time Zone,Owner,opt_out,Region",
      ...customers.map(({ id, phone, email, city, zone, owner, optOut, region }) =>
        [id, `Jo ${id}`, phone, email, city, zone, owner, optOut, region].map((cell) => cell ?? "").join(","),
      ),
    ],
    "orders.csv": [
      "Order ID,Customer ID,Order Date,Amount,Cost",
      // The as-of day has a purchase, so that it is the same for all; it is of nobody on the list.
      `O,${customers[0]!.id},${AS_OF},10,5`,
      ...shop.purchases.map(
        ([customer, daysAgo, amount, costShare], index) =>
          `O${index},${customers[customer]!.id},${ago(daysAgo)},${amount},${(amount * costShare).toFixed(2)}`,
      ),
    ],
    "contacts.csv": [
      "Interaction ID,Customer ID,Date,Kind,Direction,Outcome,Next Contact",
      `I,${customers[0]!.id},${ago(300)},call,outbound,talked,`,
      ...shop.contacts.map(
        ({ customer, daysAgo, kind, direction, outcome, nextIn }, index) =>
          `I${index},${customers[customer]!.id},${ago(daysAgo)},${kind},${direction},${outcome},${nextIn === null ? "" : ago(daysAgo - nextIn)}`,
      ),
    ],
    "never.txt": [
      "do not contact",
      ...shop.never.flatMap(([customer, what]) => {
        const { id, email, phone } = customers[customer]!;
        return { id, email: email?.toUpperCase(), phone }[what] ?? [];
      }),
    ],
    "crm.config.json": [JSON.stringify({ rules: RULES })],
  };
}

/** Caps and rests of the shops, in days. */
export const CAPS = [
  { channel: "phone", most: 2, days: 20 },
  { channel: "email", most: 2, days: 20 },
  { channel: "all", most: 4, days: 30 },
] as const;
export const REST: Readonly<Record<string, number>> = { phone: 7, email: 3, post: 14, visit: 14 };

const RULES = {
  // Contacts cost next to nothing and are worth it, so that little but the policy holds them back.
  contact: { caps: CAPS, restDays: REST, costs: { call: 0.01, email: 0.01, campaign: 0.01, visit: 0.01 } },
  relationship: { groupBy: "region", groups: LEVEL_OF },
  value: {
    policy: { strategic: { visitsAtLeast: 1, visitsAtMost: 1 }, general: { visitsAtLeast: 1, visitsAtMost: 1 } },
  },
  followup: { leastValue: -1000, country: "DE", timeZone: "Europe/Berlin", owners: ["Cid"], holidays: ["2026-11-03"] },
};
