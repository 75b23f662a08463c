import { choiceKey } from "./choice.js";
import { names } from "./fields/names.js";
import { NO, YES } from "./fields/record-words.js";

/** The channels from which a customer can opt out. */
export const OPT_OUT_CHANNELS = ["phone", "email", "post", "visit"] as const;

export type OptOutChannel = (typeof OPT_OUT_CHANNELS)[number];

/** What a text says of the contacts that a customer does not want. */
export interface OptOut {
  readonly channels: readonly OptOutChannel[];
  /** False where the text was not understood: then every channel counts, as a contact too few does no harm. */
  readonly isUnderstood: boolean;
}

const keys = (list: string): ReadonlySet<string> => new Set(names(list).map(choiceKey));

/** Words that say that nothing was refused. */
const NOTHING: ReadonlySet<string> = new Set([
  "",
  ...NO.map(choiceKey),
  ...keys(`none, nothing, never, no opt out, not opted out, opted in, opt in, subscribed, n a, na, null, unknown, keine, kein,
    nichts, nie, abonniert, angemeldet, unbekannt, aucun, aucune, rien, jamais, abonné, inconnu, ninguno, ninguna, nada, nunca,
    suscrito, desconocido, 未知, 无退订, 已订阅, 接受, 正常, 不拒绝`),
]);

/** Words that say that everything was refused. */
const EVERYTHING: ReadonlySet<string> = new Set([
  ...YES.map(choiceKey),
  ...keys(`all, any, every, everything, all channels, any channel, every channel, all contact, all marketing, opt out, opted out,
    unsubscribed, do not contact, no contact, no marketing, alle, alles, alle kanäle, keine werbung, nicht kontaktieren,
    abgemeldet, gesperrt, tous, toutes, tout, tous les canaux, ne pas contacter, désabonné, désinscrit, todos, todas, todo,
    todos los canales, no contactar, dado de baja, sin publicidad, 全部, 所有, 全部渠道, 所有渠道, 全部拒绝, 拒绝, 退订, 已退订, 免打扰,
    勿扰, 请勿联系`),
]);

/** Words for each channel; those of Chinese are found within a text, the others as whole words. */
const WORDS: Readonly<Record<OptOutChannel, ReadonlySet<string>>> = {
  phone:
    keys(`phone, phones, telephone, call, calls, calling, mobile, sms, text message, text messages, tel, Telefon, Anruf,
    Anrufe, telefonisch, Handy, téléphone, appel, appels, teléfono, llamada, llamadas, móvil, 电话, 致电, 来电, 短信, 手机`),
  email:
    keys(`email, emails, e mail, e mails, mail, mails, newsletter, newsletters, mailing, mailings, online, courriel, courriels, correo electrónico,
    correo, correos, boletín, 邮件, 电子邮件, 电邮, 邮箱`),
  post: keys(`post, postal, letter, letters, direct mail, postal mail, Brief, Briefe, Briefpost, courrier, courriers,
    lettre, lettres, carta, cartas, correo postal, correo ordinario, 邮寄, 信件, 信函, 邮政`),
  visit: keys(`visit, visits, in person, Besuch, Besuche, visite, visites, visita, visitas, 拜访, 上门, 走访, 回访`),
};

/** Words that turn a list of channels round: it would be wrong to read "all but post" as post. */
const TURNS_ROUND =
  /\b(except|but|only|other than|ausser|nur|ausgenommen|sauf|excepte|seulement|uniquement|excepto|salvo|solo|solamente|menos)\b|除|仅|只/;

const DAY = /^\d{1,4}[-/.年 ]\d{1,2}[-/.月 ]\d{1,4}/;

/**
 * What a text in a column of opt-outs says, in five languages: nothing, every channel, or those that it names. A bare yes,
 * or a day in its place, refuses `meant`: what the header says, every channel where it says none.
 *
 * @example optOutOf("Telefon, Post") // { channels: ["phone", "post"], isUnderstood: true }
 */
export function optOutOf(text: string, meant: readonly OptOutChannel[] = OPT_OUT_CHANNELS): OptOut {
  const key = choiceKey(text.replaceAll("ß", "ss"));
  if (NOTHING.has(key)) return { channels: [], isUnderstood: true };
  if (EVERYTHING.has(key) || DAY.test(text.trim())) return { channels: meant, isUnderstood: true };
  if (meant.length < OPT_OUT_CHANNELS.length) return { channels: meant, isUnderstood: false };
  if (TURNS_ROUND.test(key)) return { channels: meant, isUnderstood: false };
  const named = channelsIn(key);
  return named.length > 0
    ? { channels: named, isUnderstood: true }
    : { channels: OPT_OUT_CHANNELS, isUnderstood: false };
}

/** The channels that a text names; each word belongs to the longest name that it is part of. */
function channelsIn(key: string): OptOutChannel[] {
  const found = new Set<OptOutChannel>();
  let rest = ` ${key.replaceAll(/[^\p{L}\p{N}]+/gu, " ")} `;
  for (const { word, channel } of BY_LENGTH) {
    const isLatin = /^[a-z ]+$/.test(word);
    const wanted = isLatin ? ` ${word} ` : word;
    if (!rest.includes(wanted)) continue;
    found.add(channel);
    rest = rest.replaceAll(wanted, isLatin ? "  " : " ");
  }
  return OPT_OUT_CHANNELS.filter((channel) => found.has(channel));
}

const BY_LENGTH = OPT_OUT_CHANNELS.flatMap((channel) => [...WORDS[channel]].map((word) => ({ word, channel }))).sort(
  (one, other) => other.word.length - one.word.length || (one.word < other.word ? -1 : 1),
);
