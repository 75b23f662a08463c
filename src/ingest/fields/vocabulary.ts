import type { Field, Role } from "../field.js";
import { headerKey, normaliseHeader } from "../normalise-header.js";
import { fieldsOf } from "./index.js";

/** One header name of a field, made ready for comparison. */
export interface Phrase {
  readonly field: Field;
  readonly key: string;
  readonly tokens: readonly string[];
  /** Place in its list: the lower, the more telling. */
  readonly rank: number;
}

/** The known headers of one role, by `headerKey` (a Map: a header may be called `__proto__`). */
export type Vocabulary = ReadonlyMap<string, Phrase>;

const cache = new Map<Role, Vocabulary>();

/** The vocabulary of a role; built on first use. */
export function vocabularyOf(role: Role): Vocabulary {
  const known = cache.get(role);
  if (known !== undefined) return known;
  const phrases = new Map<string, Phrase>();
  for (const field of fieldsOf(role)) {
    for (const list of Object.values(field.headers)) {
      for (const [rank, header] of list.entries()) {
        const key = headerKey(header);
        const earlier = phrases.get(key);
        if (earlier === undefined || (earlier.field === field && earlier.rank > rank)) {
          phrases.set(key, { field, key, tokens: normaliseHeader(header).split(" "), rank });
        }
      }
    }
    const own = headerKey(field.name);
    if (!phrases.has(own)) phrases.set(own, { field, key: own, tokens: field.name.split("_"), rank: 0 });
  }
  cache.set(role, phrases);
  return phrases;
}

/**
 * Headers that may hold the customer's identifier or the customer's name: the values decide.
 */
export const BUYER_WORDS: ReadonlySet<string> = new Set(
  [
    ...["Customer", "Client", "Buyer", "Member", "Account", "Customers", "Guest"],
    ...["Kunde", "Kunden", "Käufer", "Mitglied", "Acheteur", "Client(e)", "Cliente", "Comprador", "Socio"],
    ...["客户", "买家", "会员", "顾客", "用户", "购买人", "消费者"],
  ].map(headerKey),
);
