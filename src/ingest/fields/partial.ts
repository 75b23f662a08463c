import { normaliseHeader } from "../normalise-header.js";
import type { Phrase, Vocabulary } from "./vocabulary.js";

/** What may follow a header without changing what it means: a currency, with or without tax. */
const QUALIFIER =
  /(?:^| )(?:in )?(?:eur|usd|gbp|chf|cny|rmb|jpy|cad|aud|inr|mxn|(?:incl?|inkl|inc|including|excl?|exkl|zzgl|ohne|mit|con|sin|avec|sans|hors)(?: (?:vat|tax|taxes|gst|mwst|ust|tva|iva|taxe))?)(?= |$)/g;

/** Words that make another thing of the column: what was given back, owed, compared, or shipped to somebody else. */
const OTHER_THING = new Set(
  `shipping ship shipped delivery recipient compare previous prior old alternate alt secondary second backup last next
   parent fee fees balance due outstanding tax vat discount refund refunded refunds credit deposit commission tip tips limit
   target budget forecast planned expected plan points score count verified consent accepts update updated modified changed
   cancelled canceled expiry expires expiration valid birth birthday converted estimated average avg mean percent rate
   steuer rabatt gebuhr saldo geplant letzte letzter naissance livraison remise frais solde dernier derniere nacimiento
   envio descuento saldo comision ultimo ultima referrer referred manager owner supplier vendor`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
const OTHER_THING_ZH =
  /退款|优惠|折扣|运费|邮费|税|余额|积分|手续费|佣金|取消|关闭|更新|修改|最后|最近|上次|预计|收货|收件|供应商|目标|计划/;

/** Single words too weak to tell a column by. */
const WEAK = new Set(
  `total value sales price created paid joined gross spend rate cost order time name address region state title group class
   level note notes memo items source stage item description booking invoice beleg facture factura pedido alta jour created`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Fields that part of a header may stand for. A wrong status, tax or refund does harm, a missing one is seen. */
const FIELDS = new Set([
  ...[
    "customer_id",
    "customer_name",
    "name",
    "first_name",
    "last_name",
    "company",
    "email",
    "phone",
    "order_id",
    "date",
  ],
  ...["amount", "quantity", "unit_price", "currency", "product", "sku", "category", "country", "region", "city"],
  ...["postal_code", "address", "birth_date", "registered", "gender", "age", "lifetime_spend", "last_order"],
]);

/** A scale in the header: the amounts would be wrong by a factor of a thousand or more. */
const SCALED = /万元|千元|百万|亿元|(?:^| )(?:thousands?|millions?|tsd|teur|keur|kusd|mio|mn|miles|milliers)(?= |$)/;

/** True when the header says that its amounts are in thousands or the like. */
export function isScaled(header: string): boolean {
  return SCALED.test(normaliseHeader(header));
}

/** A field whose name is part of the header, and how much of the header it is (0.5 to 1). */
export interface Partial {
  readonly phrase: Phrase;
  readonly share: number;
}

/**
 * The known names that the header holds as whole words (in Chinese: as a run of characters) and that make up at
 * least half of it. A word beside the name that makes another thing of it (`Refund date`) rules the name out.
 */
export function partialMatches(header: string, vocabulary: Vocabulary): readonly Partial[] {
  const text = normaliseHeader(header);
  const plain = text.replaceAll(QUALIFIER, " ").trim();
  const tokens = plain.split(" ").filter((token) => token !== "");
  const key = tokens.join("");
  if (key === "") return [];
  const whole = plain === text ? undefined : vocabulary.get(key);
  if (whole !== undefined) return [{ phrase: whole, share: 1 }];
  const found: Partial[] = [];
  for (const phrase of vocabulary.values()) {
    if (!FIELDS.has(phrase.field.name)) continue;
    const share = phrase.key.length / key.length;
    if (share >= 0.5 && share < 1 && holds(key, tokens, phrase)) found.push({ phrase, share });
  }
  return found;
}

function holds(key: string, tokens: readonly string[], phrase: Phrase): boolean {
  if (/\p{Script=Han}/u.test(phrase.key)) {
    return phrase.key.length >= 2 && key.includes(phrase.key) && !OTHER_THING_ZH.test(key.replace(phrase.key, ""));
  }
  if (phrase.tokens.length === 1) {
    const { type, name } = phrase.field;
    const telling = type === "date" || type === "money" || name === "email" || name === "phone";
    if (!telling || phrase.key.length < 4 || WEAK.has(phrase.key)) return false;
  }
  const rest = tokens.filter((token) => !phrase.tokens.includes(token));
  return phrase.tokens.every((token) => tokens.includes(token)) && !rest.some((token) => OTHER_THING.has(token));
}
