import { CALL_LIST, isCallList, isSuppressedList } from "./call-list/call-list-preset.js";
import { detectRecords } from "./detect-records.js";
import { ROLES, type Role } from "./field.js";
import { BUYER_FIELDS } from "./fields/index.js";
import { isValue } from "./fields/sample-values.js";
import { BUYER_WORDS, vocabularyOf } from "./fields/vocabulary.js";
import { fieldsIn } from "./fields-in-headers.js";
import { headerKey } from "./normalise-header.js";
import type { Preset } from "./preset.js";
import { detectPreset, presetHeaderKeys } from "./presets/index.js";

export interface DetectedRole {
  /** Undefined: the headers do not tell. */
  readonly role: Role | undefined;
  readonly preset?: Preset;
  /** 0 to 1. */
  readonly confidence: number;
  /** In words, for `crm check` and for the error when there is no role. */
  readonly why: string;
}

/** Fields that a list of customers has about each customer, and transactions have not. */
const ABOUT_A_CUSTOMER = [
  ...["first_name", "last_name", "birth_date", "age", "gender", "registered", "member_level", "occupation", "income"],
  ...[
    "household",
    "industry",
    "interests",
    "lifetime_spend",
    "order_count",
    "last_order",
    "postal_code",
    "address",
    "opt_out",
    "opt_out_email",
    "opt_out_phone",
  ],
] as const;

/** Fields that only transactions have. */
const ABOUT_A_TRANSACTION = [
  "order_id",
  "quantity",
  "unit_price",
  "sku",
  "product",
  "status",
  "currency",
  "time",
] as const;

/** Totals over a customer's history, as other systems report them: who has these is a customer. */
const TOTALS_OF_A_CUSTOMER = ["lifetime_spend", "order_count", "last_order"] as const;

/**
 * What a file holds: by the signature of a known export, else by which fields its headers name. What `--map` says of
 * columns that the file has counts as well.
 */
export function detectRole(
  headers: readonly string[],
  samples: readonly (readonly string[])[] = [],
  map: ReadonlyMap<string, string> = new Map(),
): DetectedRole {
  if (isCallList(headers)) {
    return { role: CALL_LIST.role, preset: CALL_LIST, confidence: 1, why: `It has the columns of ${CALL_LIST.title}.` };
  }
  if (isSuppressedList(headers)) {
    return { role: undefined, confidence: 0, why: "It has those whom a call list leaves alone." };
  }
  const preset = detectPreset(headers);
  if (preset !== undefined) {
    return { role: preset.role, preset, confidence: 1, why: `It has the columns of ${preset.title}.` };
  }
  const record = detectRecords(headers, samples, map);
  if (record !== null) return record;
  const asTransactions = fieldsIn(headers, "transactions", samples, map);
  const asCustomers = fieldsIn(headers, "customers", samples, map);
  const dated = asTransactions.has("date");
  const priced = asTransactions.has("amount") || (asTransactions.has("unit_price") && asTransactions.has("quantity"));
  const buyer = BUYER_FIELDS.some((field) => asTransactions.has(field));
  const order = asTransactions.has("order_id");
  const totals = TOTALS_OF_A_CUSTOMER.some((field) => asCustomers.has(field));

  if (dated && priced && buyer && (order || !totals)) {
    const confidence = order || count(asTransactions, ABOUT_A_TRANSACTION) > 0 ? 0.9 : 0.75;
    return { role: "transactions", confidence, why: "It has a date, an amount and a buyer." };
  }
  const known = ["customer_id", "email", "name", "first_name", "last_name", "company"].some((field) =>
    asCustomers.has(field),
  );
  if (known && !priced && !order) {
    const about = count(asCustomers, ABOUT_A_CUSTOMER);
    return { role: "customers", confidence: about > 0 ? 0.85 : 0.65, why: "It has customers and no amounts by date." };
  }
  if (
    known &&
    (totals || count(asCustomers, ABOUT_A_CUSTOMER) > count(asTransactions, ABOUT_A_TRANSACTION)) &&
    !(dated && priced && order)
  ) {
    return { role: "customers", confidence: 0.6, why: "It has more about customers than about their transactions." };
  }
  if (priced && (dated || order || buyer)) {
    const missing = [dated ? "" : "a date", buyer ? "" : "a buyer"].filter((part) => part !== "").join(" and ");
    return { role: "transactions", confidence: 0.4, why: `It has amounts, but not ${missing}.` };
  }
  return { role: undefined, confidence: 0, why: "It names neither a customer nor a date with an amount." };
}

function count(found: ReadonlySet<string>, fields: readonly string[]): number {
  return fields.filter((field) => found.has(field)).length;
}

/**
 * How much a row looks like a header: the number of its cells that are known headers, less the number that are
 * plainly values. Zero or less is no header. Repeated cells count once.
 */
export function looksLikeHeader(cells: readonly string[]): number {
  const vocabularies = ROLES.map(vocabularyOf);
  const presets = presetHeaderKeys();
  let values = 0;
  const known = new Set<string>();
  for (const cell of cells) {
    const key = headerKey(cell);
    if (key === "") continue;
    if (isValue(cell)) values++;
    else if (vocabularies.some((one) => one.has(key)) || presets.has(key) || BUYER_WORDS.has(key)) known.add(key);
  }
  return known.size - values;
}
