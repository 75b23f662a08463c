/** Bracketed units that say nothing about which field a column holds. Scales such as `(万元)` stay: they matter. */
const UNIT_IN_BRACKETS = /[([]\s*(?:元|件|个|人民币|eur|usd|gbp|chf|cny|rmb|jpy|cad|aud|inr|mxn|\p{Sc}+)\s*[)\]]/giu;

/** What is not seen: byte order mark, zero-width characters, soft hyphen, controls. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/**
 * The form in which headers are compared: compatibility forms folded, lower case, without accents, punctuation, a
 * leading `*`, invisible characters or bracketed currency units; words (also `camelCase` and `snake_case`) parted by
 * one space; `e-mail` is `email` and `%` is `percent`. Chinese stays as it is. Idempotent.
 *
 * The result may be any word, `__proto__` included: look it up in a Map, never in an object.
 *
 * @example normaliseHeader("\uFEFF*Bestell-Nr.") // "bestell nr"
 * @example normaliseHeader("商品总价（元）") // "商品总价"
 */
export function normaliseHeader(text: string): string {
  const visible = text
    .normalize("NFKC")
    .replaceAll(/[\t\n\r]/g, " ")
    .replaceAll(INVISIBLE, "");
  const words = visible
    .replaceAll(UNIT_IN_BRACKETS, " ")
    .replaceAll(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .replaceAll(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1 ");
  return fold(words)
    .replaceAll("%", " percent ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/(?<![\p{L}\p{N}])e mail/gu, "email")
    .trim();
}

/** Lower case without marks; `ß` and the dotted Turkish `İ` included. */
function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").normalize("NFKC").replaceAll("ß", "ss");
}

/** The normalised header without its spaces, so that `CustomerID`, `customer_id` and `customerid` are one. */
export function headerKey(text: string): string {
  return normaliseHeader(text).replaceAll(" ", "");
}

/** Position of the first header that reads as this name, however it is written; -1 when there is none. */
export function indexOfHeader(headers: readonly string[], name: string): number {
  const key = headerKey(name);
  return headers.findIndex((header) => headerKey(header) === key);
}
