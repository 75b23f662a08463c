import type { Random } from "../math/random.js";
import { businessAttributes } from "./business-attributes.js";
import { FIRST_DAY, isoOf, LAST_DAY } from "./calendar.js";
import type { Company } from "./company.js";
import { CUSTOMER_HEADERS, type CustomerField } from "./customer-headers.js";
import { type Channel, type CustomerPlan, firstDay, isBuyer } from "./customer-plan.js";
import type { Flavour, Pair } from "./demo-settings.js";
import { between, happens, streamOf } from "./draw.js";
import { firmName, ownerOf, personName } from "./names.js";
import { personAttributes } from "./person-attributes.js";
import type { Phones } from "./phones.js";
import { INDUSTRIES, PLACES } from "./places.js";
import { firstContact } from "./plan-interactions.js";
import { columnsOf, money, type Row, type Table } from "./table.js";
import type { Totals } from "./transactions.js";

export const customerColumns = (flavour: Flavour) => columnsOf<CustomerField>(CUSTOMER_HEADERS[flavour]);

/** Fields that are never missing: they are what the rest hangs on. */
const ALWAYS = new Set<string>([
  "customer_id",
  "name",
  "type",
  "served_by",
  "opt_out",
  "category_spend",
  "referred_by",
]);

/** The customer file, in the order of customers; the totals of the transactions must be complete. */
export function customersTable(company: Company, totals: Totals, phones: Phones): Table<CustomerField> {
  return { columns: customerColumns(company.settings.flavour), rows: rows(company, totals, phones) };
}

function* rows(company: Company, totals: Totals, phones: Phones): Generator<Row<CustomerField>> {
  const fields = customerColumns(company.settings.flavour).map((column) => column.field);
  for (const plan of company.customers) {
    const full = fullFile(company, plan, totals, phones);
    const random = streamOf(company.settings.seed, "gaps", plan.index);
    // Some files are kept well, others hardly; whose attributes tell of loyalty are kept a little better.
    const kept = Math.min(0.98, random.beta(6, 2) + 0.05);
    yield Object.fromEntries(
      fields.map((field) => {
        const isKept = happens(random, field in RARELY ? kept * RARELY[field]! : kept);
        return [field, isKept || ALWAYS.has(field) || plan.kind === "internal" ? (full[field] ?? null) : null];
      }),
    );
  }
}

/** Fields that few files have, as a share of the others. */
const RARELY: Readonly<Record<string, number>> = {
  remembrance_days: 0.4,
  personality: 0.5,
  requirements: 0.5,
  faction: 0.4,
  business_plans: 0.5,
  fax: 0.6,
};

const CHANNEL_WORDS: Readonly<Record<Channel, Pair>> = {
  phone: ["phone", "电话"],
  email: ["email", "邮件"],
  post: ["post", "邮寄"],
  visit: ["visit", "拜访"],
};

/** Everything about a customer that a well-kept file would have. */
function fullFile({ settings, say }: Company, plan: CustomerPlan, totals: Totals, phones: Phones): Row<CustomerField> {
  const { seed, flavour, lang } = settings;
  const random = streamOf(seed, "file", plan.index);
  const place = PLACES[lang][plan.place]!;
  const number = plan.index + 1;
  const firm = firmName(random, lang, INDUSTRIES[plan.industry]!, number);
  const person = personName(random, lang);
  const domain = `example.${["com", "org", "net"][number % 3]}`;
  const isOut =
    plan.optOut.length === 4 ? say(["all", "全部"]) : plan.optOut.map((one) => say(CHANNEL_WORDS[one])).join(", ");
  const met = firstContact(seed, plan);
  const own =
    flavour === "b2b"
      ? { ...businessAttributes(random, plan, say, phones(place.country)), website: `https://${firm.domain}` }
      : personAttributes(random, seed, plan, say, totals.yearRevenue[plan.index]!);
  return {
    customer_id: plan.id,
    name: flavour === "b2b" ? firm.name : person.name,
    email: flavour === "b2b" ? `info@${firm.domain}` : `${person.address}${number}@${domain}`,
    phone: phones(place.country),
    country: place.country,
    region: place.region,
    city: place.city,
    // Drawn apart: a British code takes another number of draws, and nothing else may depend on the language.
    postal_code: postalCode(streamOf(seed, "postal code", plan.index), place.postal),
    language: place.language,
    time_zone: place.timeZone,
    registered: registered(random, plan),
    first_contact: met === null ? null : isoOf(met),
    owner: ownerOf(plan.place, say),
    opt_out: plan.optOut.length === 0 ? say(["none", "无"]) : isOut,
    marketing_cost: plan.kind === "internal" ? null : money(marketingCost(random, flavour, plan)),
    category_spend: categorySpend(random, plan, totals.yearRevenue[plan.index]!),
    referred_by: plan.referral?.by.id ?? null,
    ...own,
  };
}

function postalCode(random: Random, [start, digits]: readonly [string, number]): string {
  const most = 10 ** Math.max(1, digits - start.length);
  const rest = String(between(random, 0, most - 1)).padStart(Math.max(1, digits - start.length), "0");
  // A British code ends in a second part, such as CV4 7ZZ.
  return digits === 1 ? `${start}${rest} ${between(random, 1, 9)}ZZ` : start + rest;
}

/** Members sign up shortly before the first purchase; of prospects some have. */
function registered(random: Random, plan: CustomerPlan): string | null {
  const before = between(random, 0, 30);
  const isMember = happens(random, isBuyer(plan) ? 0.75 : 0.4);
  if (!isMember || plan.kind === "internal") return null;
  const first = firstDay(plan) ?? LAST_DAY - between(random, 10, 500);
  return isoOf(Math.max(FIRST_DAY - 30, first - before));
}

/** In hundredths; who was brought by another customer cost little to win. */
function marketingCost(random: Random, flavour: Flavour, plan: CustomerPlan): number {
  const mean = flavour === "b2b" ? 90_000 : 1_800;
  return Math.round((random.gamma(2) / 2) * mean * (plan.referral === null ? 1 : 0.25));
}

/** What is spent everywhere in a year; known of all who buy by habit, and of half of the others. */
function categorySpend(random: Random, plan: CustomerPlan, yearRevenue: number): string | null {
  const isTold = happens(random, 0.5);
  if (yearRevenue <= 0 || !isBuyer(plan) || (plan.kind === "ordinary" && !isTold)) return null;
  return money(Math.round(yearRevenue / plan.shareOfCategory));
}
